"""An event ends the moment it starts, or does not say when it ends.

`DTEND` is the first moment that no longer belongs to the event, for a whole day the day after.
Calendars show a line without length, and of a whole day perhaps nothing.

Wrong:

```ics
DTSTART;VALUE=DATE:20201009
DTEND;VALUE=DATE:20201009 # <- W834
```

Right:

```ics
DTSTART;VALUE=DATE:20201009
DTEND;VALUE=DATE:20201010
```
"""

from collections.abc import Iterator
from datetime import datetime

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.values import moment_in
from sstc_cli.ics_check.written import Unplaced

CODE = "W834"
LOOKS_AT = frozenset({"VEVENT"})
_WITHOUT = frozenset({"CANCEL", "REPLY", "REFRESH"})  # they name an event that is known


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Compare the start with the end."""
    start, end = component.first("DTSTART"), component.first("DTEND")
    moment = moment_in(start) if start else None
    if start is None or moment is None:
        return
    if end is not None and moment == moment_in(end):
        hint = "write the end; of a whole day it is the day after"
        yield end.diagnostic(CODE, "the event ends the moment it starts", hint)
    lasts = end or component.first("DURATION") or calendar.method in _WITHOUT
    if not lasts and isinstance(moment, datetime):
        hint = "add `DTEND`, or `DURATION:PT1H30M`"
        yield start.diagnostic(CODE, "the event does not say when it ends", hint)
