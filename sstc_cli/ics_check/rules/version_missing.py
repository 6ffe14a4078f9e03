"""The calendar has no `VERSION:2.0`.

libical, which Evolution and KOrganizer use, refuses the calendar. Outlook reads version 1.0 as
vCalendar, which is another format.

Wrong:

```ics
BEGIN:VCALENDAR # <- E820
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
from sstc_cli.ics_check.lines import Unplaced, quoted

CODE = "E820"
LOOKS_AT = frozenset({"VCALENDAR"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for the version."""
    line = component.first("VERSION")
    hint = "write `VERSION:2.0` after `BEGIN:VCALENDAR`"
    if line is None:
        yield component.begin.diagnostic(CODE, "the calendar has no `VERSION`", hint)
    elif line.value.strip() != "2.0":
        message = f"the version is {quoted(line.value)}, not 2.0"
        yield line.diagnostic(CODE, message, hint)
