"""A published entry has no `ORGANIZER`.

RFC 5546 requires one with `METHOD:PUBLISH`. All programs show the entry without it, also those of
Google and Apple, so it is only a note. Strict checkers report it.

Wrong:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:PUBLISH
BEGIN:VEVENT # <- W865
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
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

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W865"
LOOKS_AT = frozenset({"VEVENT", "VTODO", "VJOURNAL"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for the organiser of a published entry."""
    if calendar.method == "PUBLISH" and component.first("ORGANIZER") is None:
        hint = "write `ORGANIZER;CN=…:mailto:…`, or delete `METHOD:PUBLISH`"
        message = "the published entry has no `ORGANIZER`"
        yield component.begin.diagnostic(CODE, message, hint, weight=Severity.NOTE)
