"""A published task has no `DTSTART` or no `PRIORITY`, which RFC 5546 3.4.1 requires.

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
from sstc_cli.ics_check.lines import Unplaced

CODE = "W872"
LOOKS_AT = frozenset({"VTODO"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for the properties that a published task requires."""
    if calendar.method != "PUBLISH":
        return
    missing = [name for name in ("DTSTART", "PRIORITY") if component.first(name) is None]
    if missing:
        message = f"the published task has no {' and no '.join(f'`{name}`' for name in missing)}"
        hint = "add `DTSTART` and `PRIORITY`, or delete `METHOD:PUBLISH`"
        yield component.begin.diagnostic(CODE, message, hint)
