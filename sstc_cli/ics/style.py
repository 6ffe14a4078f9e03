"""Choices about the entries of a calendar, apart from the language."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Style:
    """How entries are written.

    `alarms` are the times before the start when calendars remind people. With `utc`, times are in
    UTC, without a zone. With `detailed`, every item of a run of show is also an entry.
    """

    alarms: tuple[timedelta, ...] = ()
    utc: bool = False
    detailed: bool = False


PLAIN = Style()
