"""Weekdays: their English names, what else people write for them, and a series' rhythm."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sstc_cli.model.base import Model, field
from sstc_cli.model.readers import Value, read_list
from sstc_cli.model.values import WEEKDAYS, Weeks, read_text, refuse

_BY_NAME = {name.casefold(): day for day in WEEKDAYS for name in (day, day[:3])}
# Arabic, Chinese (twice), French, Portuguese (twice), Russian and Spanish
ELSEWHERE = (
    "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
    "周一 周二 周三 周四 周五 周六 周日",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "segunda terça quarta quinta sexta sábado domingo",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "lunes martes miércoles jueves viernes sábado domingo",
)


def read_weekday(value: object) -> str:
    """Return the English weekday of its name or first three letters, or refuse it (E110)."""
    text = read_text(value, "a weekday")
    weekday = _BY_NAME.get(text.casefold())
    if weekday is None:
        hint = f"write one of {', '.join(WEEKDAYS)}"
        meant = _meant(text.casefold().rstrip("."))
        refuse("E110", "`{value}` is not a weekday", hint, text, allowed=WEEKDAYS, meant=meant)
    return weekday


def _meant(text: str) -> str | None:
    """Return the weekday of an abbreviation such as `thurs`, or of its name in other languages."""
    for names in ELSEWHERE:
        if text in names.split():
            return WEEKDAYS[names.split().index(text)]
    started = [day for day in WEEKDAYS if len(text) >= 3 and day.casefold().startswith(text)]
    return started[0] if started else None


def _read_weekdays(value: object) -> tuple[str, ...]:
    """Return one weekday or a list of them in the order of the week; refuse a repeated one."""
    if isinstance(value, str):
        return (read_weekday(value),)
    days = _read_days(value)
    if not days:
        refuse("E105", "the list is empty", "add at least one weekday")
    if twice := next((day for day in days if days.count(day) > 1), None):
        refuse("E110", "`{value}` is in the list twice", "name each weekday once", twice)
    return tuple(sorted(days, key=WEEKDAYS.index))


_read_days = read_list(read_weekday)
_NAMES = {"type": "string", "enum": list(WEEKDAYS)}
_SEVERAL = {"type": "array", "items": _NAMES, "minItems": 1, "uniqueItems": True}
Weekday = Annotated[str, Value(read_weekday, _NAMES)]
Weekdays = Annotated[
    tuple[Weekday, ...],
    Value(_read_weekdays, {"anyOf": [_NAMES, _SEVERAL]}),
]


class Cadence(Model):
    """How often a webinar is held."""

    weekday: Weekdays = field(
        description="the weekday of every webinar, for example `Friday`, or several: "
        "`[Tuesday, Thursday]`"
    )
    weeks: Weeks = field(
        default=1, description="every how many weeks, from 1 to 52, there are webinars [default: 1]"
    )

    def regular_days(self, after: date, before: date) -> Iterator[date]:
        """Yield the regular days between two days, the weeks counted from that of the first."""
        first, last = after.toordinal(), before.toordinal()
        days = [WEEKDAYS.index(name) for name in self.weekday]
        for monday in range(first - after.weekday(), last, 7 * self.weeks):
            yield from (
                date.fromordinal(monday + day) for day in days if first < monday + day < last
            )
