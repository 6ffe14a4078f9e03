"""A cancelled event has the `SEQUENCE` that it was announced with.

A calendar takes a cancellation only if its `SEQUENCE` is higher than that of the copy it has (RFC
5546 2.1.4). At 0 it is not, and the event stays.

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
from sstc_cli.ics_check.written import Unplaced

CODE = "W829"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look whether the number was raised."""
    status = component.first("STATUS")
    if status is None or status.value.strip().upper() != "CANCELLED":
        return
    line = component.first("SEQUENCE")
    if calendar.method == "CANCEL" and line is None:
        return  # which is an error of its own
    if line is None or line.value.strip() == "0":
        hint = "raise `SEQUENCE` by one with every move and with the cancellation"
        yield (line or status).diagnostic(
            CODE, "it is cancelled, but `SEQUENCE` was not raised", hint
        )
