"""An invitation or a cancellation has several entries.

Each message must be about one `UID`. Outlook reads the first entry of a mail and drops the others.

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
from sstc_cli.ics_check.lines import Unplaced, excerpt

CODE = "E869"
LOOKS_AT = ENTRIES


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for a second id in a message."""
    line = component.first("UID")
    if line is None or calendar.method in ("", "PUBLISH"):
        return
    if calendar.uids and line.value.strip() != calendar.uids[0]:
        hint = "write a file for each entry, and send each in its own mail"
        message = f"`METHOD:{excerpt(calendar.method)}` allows one `UID`, but this is a second one"
        yield line.diagnostic(CODE, message, hint)
