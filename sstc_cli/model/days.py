"""Days as people count them: weekdays, public holidays, working days and ages such as `18m`."""

import importlib
import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Any

from dateutil.relativedelta import relativedelta

from sstc_cli.model.base import Model, field
from sstc_cli.model.readers import Value, read_list
from sstc_cli.model.values import WEEKDAYS, Weeks, read_text, refuse

_BY_NAME = {name.casefold(): day for day in WEEKDAYS for name in (day, day[:3])}
# Arabic, Chinese (twice), French, Portuguese (twice), Russian and Spanish
WEEKDAYS_ELSEWHERE = (
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
    for names in WEEKDAYS_ELSEWHERE:
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
Weekday = Annotated[str, Value(read_weekday, _NAMES, "weekday")]
Weekdays = Annotated[
    tuple[Weekday, ...],
    Value(_read_weekdays, {"anyOf": [_NAMES, _SEVERAL]}, "weekday or list of weekdays", "weekdays"),
]


class Cadence(Model):
    """How often a webinar is held."""

    weekday: Weekdays = field(
        "the weekday of every webinar, for example `Friday`, or several: `[Tuesday, Thursday]`"
    )
    weeks: Weeks = field(
        "every how many weeks, from 1 to 52, there are webinars [default: 1]", default=1
    )

    def regular_days(self, after: date, before: date) -> Iterator[date]:
        """Yield the regular days between two days, the weeks counted from that of the first."""
        first, last = after.toordinal(), before.toordinal()
        days = [WEEKDAYS.index(name) for name in self.weekday]
        for monday in range(first - after.weekday(), last, 7 * self.weeks):
            yield from (
                date.fromordinal(monday + day) for day in days if first < monday + day < last
            )


# United Nations, ST/IC/2019/23: official holidays for 2020 at Headquarters.
_UNITED_NATIONS = {
    date(2020, 1, 1): "New Year's Day",
    date(2020, 4, 10): "Good Friday",
    date(2020, 5, 25): "Memorial Day",
    date(2020, 5, 26): "Eid al-Fitr",
    date(2020, 7, 3): "Independence Day",
    date(2020, 7, 31): "Eid al-Adha",
    date(2020, 9, 7): "Labour Day",
    date(2020, 11, 26): "Thanksgiving Day",
    date(2020, 12, 25): "Christmas Day",
}
_DAY = timedelta(days=1)


def public_holidays(country: str, years: Iterable[int]) -> Mapping[date, str]:
    """Return the names of a country's holidays by day; an unknown country has none."""
    return _UNITED_NATIONS if country == "UN" else dict(_calendar(country, tuple(years)) or {})


def working_day(start: date, days: int, countries: Iterable[str]) -> date:
    """Return the date a number of working days after a day, or before it if negative.

    The day itself does not count. A working day is one in all of the countries: their weekends,
    public holidays and working weekends decide. Unknown countries work from Monday to Friday.
    """
    places = tuple(countries)
    day, remaining = start, abs(days)
    while remaining:
        day += _DAY if days > 0 else -_DAY
        remaining -= _works(day, places)
    return day


def _works(day: date, places: tuple[str, ...]) -> bool:
    return all(_is_working(place, day) for place in places) if places else day.weekday() < 5


def _is_working(country: str, day: date) -> bool:
    calendar = None if country == "UN" else _calendar(country, (day.year,))
    if calendar is None:
        return day.weekday() < 5 and not (country == "UN" and day in _UNITED_NATIONS)
    return bool(calendar.is_working_day(day))


@cache
def _calendar(country: str, years: tuple[int, ...]) -> Any:
    # The package takes as long to import as everything else here, so it is imported only if needed.
    holidays = importlib.import_module("holidays")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # for India, about years that it covers in part
        try:
            return holidays.country_holidays(country, years=years, language="en_US")
        except NotImplementedError:
            return None


def day_before(day: date, age: str) -> date:
    """Return the date that is an age before another date."""
    count, unit = int(age[:-1]), age[-1]
    ages = {"y": relativedelta(years=count), "m": relativedelta(months=count)}
    try:
        return day - ages.get(unit, relativedelta(days=count))
    except (ValueError, OverflowError):
        return date.min
