"""A duration has weeks and days, or an interval is not longer than zero.

Weeks stand alone (RFC 5545 3.3.6): strict programs refuse `P1W2D`. An interval that is negative or
zero is ignored, so the calendar updates when its program likes.

Wrong:

```ics
DURATION:P1W2D # <- W889
```

Right:

```ics
DURATION:P9D
```
"""

from collections.abc import Iterator
from datetime import timedelta

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.values import duration_of

CODE = "W889"
LOOKS_AT = ENTRIES | {"VCALENDAR", "VALARM"}
_INTERVALS = ("REFRESH-INTERVAL", "X-PUBLISHED-TTL")
LOOKS_FOR = frozenset({"DURATION", "TRIGGER", *_INTERVALS})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for durations that programs read differently."""
    for line in component.every("DURATION", "TRIGGER", *_INTERVALS):
        is_interval = line.name in _INTERVALS
        if not is_interval and "W" not in line.value:
            continue
        text = line.value.strip()
        length = duration_of(text)
        if length is None:
            continue
        if "W" in text and not text.endswith("W"):
            message = f"{quoted(text)} has weeks beside other units"
            yield line.diagnostic(CODE, message, "write weeks as days, for example `P9D`")
        elif is_interval and length <= timedelta():
            message = f"the interval {quoted(text)} is not longer than zero"
            yield line.diagnostic(CODE, message, "write for example `PT6H`")
