"""Reminders, always relative: an absolute one would ring at the old time after a move."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from icalendar import Alarm, vDuration

from sstc_cli.ics.text import PlainText


def alarms_of(summary: str, before: Iterable[timedelta], related: str = "START") -> Iterator[Alarm]:
    """A reminder so long before the `START` of an event, or the `END` that a task's DUE is."""
    parameters = {} if related == "START" else {"RELATED": related}
    for each in before:
        alarm = Alarm()
        alarm["ACTION"] = PlainText("DISPLAY")
        alarm["DESCRIPTION"] = PlainText(summary)
        alarm["TRIGGER"] = vDuration(-each, params=parameters)
        yield alarm
