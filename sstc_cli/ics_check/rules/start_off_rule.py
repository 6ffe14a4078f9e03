"""The start is not one of the dates of its own recurrence rule.

The standard leaves this open. Google shows the start in addition to the rule's dates and counts one
more. Outlook begins at the rule's first date.

Wrong:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=WEEKLY;BYDAY=MO # <- W847
```

Right:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=WEEKLY;BYDAY=FR
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.recurrence import is_off_days, other_calendar, rule_parts
from sstc_cli.ics_check.values import moment_of

CODE = "W847"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})
LOOKS_FOR = frozenset({"RRULE"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for a start whose day is not in the rule."""
    line, start = component.first("RRULE"), component.first("DTSTART")
    day = moment_of(start.value.strip()) if start else None
    if line is None or day is None or other_calendar(line.value):
        return
    if is_off_days(rule_parts(line.value), day):
        message = f"the start, {day:%A} {day:%Y-%m-%d}, is not one of the rule's dates"
        hint = "move the start to the first date of the rule, or correct the rule"
        yield line.diagnostic(CODE, message, hint)
