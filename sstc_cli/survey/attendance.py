"""Who was there, and for how long: what a report of visits is asked, and how visits add up."""

from collections.abc import Iterable
from datetime import datetime

from sstc_cli.model import Survey

# Read like a survey: by its questions a visit's columns are known, whatever a tool calls them.
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
    """The minutes in which at least one device was there; two that overlap count once."""
    seconds = 0.0
    until: datetime | None = None
    for joined, left in sorted(visits):
        start = joined if until is None else max(joined, until)
        seconds += max(0.0, (left - start).total_seconds())
        until = left if until is None else max(left, until)
    return round(seconds / 60)
