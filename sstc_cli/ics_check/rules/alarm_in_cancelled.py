"""A cancelled event still has an alarm.

It reminds people of a webinar that does not take place.

Wrong:

```ics
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
SEQUENCE:1
STATUS:CANCELLED
BEGIN:VALARM # <- W871
ACTION:DISPLAY
DESCRIPTION:Logistics
TRIGGER:-PT15M
END:VALARM
END:VEVENT
```

Right:

```ics
SEQUENCE:1
STATUS:CANCELLED
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W871"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for alarms of a cancelled entry."""
    cancelled = component.text("STATUS").upper() == "CANCELLED" or calendar.method == "CANCEL"
    for part in component.parts if cancelled else ():
        if part.name == "VALARM":
            yield part.begin.diagnostic(CODE, "a cancelled entry has an alarm", "delete the alarm")
