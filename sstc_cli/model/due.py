"""When something is due: around each webinar, again and again, or on one day."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import PlainValidator, WithJsonSchema

from sstc_cli.model.values import WEEKDAYS, read_day, refuse


@dataclass(frozen=True, slots=True)
class Around:
    """So many days from the day of each webinar: before it where negative."""

    days: int
    working: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again in the window of the series.

    `on` is a weekday from 0, Monday, or a day of the month, -1 for the last one; None is the
    weekday on which the window starts.
    """

    unit: Literal["week", "month"]
    step: int = 1
    on: int | None = None


_AROUND = re.compile(r"([0-9]{1,3}) (working )?days? (before|after)")
_SAME_DAY = re.compile(r"on the day")
_WEEKDAY = re.compile(f"every ({'|'.join(WEEKDAYS)})")
_WEEKS = re.compile(rf"every ([1-9][0-9]?) weeks(?: on ({'|'.join(WEEKDAYS)}))?")
_MONTHS = re.compile(
    r"every (?:month|([1-9][0-9]?) months) on (?:day ([1-9]|1[0-9]|2[0-8])|the last day)"
)
_DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_FORMS = (_AROUND, _SAME_DAY, _WEEKDAY, _WEEKS, _MONTHS, _DAY)
_HINT = (
    "write `7 days before`, `5 working days before`, `14 days after`, `on the day`, "
    "`every Monday`, `every 2 weeks`, `every month on day 1` or a date"
)


def read_due(value: object) -> Around | Every | date:
    """The words of a deadline, each form as the hint shows it."""
    if not isinstance(value, str):
        refuse("E105", "words for a day are expected here", _HINT)
    if found := _AROUND.fullmatch(value):
        days = int(found[1])
        return Around(-days if found[3] == "before" else days, bool(found[2]))
    if _SAME_DAY.fullmatch(value):
        return Around(0)
    if found := _WEEKDAY.fullmatch(value):
        return Every("week", on=WEEKDAYS.index(found[1]))
    if found := _WEEKS.fullmatch(value):
        return Every("week", int(found[1]), WEEKDAYS.index(found[2]) if found[2] else None)
    if found := _MONTHS.fullmatch(value):
        return Every("month", int(found[1] or 1), int(found[2] or -1))
    if not _DAY.fullmatch(value):
        refuse("E107", "`{value}` says no day", _HINT, value)
    return read_day(value)


Due = Annotated[
    Around | Every | date,
    PlainValidator(read_due),
    WithJsonSchema(
        {"type": "string", "pattern": f"^({'|'.join(form.pattern for form in _FORMS)})$"}
    ),
]
