"""An exception, `EXDATE`, is not one of the dates of its recurrence rule.

It removes nothing: programs compare the exact time, so people still see the date
that was cancelled.

Wrong:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=WEEKLY
EXDATE:20201016T080000Z # <- W884
```

Right:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=WEEKLY
EXDATE:20201016T073000Z
```
"""

from collections.abc import Iterator
from datetime import datetime

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.recurrence import never_on
from sstc_cli.ics_check.values import moment_of, on_clock_of

CODE = "W884"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})
LOOKS_FOR = frozenset({"EXDATE"})
_MOST = 1_000


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Compare each exception with the rule."""
    rule, start = component.first("RRULE"), component.first("DTSTART")
    first = moment_of(start.value.strip()) if start else None
    if rule is None or start is None or first is None or "RDATE" in component.properties:
        return
    first = first.replace(tzinfo=None) if isinstance(first, datetime) else first
    for line in component.every("EXDATE"):
        for text in line.value.split(",")[:_MOST]:
            moment = on_clock_of(start, line, text)
            if moment is None or isinstance(moment, datetime) != isinstance(first, datetime):
                continue  # E832 or E836 reports it
            if never_on(rule.value, first, moment):
                message = f"{quoted(text.strip())} is not one of the rule's dates"
                hint = "write the exact start of the date to remove"
                yield line.diagnostic(CODE, message, hint)
