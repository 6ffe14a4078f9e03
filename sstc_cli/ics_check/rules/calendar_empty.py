"""The calendar has no entries.

RFC 5545 3.6 requires at least one. People who import the file see nothing, or an error that does
not explain why.

Wrong:

```ics
BEGIN:VCALENDAR # <- W822
VERSION:2.0
PRODID:-//example.org//EN
END:VCALENDAR
```

Right:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
END:VEVENT
END:VCALENDAR
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W822"
LOOKS_AT = frozenset({"VCALENDAR"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for a calendar without entries."""
    if not calendar.entries:
        hint = "export it again with at least one event"
        yield component.begin.diagnostic(CODE, "the calendar has no entries", hint)
