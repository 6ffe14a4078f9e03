"""Choices about the entries of a calendar, apart from the language."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Style:
    """How entries are written.

    `alarms` are the times before the start when calendars remind people. With `utc`, times are in
    UTC, without a zone. With `detailed`, every item of a run of show is also an entry. Entries for
    people who are `named` have links to join that are not public.
    """

    alarms: tuple[timedelta, ...] = ()
    utc: bool = False
    detailed: bool = False
    named: bool = False


PLAIN = Style()
