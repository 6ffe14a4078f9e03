"""Two entries have the same `UID`, and are not two dates of one repeated event.

A calendar keeps one of them and drops the other.

Wrong:

```ics
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
END:VEVENT
BEGIN:VEVENT
UID:7@example.org # <- E825
DTSTAMP:20200801T080000Z
DTSTART:20201016T073000Z
DTEND:20201016T083000Z
SUMMARY:Payments
END:VEVENT
```

Right:

```ics
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
END:VEVENT
BEGIN:VEVENT
UID:8@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201016T073000Z
DTEND:20201016T083000Z
SUMMARY:Payments
END:VEVENT
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.written import Unplaced

CODE = "E825"
LOOKS_AT = ENTRIES - {"VFREEBUSY"}


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Compare it with those before."""
    line = component.first("UID")
    if line is None or not line.value.strip():
        return
    before = calendar.seen_before(f"{line.value}\n{component.text('RECURRENCE-ID')}", line.number)
    if before:
        message = f"the `UID` of line {before} is used again"
        hint = "give each entry its own; dates of one repeated event differ in `RECURRENCE-ID`"
        yield line.diagnostic(CODE, message, hint)
