"""`REFRESH-INTERVAL` does not declare its value as a duration, `VALUE=DURATION`.

RFC 7986 requires `VALUE=DURATION`: strict programs ignore the interval without it.

Wrong:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
REFRESH-INTERVAL:PT6H # <- W859
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
REFRESH-INTERVAL;VALUE=DURATION:PT6H
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

CODE = "W859"
LOOKS_AT = frozenset({"VCALENDAR"})
LOOKS_FOR = frozenset({"REFRESH-INTERVAL"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for the type."""
    for line in component.every("REFRESH-INTERVAL"):
        if line.params.get("VALUE", "").upper() != "DURATION":
            hint = "write `REFRESH-INTERVAL;VALUE=DURATION:PT6H`"
            message = "`REFRESH-INTERVAL` has no `VALUE=DURATION`"
            yield line.diagnostic(CODE, message, hint, (0, len(line.name)))
