"""Days and times in cells, with what Excel makes of them: numbers, texts, times past midnight."""

import re
from datetime import date, datetime, time, timedelta

from sstc_cli.planning.incoming.faults import CellError, Reading
from sstc_cli.sheets.cells import Value, moment_of, number_of, text_of

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})\s*[:：.h]\s*(?P<minute>\d{2})(:00)?\s*(?P<half>[AaPp])?\.?[Mm]?\.?"
)
_SPAN = re.compile(r"PT(?P<hour>\d{1,3})H(?P<minute>\d{1,2})M(\d+(\.\d+)?)S")  # of LibreOffice
_MINUTES = 1_440  # of a day
_FIRST_YEAR = 1901  # Excel counts from 1900, and times without a day are in its first days
_DATE_HINT = "write year-month-day, for example 2020-10-09"
_TIME_HINT = "write hours and minutes, for example 15:30"


def read_day(value: Value) -> Reading:
    """Return a day; say so if Excel had it as a number or in another form."""
    if isinstance(value, datetime):
        value = value if value.time() == time() else _refuse_time(value)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return Reading(_possible(day))
    if isinstance(value, (time, timedelta, bool)):
        raise CellError(f"`{text_of(value)}` is not a date", _DATE_HINT)
    moment = moment_of(value, days_first=None)
    if moment is None:
        text = text_of(value)[:60]
        if moment_of(value, days_first=True):
            message = f"`{text}` can be read with the day first or with the month first"
            raise CellError(message, _DATE_HINT)
        raise CellError(f"`{text}` is not a date", _DATE_HINT)
    day_text = _possible(moment.date())
    if text_of(value) == day_text:
        return Reading(day_text)
    kind = "a number" if isinstance(value, float) else f"the text `{text_of(value)[:40]}`"
    return Reading(day_text, f"{kind} instead of a date: read as {day_text}")


def read_time(value: Value, *, may_be_next_day: bool) -> Reading:
    """Return a time of day; the end of a webinar may be on the next day, or have its own day."""
    if isinstance(value, datetime) and value.year >= _FIRST_YEAR:
        return _with_day(value, may_be_next_day=may_be_next_day)
    if isinstance(value, str) and (moment := moment_of(value, days_first=None)) and "-" in value:
        return _with_day(moment, may_be_next_day=may_be_next_day)
    minutes = _minutes(value)
    if minutes is None:
        raise CellError(f"`{text_of(value)[:60]}` is not a time", _TIME_HINT)
    days, rest = divmod(minutes, _MINUTES)
    clock = f"{rest // 60:02}:{rest % 60:02}"
    if days and not (may_be_next_day and days == 1):
        raise CellError(f"{minutes // 60}:{minutes % 60:02} is not a time of day", _TIME_HINT)
    if days:
        past = f"{minutes // 60}:{minutes % 60:02}"
        return Reading(clock, f"{past} is past midnight: read as {clock} on the next day")
    if isinstance(value, (time, datetime, timedelta)) or _is_usual(value, clock):
        return Reading(clock)
    kind = "a number" if isinstance(value, float) else f"the text `{text_of(value)[:40]}`"
    return Reading(clock, f"{kind} instead of a time: read as {clock}")


def _is_usual(value: Value, clock: str) -> bool:
    """Return whether a text is the time as other programs write it, for example in a csv."""
    return text_of(value).removesuffix(":00").zfill(5) in (clock, clock.removesuffix(":00"))


def _minutes(value: Value) -> int | None:
    """Return the minutes since midnight that a cell has."""
    match value:
        case datetime():  # a time in Excel's first days is a span of more than a day
            return _whole(value - datetime(1899, 12, 31))
        case time():
            return _whole(datetime.combine(date.min, value) - datetime.min)
        case timedelta():
            return _whole(value)
        case float() if not isinstance(value, bool):
            return _whole(timedelta(days=value)) if 0 <= value < 2 and value % 1 else None
    return _minutes_of_text(text_of(value))


def _minutes_of_text(text: str) -> int | None:
    found = _SPAN.fullmatch(text) or _CLOCK.fullmatch(text)
    if found and int(found["minute"]) < 60:
        return _hour(found) * 60 + int(found["minute"])
    number = number_of(text)
    return _whole(timedelta(days=number)) if number is not None and 0 < number < 1 else None


def _hour(found: re.Match[str]) -> int:
    hour, half = int(found["hour"]), (found.groupdict().get("half") or "").lower()
    if half and 1 <= hour <= 12:
        return hour % 12 + (12 if half == "p" else 0)
    return hour


def _whole(span: timedelta) -> int:
    """Return a span in minutes; Excel's fractions of a day are not exact."""
    return round(span.total_seconds() / 60)


def _with_day(moment: datetime, *, may_be_next_day: bool) -> Reading:
    if not may_be_next_day:
        raise CellError(f"{moment:%Y-%m-%d %H:%M} has a day as well", _TIME_HINT)
    return Reading(f"{moment:%Y-%m-%d %H:%M}")


def _refuse_time(moment: datetime) -> datetime:
    message = f"{moment:%Y-%m-%d %H:%M} has a time as well"
    raise CellError(message, "write the day only, and the time in its own column")


def _possible(day: date) -> str:
    if not _FIRST_YEAR <= day.year < 2200:
        raise CellError(f"{day} is not a possible day", "correct the year")
    return str(day)
