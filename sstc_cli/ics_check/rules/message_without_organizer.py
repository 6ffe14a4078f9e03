"""An invitation, a cancellation or an answer has no `ORGANIZER`.

Calendars cannot send answers to anybody, and libical refuses the entry. In an answer
(`METHOD:REPLY`), it is only a warning: the organiser who receives it is known.

Wrong:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:REQUEST
BEGIN:VEVENT # <- E866
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
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

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, excerpt

CODE = "E866"
LOOKS_AT = frozenset({"VEVENT", "VTODO", "VJOURNAL"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for the organiser of a message."""
    if calendar.method not in ("", "PUBLISH") and component.first("ORGANIZER") is None:
        hint = "write `ORGANIZER;CN=…:mailto:…` with the address for answers"
        message, weight = f"`METHOD:{excerpt(calendar.method)}` needs an `ORGANIZER`", None
        if calendar.method == "REPLY":
            hint = "copy the line `ORGANIZER` of the invitation"
            message, weight = "the answer does not say whose invitation it is for", Severity.WARNING
        yield component.begin.diagnostic(CODE, message, hint, weight=weight)
