"""An event has no start, `DTSTART`.

Outlook puts the event at the time of the import. Other programs drop it.

Wrong:

```ics
BEGIN:VEVENT # <- E831
UID:7@example.org
DTSTAMP:20200801T080000Z
SUMMARY:Logistics
END:VEVENT
```

Right:

```ics
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T090000Z
SUMMARY:Logistics
END:VEVENT
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "E831"
LOOKS_AT = frozenset({"VEVENT"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for the start."""
    if component.first("DTSTART") is None and not calendar.refers_to_known_entries:
        hint = "add the start, for example `DTSTART:20201009T073000Z`"
        yield component.begin.diagnostic(CODE, "the event has no `DTSTART`", hint)
