"""A recurrence rule cannot be read.

Calendars drop the event, or show its first date only.

Wrong:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=WEEKLY;BYDAY=2FR # <- E845
```

Right:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=MONTHLY;BYDAY=2FR
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.recurrence import fault_of
from sstc_cli.ics_check.written import Unplaced

CODE = "E845"
LOOKS_AT = ENTRIES | {"STANDARD", "DAYLIGHT"}


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Read every rule."""
    for line in component.every("RRULE", "EXRULE"):
        if found := fault_of(line.value.strip()):
            message, hint = found
            yield line.diagnostic(CODE, message, hint)
