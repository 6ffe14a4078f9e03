"""Cells as text, number or moment: the one place where a value changes its kind."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone

Value = str | float | bool | datetime | date | time | timedelta

_UNSEEN = re.compile("_x000[dD]_|[\x00\ufeff\u200b]")
_BLANKS = re.compile("[\u00a0\u3000\u2007\u202f\t ]+")
_WHOLE = re.compile(r"[+-]?\d+([.,]\d+)?")
_MOMENT = re.compile(
    r"(?P<a>\d{1,4})[-/.年](?P<b>\d{1,2})[-/.月](?P<c>\d{1,4})日?[ T,]*"
    r"(?P<before>上午|下午)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(:(?P<second>\d{2})([.]\d+)?)?"
    r"\s*(?P<after>[AaPp]\.?\s?[Mm]\.?)?\s*(?P<zone>Z|(GMT|UTC)?[+-]\d{1,2}(:?\d{2})?|GMT|UTC)?"
)
_FIRST_DAY = datetime(1899, 12, 30)  # day 0 of a workbook whose cells are read as numbers
_DAYS = range(20_000, 80_000)


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


def day_first(values: Iterable[Value], near: date) -> bool | None:
    """Whether dates like 9/10/2020 in one column start with the day; None where nobody knows.

    A part over 12 decides; else the reading that lies nearer to the webinar.
    """
    found = [match for value in values if (match := _MOMENT.match(text_of(value)))]
    pairs = [(int(match["a"]), int(match["b"]), int(match["c"])) for match in found]
    pairs = [each for each in pairs if each[0] <= 31]
    for first, second, _ in pairs:
        if first > 12 or second > 12:
            return first > 12
    distances = [
        sum(abs((date(year, *parts) - near).days) for *parts, year in order if year > 1900)
        for order in ([(b, a, c) for a, b, c in pairs], pairs)
    ]
    by_day, by_month = distances
    return None if by_day == by_month else by_day < by_month


def moment_of(value: Value, *, days_first: bool | None) -> datetime | None:
    """The moment of a cell, with its offset where the cell says one."""
    if isinstance(value, datetime):
        return (value + timedelta(milliseconds=500)).replace(microsecond=0)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    number = number_of(value)
    if number is not None and int(number) in _DAYS:
        return _FIRST_DAY + timedelta(seconds=round(number * 86_400))
    match = _MOMENT.fullmatch(text_of(value))
    return _moment(match, days_first=days_first) if match else None


def _moment(match: re.Match[str], *, days_first: bool | None) -> datetime | None:
    first, second, third = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["a"]) == 4:
        year, month, day = first, second, third
    elif days_first is None:
        return None
    else:
        year, (day, month) = third, (first, second) if days_first else (second, first)
    seconds = min(59, int(match["second"] or 0))
    try:
        moment = datetime(year, month, day, _hour(match), int(match["minute"]), seconds)
    except ValueError:
        return None
    return moment.replace(tzinfo=_zone(match["zone"])) if match["zone"] else moment


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
