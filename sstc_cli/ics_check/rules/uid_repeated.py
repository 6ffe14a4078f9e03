"""Two entries have the same `UID`, but are not two dates of one repeated event.

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
from sstc_cli.ics_check.lines import Unplaced

CODE = "E825"
LOOKS_AT = ENTRIES - {"VFREEBUSY"}


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Compare each id with the earlier ones."""
    line = component.first("UID")
    if line is None or not line.value.strip():
        return
    earlier = calendar.seen_before(f"{line.value}\n{component.text('RECURRENCE-ID')}", line.number)
    if earlier:
        message = f"the `UID` of line {earlier} is used again"
        hint = "give each entry its own `UID`, or each date of one repeated event a `RECURRENCE-ID`"
        yield line.diagnostic(CODE, message, hint)
