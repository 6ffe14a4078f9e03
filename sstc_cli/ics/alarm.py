"""Reminders. They are relative, because an absolute one would stay when the event moves."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from icalendar import Alarm, vDuration

from sstc_cli.ics.text import PlainText


def alarms_of(summary: str, before: Iterable[timedelta], related: str = "START") -> Iterator[Alarm]:
    """Yield a reminder for each time before the start, or with `END` before a task is due."""
    parameters = {} if related == "START" else {"RELATED": related}
    for duration in before:
        alarm = Alarm()
        alarm["ACTION"] = PlainText("DISPLAY")
        alarm["DESCRIPTION"] = PlainText(summary)
        alarm["TRIGGER"] = vDuration(-duration, params=parameters)
        yield alarm
