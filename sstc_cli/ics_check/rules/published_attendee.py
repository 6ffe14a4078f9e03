"""A published entry names attendees.

`METHOD:PUBLISH` invites nobody (RFC 5546 3.2.1). Everybody who gets the file sees who the attendees
are, and libical refuses it. Google's own exports are like that.

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
from sstc_cli.ics_check.lines import Unplaced

CODE = "W867"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})
LOOKS_FOR = frozenset({"ATTENDEE"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for attendees of a published entry."""
    line = component.first("ATTENDEE")
    if line is not None and calendar.method == "PUBLISH":
        hint = "delete the attendees, or send each of them a `METHOD:REQUEST`"
        yield line.diagnostic(CODE, "a published entry names attendees", hint)
