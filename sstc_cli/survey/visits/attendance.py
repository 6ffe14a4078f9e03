"""Who attended, and for how long: the questions of a report of visits, and the sum of visits."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sstc_cli.model import Survey
from sstc_cli.sheets.cells import Value, number_of, text_of

_LENGTH = (
    r"(?i)(?:(\d+) ?(?:h|hrs?|hours?|小时|小時))? ?"
    r"(?:(\d+) ?(?:m|mins?|minutes?|分钟?|分鐘))? ?"
    r"(?:(\d+) ?(?:s|secs?|seconds?|秒))?"
)
_CLOCK = r"(\d+):(\d\d):(\d\d)"

# read like a survey, whose questions match the columns of any tool's report
ATTENDANCE = Survey.read(
    {
        "id": "attendance",
        "when": "after",
        "title": "Attendance",
        "questions": [
            {"id": "email", "type": "email", "role": "email", "text": "E-mail"},
            {"id": "full_name", "type": "text", "role": "name", "text": "Name"},
        ],
    }
)


def minutes_of(value: Value) -> float | None:
    """Return the minutes of `80`, `1h 20m 5s`, `80 mins`, `1小时20分` or `01:20:00`."""
    if isinstance(value, timedelta):
        return value.total_seconds() / 60
    if isinstance(value, time):
        return value.hour * 60 + value.minute + value.second / 60
    if (number := number_of(value)) is not None:
        return number
    text = text_of(value)
    match = re.fullmatch(_CLOCK, text) or re.fullmatch(_LENGTH, text)
    if not text or match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 60 + minutes + seconds / 60


def united_minutes(visits: Iterable[tuple[datetime, datetime]]) -> int:
    """Return the minutes with at least one device; visits that overlap count once."""
    seconds = 0.0
    until: datetime | None = None
    for joined, left in sorted(visits):
        start = joined if until is None else max(joined, until)
        seconds += max(0.0, (left - start).total_seconds())
        until = left if until is None else max(left, until)
    return round(seconds / 60)
