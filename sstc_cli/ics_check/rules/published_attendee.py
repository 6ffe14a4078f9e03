"""A published entry names attendees.

With `METHOD:PUBLISH` nobody is invited (RFC 5546 3.2.1). Everybody who gets the file sees who the
people are, and libical refuses it. Google's own exports are like that.

Wrong:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:PUBLISH
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
ORGANIZER:mailto:office@example.org
ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ana@example.org # <- W867
END:VEVENT
END:VCALENDAR
```

Right:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:PUBLISH
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
ORGANIZER:mailto:office@example.org
END:VEVENT
END:VCALENDAR
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.written import Unplaced

CODE = "W867"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for people."""
    line = component.first("ATTENDEE")
    if line is not None and calendar.method == "PUBLISH":
        hint = "delete the attendees, or send each of them a `METHOD:REQUEST`"
        yield line.diagnostic(CODE, "a published entry names attendees", hint)
