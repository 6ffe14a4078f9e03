"""An entry ends before it starts, or a task is due before it starts.

No calendar can show that: some drop the event, others show it without length.

Wrong:

```ics
DTSTART:20201009T073000Z
DTEND:20201009T060000Z # <- E833
```

Right:

```ics
DTSTART:20201009T073000Z
DTEND:20201009T090000Z
```
"""

from collections.abc import Iterator
from datetime import timedelta

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.values import duration_of, starts_after_end

CODE = "E833"
LOOKS_AT = ENTRIES


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Compare the start with the end."""
    start = component.first("DTSTART")
    for line in component.every("DTEND", "DUE", "DURATION"):
        if line.name == "DURATION":
            length = duration_of(line.value.strip())
            before = length is not None and length < timedelta()
        else:
            before = start is not None and starts_after_end(start, line)
        if before:
            hint = "swap start and end, or correct the day or the hour"
            yield line.diagnostic(CODE, f"`{line.name}` is before the start", hint)
