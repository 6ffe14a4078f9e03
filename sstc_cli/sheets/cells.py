"""Cells as text, number or moment: the one place where a value changes its kind."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

Value = str | float | bool | datetime | date | time | timedelta
Rows = Sequence[Sequence[Value]]

# what nobody sees: marks of line ends and of orders of bytes, soft hyphens, directions of writing
_UNSEEN = re.compile(
    "_x000[dD]_|[\x00\ufeff\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]"
)
_BLANKS = re.compile("[\u00a0\u3000\u2007\u202f\t ]+")
_WHOLE = re.compile(r"[+-]?\d+([.,]\d+)?")
_MOMENT = re.compile(
    r"(?P<a>\d{1,4})[-/.年](?P<b>\d{1,2})[-/.月](?P<c>\d{1,4})日?"
    r"([ T,]*(?P<before>上午|下午)?(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(:(?P<second>\d{2})([.]\d+)?)?\s*(?P<after>[AaPp]\.?\s?[Mm]\.?)?"
    r"\s*(?P<zone>Z|(GMT|UTC)?[+-]\d{1,2}(:?\d{2})?|GMT|UTC)?)?"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_NAMED = re.compile(
    rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})[ -]{_MONTH.replace('month', 'month2')}[ -](?P<year2>\d{{4}})",
    re.IGNORECASE,
)
_FIRST_DAY = datetime(1899, 12, 30)  # day 0 of a workbook whose cells are read as numbers
_DAYS = range(20_000, 80_000)
_YEARS = range(1900, 2200)


def text_of(value: Value) -> str:
    """The text that a person sees in the cell."""
    if isinstance(value, str):
        return _BLANKS.sub(" ", _UNSEEN.sub("", value)).replace("\r\n", "\n").strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return str(value)


def number_of(value: Value) -> float | None:
    """The number that a cell holds, or whose digits it shows."""
    if isinstance(value, float) and not isinstance(value, bool):
        return value
    text = text_of(value)
    return float(text.replace(",", ".")) if _WHOLE.fullmatch(text) else None


class Order(StrEnum):
    """Which part of dates like 9/10/2020 comes first in a column."""

    DMY = "dmy"
    MDY = "mdy"
    PLAIN = "plain"
    MIXED = "mixed"
    OPEN = "open"


def date_order(cells: Iterable[tuple[Value, date | None]]) -> Order:
    """The order in one column, each cell with the day near which its date should lie.

    A part over 12 decides; else the reading that lies nearer. `MIXED` is a column with a part
    over 12 in either place, `OPEN` one where nothing tells, `PLAIN` one without such dates.
    """
    found = [(*parts, near) for value, near in cells if (parts := _parts(value))]
    over = {first > 12 for first, second, *_ in found if max(first, second) > 12}
    if over:
        return Order.MIXED if len(over) > 1 else Order.DMY if over.pop() else Order.MDY
    either = [each for each in found if each[0] != each[1]]
    if not either:
        return Order.PLAIN
    by_day = sum(_apart(year, b, a, near) for a, b, year, near in either)
    by_month = sum(_apart(year, a, b, near) for a, b, year, near in either)
    if by_day == by_month:
        return Order.OPEN
    return Order.DMY if by_day < by_month else Order.MDY


def _parts(value: Value) -> tuple[int, int, int] | None:
    """The three parts of a date that ends with its year."""
    match = _MOMENT.match(value) if isinstance(value, str) else None
    if match is None or len(match["a"]) > 2:
        return None
    return int(match["a"]), int(match["b"]), _year(match["c"])


def _apart(year: int, month: int, day: int, near: date | None) -> int:
    """How many days a date lies from another one; 0 where one of them is not known."""
    try:
        return abs((date(year, month, day) - near).days) if near else 0
    except ValueError:
        return 0


def moment_of(value: Value, *, days_first: bool | None) -> datetime | None:
    """The moment of a cell, with its offset where the cell says one."""
    if isinstance(value, datetime):
        return (value + timedelta(milliseconds=500)).replace(microsecond=0)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    number = number_of(value)
    if number is not None and int(number) in _DAYS:
        return _FIRST_DAY + timedelta(seconds=round(number * 86_400))
    match = _MOMENT.fullmatch(_NAMED.sub(_numbered, text_of(value)))
    return _moment(match, days_first=days_first) if match else None


def _numbered(match: re.Match[str]) -> str:
    """`Oct 9, 2020` and `9-Oct-2020` in numbers."""
    name = match["month"] or match["month2"]
    month = _MONTHS.index(name.lower()) + 1
    return f"{match['year'] or match['year2']}-{month}-{match['day'] or match['day2']}"


def _moment(match: re.Match[str], *, days_first: bool | None) -> datetime | None:
    first, second, third = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["a"]) == 4:
        year, month, day = first, second, third
    elif days_first is None and first != second and max(first, second) <= 12:
        return None
    else:
        year, (day, month) = _year(match["c"]), (first, second) if days_first else (second, first)
        day, month = (month, day) if month > 12 else (day, month)
    if year not in _YEARS:
        return None
    hour, minute = (_hour(match), int(match["minute"])) if match["hour"] else (0, 0)
    try:
        moment = datetime(year, month, day, hour, minute, min(59, int(match["second"] or 0)))
    except ValueError:
        return None
    return moment.replace(tzinfo=_zone(match["zone"])) if match["zone"] else moment


def _year(digits: str) -> int:
    """A year, also of two digits."""
    return int(digits) + (2000 if len(digits) <= 2 else 0)


def _hour(match: re.Match[str]) -> int:
    """The hour of 24, from any clock of 12."""
    hour = int(match["hour"])
    half = {"上午": "a", "下午": "p"}.get(match["before"] or "", (match["after"] or "")[:1].lower())
    if half == "p" and hour < 12:
        return hour + 12
    return 0 if half == "a" and hour == 12 else hour


def _zone(text: str) -> timezone:
    """`Z`, `GMT+3`, `+08:00`."""
    digits = re.sub(r"[^\d+-]", "", text)
    if not digits:
        return UTC
    sign = -1 if digits[0] == "-" else 1
    hours, minutes = (digits[1:-2], digits[-2:]) if len(digits) > 3 else (digits[1:], "0")
    return timezone(sign * timedelta(hours=min(int(hours), 23), minutes=min(int(minutes), 59)))
