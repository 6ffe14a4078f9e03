"""A published task lacks what RFC 5546 3.4.1 demands: `DTSTART` and `PRIORITY`.

libical refuses the task. A checklist that people import needs no `METHOD` at all.

Wrong:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:PUBLISH
BEGIN:VTODO # <- W872
UID:agenda-7@example.org
DTSTAMP:20200801T080000Z
DUE;VALUE=DATE:20201002
PRIORITY:5
SUMMARY:Send the agenda
ORGANIZER:mailto:office@example.org
END:VTODO
END:VCALENDAR
```

Right:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
BEGIN:VTODO
UID:agenda-7@example.org
DTSTAMP:20200801T080000Z
DUE;VALUE=DATE:20201002
SUMMARY:Send the agenda
END:VTODO
END:VCALENDAR
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.written import Unplaced

CODE = "W872"
LOOKS_AT = frozenset({"VTODO"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for what a published task needs."""
    if calendar.method != "PUBLISH":
        return
    missing = [name for name in ("DTSTART", "PRIORITY") if component.first(name) is None]
    if missing:
        message = f"the published task has no {' and no '.join(f'`{each}`' for each in missing)}"
        yield component.begin.diagnostic(CODE, message, "add it, or delete `METHOD:PUBLISH`")
