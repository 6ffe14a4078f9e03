"""Who attended, and for how long: the questions of a report of visits, and the sum of visits."""

from collections.abc import Iterable
from datetime import datetime

from sstc_cli.model import Survey

# read like a survey, whose questions match the columns of any tool's report
ATTENDANCE = Survey.model_validate(
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


def united_minutes(visits: Iterable[tuple[datetime, datetime]]) -> int:
    """Return the minutes with at least one device; visits that overlap count once."""
    seconds = 0.0
    until: datetime | None = None
    for joined, left in sorted(visits):
        start = joined if until is None else max(joined, until)
        seconds += max(0.0, (left - start).total_seconds())
        until = left if until is None else max(left, until)
    return round(seconds / 60)
