"""The last date of a recurrence rule, `UNTIL`, is before the start.

Programs then show one date or none.

Wrong:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=WEEKLY;UNTIL=20200904T073000Z # <- W886
```

Right:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=WEEKLY;UNTIL=20201204T073000Z
```
"""

from collections.abc import Iterator
from datetime import datetime

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.recurrence import rule_parts
from sstc_cli.ics_check.values import is_aware, moment_in, moment_of

CODE = "W886"
LOOKS_AT = ENTRIES
LOOKS_FOR = frozenset({"RRULE"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Compare the last date with the start."""
    line = component.first("DTSTART")
    start = moment_in(line) if line else None
    for rule in component.every("RRULE"):
        until = moment_of(rule_parts(rule.value).get("UNTIL", ""))
        if start is None or until is None:
            continue
        if is_aware(start) and is_aware(until):
            before = until < start
        else:  # without a zone, a day more or less is unknown
            days = [day.toordinal() for day in (until, start)]
            zones = isinstance(until, datetime) and is_aware(start) != is_aware(until)
            before = days[0] < days[1] - zones
        if before:
            hint = "write a later date, or delete the rule"
            yield rule.diagnostic(CODE, "`UNTIL` is before the start", hint)
