"""A cancellation lacks its `SEQUENCE`, or its status says something else.

RFC 5546 3.2.5 demands `SEQUENCE`, higher than before, so that calendars know that it is newer; and
a status other than `CANCELLED` contradicts it.

Wrong:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:CANCEL
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
ORGANIZER:mailto:office@example.org
SEQUENCE:1
STATUS:CONFIRMED # <- E870
END:VEVENT
END:VCALENDAR
```

Right:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:CANCEL
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
ORGANIZER:mailto:office@example.org
SEQUENCE:1
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.written import Unplaced

CODE = "E870"
LOOKS_AT = frozenset({"VEVENT", "VTODO", "VJOURNAL"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for what makes a cancellation."""
    if calendar.method != "CANCEL":
        return
    if component.first("SEQUENCE") is None:
        hint = "write it, one more than that of the invitation"
        yield component.begin.diagnostic(CODE, "the cancellation has no `SEQUENCE`", hint)
    status = component.first("STATUS")
    if status is None or status.value.strip().upper() != "CANCELLED":
        message = "the cancellation has no `STATUS:CANCELLED`"
        yield (status or component.begin).diagnostic(CODE, message, "write `STATUS:CANCELLED`")
