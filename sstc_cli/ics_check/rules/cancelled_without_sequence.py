"""A cancelled event still has the `SEQUENCE` of its announcement.

A calendar accepts a cancellation only if its `SEQUENCE` is higher than that of the calendar's own
copy (RFC 5546 2.1.4). 0 is never higher, so the event stays in the calendar.

Wrong:

```ics
STATUS:CANCELLED
SEQUENCE:0 # <- W829
```

Right:

```ics
STATUS:CANCELLED
SEQUENCE:1
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W829"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for a cancelled entry whose number is still 0."""
    status = component.first("STATUS")
    if status is None or status.value.strip().upper() != "CANCELLED":
        return
    line = component.first("SEQUENCE")
    if calendar.method == "CANCEL" and line is None:
        return  # `cancel_incomplete` reports it
    if line is None or line.value.strip() == "0":
        hint = "raise `SEQUENCE` by one for every move and for the cancellation"
        yield (line or status).diagnostic(
            CODE, "the entry is cancelled, but its `SEQUENCE` was not raised", hint
        )
