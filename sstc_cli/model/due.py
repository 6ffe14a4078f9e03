"""When something is due: around each webinar, repeatedly, or on one day."""

import re
from datetime import date
from typing import Annotated, Literal, NamedTuple

from sstc_cli.model.readers import Value
from sstc_cli.model.values import WEEKDAYS, pattern, read_day, refuse


class Around(NamedTuple):
    """A number of days after the day of each webinar; a negative number is before it.

    Instead of days, it can be a number of hours after its end, or a negative one before its start.
    """

    days: int
    working: bool = False
    hours: int = 0

    @property
    def is_before(self) -> bool:
        """Whether it is before each webinar, and neither on the day nor after it."""
        return self.days < 0 or self.hours < 0


class Every(NamedTuple):
    """A recurrence in the window of the series.

    `on` is a weekday (0 is Monday) or a day of the month (-1 is the last one). None stands for the
    weekday on which the window starts.
    """

    unit: Literal["week", "month"]
    step: int = 1
    on: int | None = None


_AROUND = re.compile(r"([0-9]{1,3}) (working )?days? (before|after)")
_BEFORE = re.compile(r"[0-9]{1,3} (?:working )?days? before|on the day")
_HOURS = re.compile(r"([1-9][0-9]{0,2}) hours? (before|after)")
_SAME_DAY = re.compile(r"on the day")
_WEEKDAY = re.compile(f"every ({'|'.join(WEEKDAYS)})")
_WEEKS = re.compile(rf"every ([1-9][0-9]?) weeks(?: on ({'|'.join(WEEKDAYS)}))?")
_MONTHS = re.compile(
    r"every (?:month|([1-9][0-9]?) months) on (?:day ([1-9]|1[0-9]|2[0-8])|the last day)"
)
_DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_FORMS = (_AROUND, _HOURS, _SAME_DAY, _WEEKDAY, _WEEKS, _MONTHS, _DAY)
_HINT = (
    "write `7 days before`, `5 working days before`, `2 hours before`, `14 days after`, "
    "`on the day`, "
    "`every Monday`, `every 2 weeks`, `every month on day 1` or a date"
)


def read_due(value: object) -> Around | Every | date:
    """Return the meaning of a deadline's words; the hint shows each form."""
    if not isinstance(value, str):
        refuse("E105", "a due date is expected here", _HINT)
    if around := _around(value):
        return around
    if match := _WEEKDAY.fullmatch(value):
        return Every("week", on=WEEKDAYS.index(match[1]))
    if match := _WEEKS.fullmatch(value):
        return Every("week", int(match[1]), WEEKDAYS.index(match[2]) if match[2] else None)
    if match := _MONTHS.fullmatch(value):
        return Every("month", int(match[1] or 1), int(match[2] or -1))
    if not _DAY.fullmatch(value):
        refuse("E107", "`{value}` is not a due date", _HINT, value, allowed=_weekdays_for(value))
    return read_day(value)


def _around(value: str) -> Around | None:
    """Return what is due around each webinar, or None for other words."""
    if match := _AROUND.fullmatch(value):
        days = int(match[1])
        return Around(-days if match[3] == "before" else days, bool(match[2]))
    if match := _HOURS.fullmatch(value):
        hours = int(match[1])
        return Around(0, hours=-hours if match[2] == "before" else hours)
    return Around(0) if _SAME_DAY.fullmatch(value) else None


def _weekdays_for(value: str) -> tuple[str, ...]:
    """Return the deadlines that differ from a text in its last word, which may be a typo."""
    start = value.rpartition(" ")[0] if value.startswith("every ") else "every"
    forms = (f"{start} {day}" for day in WEEKDAYS)
    return tuple(form for form in forms if _WEEKDAY.fullmatch(form) or _WEEKS.fullmatch(form))


def read_before(value: object) -> Around:
    """Return a day that is not after a webinar's, or refuse the words (E107)."""
    due = read_due(value) if isinstance(value, str) and _BEFORE.fullmatch(value) else None
    if not isinstance(due, Around):
        hint = "write `1 day before`, `2 working days before` or `on the day`"
        refuse("E107", "`{value}` is not a day before a webinar", hint, value)
    return due


Before = Annotated[Around, Value(read_before, pattern(_BEFORE), "due date")]
Due = Annotated[
    Around | Every | date,
    Value(read_due, pattern("|".join(form.pattern for form in _FORMS)), "due date"),
]
