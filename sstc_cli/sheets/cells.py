"""Cells as text, number or moment, the one place where a value changes its type; merged cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from math import isfinite

Value = str | float | bool | datetime | date | time | timedelta
Rows = Sequence[Sequence[Value]]

# These characters are invisible, but with them a header or an answer no longer equals itself: a
# carriage return as Excel writes it in XML (`_x000D_`), NUL, byte order marks in the middle of a
# file, soft hyphens and zero-width spaces from web pages, and the controls that programs put around
# text to set its direction. The joiners U+200C and U+200D are kept: Persian and Hindi spell words
# with them.
_UNSEEN = "_x000[dD]_|[\x00\ufeff\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]"
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"  # XML has none of them
_SPACES = "[\u00a0\u3000\u2007\u202f\t ]+"
_WHOLE = re.compile(r"[+-]?\d+([.,]\d+)?")
_MOMENT = (
    r"(?P<a>\d{1,4})[-/.年](?P<b>\d{1,2})[-/.月](?P<c>\d{1,4})日?"
    r"([ T,]*(?P<before>上午|下午)?(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(:(?P<second>\d{2})([.]\d+)?)?\s*(?P<after>[AaPp]\.?\s?[Mm]\.?)?"
    r"\s*(?P<zone>Z|(GMT|UTC)?[+-]\d{1,2}(:?\d{2})?|GMT|UTC)?)?"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_NAMED = (
    rf"(?i){_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})[ -]{_MONTH.replace('month', 'month2')}[ -](?P<year2>\d{{4}})"
)
_FIRST_DAY = datetime(1899, 12, 30)  # day 0 of a workbook whose cells are read as numbers
_DAYS = range(20_000, 80_000)
_YEARS = range(1900, 2200)


def text_of(value: Value) -> str:
    """Return the text that a person sees in the cell."""
    if isinstance(value, str):
        if value.isprintable() and "  " not in value and "_x000" not in value:
            return value.strip()  # most cells: nothing to remove
        seen = re.sub(_UNSEEN, "", value)
        return re.sub(_SPACES, " ", seen).replace("\r\n", "\n").strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return str(value)


def without_controls(text: str) -> str:
    return text if text.isprintable() else re.sub(_CONTROL, "", text)


def number_of(value: Value) -> float | None:
    """Return the number that a cell holds or whose digits it shows, or None."""
    if not isinstance(value, float):
        text = text_of(value)
        if not _WHOLE.fullmatch(text):
            return None
        value = float(text.replace(",", "."))
    return value if isfinite(value) else None  # of hundreds of digits, it is infinite


class DateOrder(StrEnum):
    """The part of dates like 9/10/2020 that comes first in a column."""

    DMY = "dmy"
    MDY = "mdy"
    PLAIN = "plain"
    MIXED = "mixed"
    OPEN = "open"


def date_order(cells: Iterable[tuple[Value, date | None]]) -> DateOrder:
    """Return the order in one column, given each cell and the day near which its date should be.

    A part over 12 decides, otherwise the reading with the nearer dates. A `MIXED` column has parts
    over 12 in both places, in an `OPEN` one nothing decides, and a `PLAIN` one has no such dates.
    """
    dates = [(*parts, near) for value, near in cells if (parts := _parts(value))]
    over = {first > 12 for first, second, *_ in dates if max(first, second) > 12}
    if over:
        return DateOrder.MIXED if len(over) > 1 else DateOrder.DMY if over.pop() else DateOrder.MDY
    ambiguous = [date for date in dates if date[0] != date[1]]
    if not ambiguous:
        return DateOrder.PLAIN
    days_first = sum(_days_apart(year, b, a, near) for a, b, year, near in ambiguous)
    months_first = sum(_days_apart(year, a, b, near) for a, b, year, near in ambiguous)
    if days_first == months_first:
        return DateOrder.OPEN
    return DateOrder.DMY if days_first < months_first else DateOrder.MDY


def _parts(value: Value) -> tuple[int, int, int] | None:
    """Return the three parts of a date that ends with its year, or None."""
    match = re.match(_MOMENT, value) if isinstance(value, str) else None
    if match is None or len(match["a"]) > 2:
        return None
    return int(match["a"]), int(match["b"]), _year(match["c"])


def _days_apart(year: int, month: int, day: int, near: date | None) -> int:
    """Return the number of days between two dates, or 0 if one of them is unknown."""
    try:
        return abs((date(year, month, day) - near).days) if near else 0
    except ValueError:
        return 0


def moment_of(value: Value, *, days_first: bool | None) -> datetime | None:
    """Return the moment of a cell, with its UTC offset if the cell has one, or None."""
    if isinstance(value, datetime):
        return (value + timedelta(milliseconds=500)).replace(microsecond=0)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    number = number_of(value)
    if number is not None and int(number) in _DAYS:
        return _FIRST_DAY + timedelta(seconds=round(number * 86_400))
    match = re.fullmatch(_MOMENT, re.sub(_NAMED, _in_numbers, text_of(value)))
    return _moment(match, days_first=days_first) if match else None


def _in_numbers(match: re.Match[str]) -> str:
    """Return `2020-10-9` for `Oct 9, 2020` or `9-Oct-2020`."""
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
    """Return a year, also one of two digits."""
    return int(digits) + (2000 if len(digits) <= 2 else 0)


def _hour(match: re.Match[str]) -> int:
    """Return the hour of a 24-hour clock, from a 12-hour clock in English or Chinese as well."""
    hour = int(match["hour"])
    half = {"上午": "a", "下午": "p"}.get(match["before"] or "", (match["after"] or "")[:1].lower())
    if half == "p" and hour < 12:
        return hour + 12
    return 0 if half == "a" and hour == 12 else hour


def _zone(text: str) -> timezone:
    """Return the time zone of `Z`, `GMT+3` or `+08:00`."""
    digits = re.sub(r"[^\d+-]", "", text)
    if not digits:
        return UTC
    sign = -1 if digits[0] == "-" else 1
    hours, minutes = (digits[1:-2], digits[-2:]) if len(digits) > 3 else (digits[1:], "0")
    return timezone(sign * timedelta(hours=min(int(hours), 23), minutes=min(int(minutes), 59)))


Cell = tuple[int, int]  # its row and its column, from 0
Block = tuple[Cell, Cell]  # the first and the last cell

_MOST = 200_000  # cells of all blocks of a sheet


def blocks_of(ranges: Iterable[Block], height: int, width: int) -> tuple[Block, ...]:
    """Return merged cells as far as a sheet has rows and columns: a file can merge millions."""
    blocks, left = [], _MOST
    for (top, start), (bottom, end) in ranges:
        last, right = min(bottom, height - 1), min(end, width - 1)
        left -= max(last - top + 1, 0) * max(right - start + 1, 0)
        if left < 0:
            break
        blocks.append(((top, start), (last, right)))
    return tuple(blocks)


def covered(blocks: Iterable[Block]) -> Iterator[tuple[Cell, Cell]]:
    """Yield each cell that a merged one covers, with the first cell of its block."""
    for first, last in blocks:
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                if (row, column) != first:
                    yield (row, column), first
