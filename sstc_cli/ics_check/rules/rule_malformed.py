"""A recurrence rule cannot be read.

Calendars drop the event, or show only its first date.

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
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.recurrence import rule_problem

CODE = "E845"
LOOKS_AT = ENTRIES | {"STANDARD", "DAYLIGHT"}
LOOKS_FOR = frozenset({"RRULE", "EXRULE"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for rules that cannot be read."""
    for line in component.every("RRULE", "EXRULE"):
        if fault := rule_problem(line.value.strip()):
            message, hint = fault
            yield line.diagnostic(CODE, message, hint)
