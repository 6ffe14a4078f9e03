"""An invitation is cancelled, or an answer does not give exactly one person's answer.

RFC 5546 and libical allow neither: `METHOD:CANCEL` cancels, and a reply has one `ATTENDEE` with a
`PARTSTAT`. A program that reads only the method does the opposite, or learns no answer.

Wrong:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:REPLY
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
SEQUENCE:1
ORGANIZER:mailto:office@example.org
ATTENDEE:mailto:ana@example.org # <- W880
END:VEVENT
END:VCALENDAR
```

Right:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:REPLY
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
SEQUENCE:1
ORGANIZER:mailto:office@example.org
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org
END:VEVENT
END:VCALENDAR
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W880"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})
LOOKS_FOR = frozenset({"ATTENDEE"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Compare status and attendees with the method."""
    status = component.first("STATUS")
    is_one_date = component.first("RECURRENCE-ID") is not None
    cancelled = status is not None and status.value.strip().upper() == "CANCELLED"
    if status and cancelled and calendar.method == "REQUEST" and not is_one_date:
        yield status.diagnostic(CODE, "the invitation is cancelled", "write `METHOD:CANCEL`")
    if calendar.method == "REPLY":
        first, *others = component.every("ATTENDEE")
        for line in others:
            hint = "write one file for each person who answers"
            yield line.diagnostic(CODE, "the reply has several attendees", hint)
        if not others and "PARTSTAT" not in first.params:
            hint = "write `ATTENDEE;PARTSTAT=ACCEPTED:mailto:…`"
            yield first.diagnostic(CODE, "the reply has no `PARTSTAT`", hint)
