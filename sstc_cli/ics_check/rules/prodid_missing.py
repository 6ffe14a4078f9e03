"""The calendar has no `PRODID`, the name of the program that made it.

RFC 5545 3.7.3 requires it, and libical and vobject refuse the calendar without it.

Wrong:

```ics
BEGIN:VCALENDAR # <- E821
VERSION:2.0
BEGIN:VEVENT
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
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
END:VEVENT
END:VCALENDAR
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "E821"
LOOKS_AT = frozenset({"VCALENDAR"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for the program's name."""
    if not component.text("PRODID"):
        hint = "write `PRODID:-//your office//EN` after `VERSION`"
        yield component.begin.diagnostic(CODE, "the calendar has no `PRODID`", hint)
