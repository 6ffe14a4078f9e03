"""An invitation or a cancellation has several entries.

Outlook reads the first one of a mail and drops the others (each message is about one `UID`).

Wrong:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
ORGANIZER:mailto:office@example.org
ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ana@example.org
END:VEVENT
BEGIN:VEVENT
UID:8@example.org # <- E869
DTSTAMP:20200801T080000Z
DTSTART:20201016T073000Z
DTEND:20201016T083000Z
SUMMARY:Logistics
ORGANIZER:mailto:office@example.org
ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ana@example.org
END:VEVENT
END:VCALENDAR
```

Right:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
ORGANIZER:mailto:office@example.org
ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ana@example.org
END:VEVENT
END:VCALENDAR
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.written import Unplaced, shown

CODE = "E869"
LOOKS_AT = ENTRIES


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for a second id."""
    line = component.first("UID")
    if line is None or calendar.method in ("", "PUBLISH"):
        return
    if calendar.uids and line.value.strip() != calendar.uids[0]:
        hint = "write a file for each entry, and send each in a mail of its own"
        message = f"`METHOD:{shown(calendar.method)}` is about one `UID`, and this is another"
        yield line.diagnostic(CODE, message, hint)
