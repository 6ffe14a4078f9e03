"""A cancellation has no `SEQUENCE`, or its status is not `CANCELLED`.

RFC 5546 3.2.5 requires a `SEQUENCE` that is higher than before, so that calendars recognise the
newer version. Any other status than `CANCELLED` contradicts the cancellation.

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
from sstc_cli.ics_check.lines import Unplaced

CODE = "E870"
LOOKS_AT = frozenset({"VEVENT", "VTODO", "VJOURNAL"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for the sequence and the status of a cancellation."""
    if calendar.method != "CANCEL":
        return
    if component.first("SEQUENCE") is None:
        hint = "add `SEQUENCE`, one higher than in the invitation"
        yield component.begin.diagnostic(CODE, "the cancellation has no `SEQUENCE`", hint)
    status = component.first("STATUS")
    if status is None or status.value.strip().upper() != "CANCELLED":
        message = "the cancellation has no `STATUS:CANCELLED`"
        yield (status or component.begin).diagnostic(CODE, message, "write `STATUS:CANCELLED`")
