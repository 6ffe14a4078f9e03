"""An event ends at the moment it starts, or has no end.

`DTEND` is the first moment after the event. For a whole day, that is the next day. Calendars show
a line without length, and perhaps nothing for a whole day.

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
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.values import moment_in, moment_of

CODE = "W834"
LOOKS_AT = frozenset({"VEVENT"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Compare the start with the end."""
    start, end = component.first("DTSTART"), component.first("DTEND")
    moment = moment_of(start.value.strip()) if start else None
    if start is None or moment is None:
        return
    same_zone = end is not None and start.params.get("TZID") == end.params.get("TZID")
    if end is not None and (
        start.value.strip() == end.value.strip()
        if same_zone
        else moment_in(start) == moment_in(end)
    ):
        hint = "write the end; for a whole day write the next day"
        yield end.diagnostic(CODE, "the event ends at the moment it starts", hint)
    lasts = end or component.first("DURATION") or calendar.refers_to_known_entries
    if not lasts and isinstance(moment, datetime):
        hint = "add `DTEND` or `DURATION`, for example `DURATION:PT1H30M`"
        yield start.diagnostic(CODE, "the event has no end", hint)
