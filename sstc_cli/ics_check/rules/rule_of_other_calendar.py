"""A recurrence rule counts in another calendar than the Gregorian one, as RFC 7529 allows.

Most programs do not know `RSCALE` and `SKIP`: they refuse the rule or ignore these parts, and show
other dates, or only the first one.

Wrong:

```ics
DTSTART:20201009T073000Z
RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD # <- W875
```

Right:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=YEARLY
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.recurrence import other_calendar

CODE = "W875"
LOOKS_AT = ENTRIES
LOOKS_FOR = frozenset({"RRULE"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for parts of rules that most programs do not know."""
    for line in component.every("RRULE"):
        if part := other_calendar(line.value.strip()):
            hint = "write the dates as `RDATE`, or a rule without `RSCALE` and `SKIP`"
            yield line.diagnostic(CODE, f"few programs know {quoted(part)}", hint)
