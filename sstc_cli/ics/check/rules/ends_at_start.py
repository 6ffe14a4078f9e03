"""An event ends the moment it starts.

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

from sstc_cli.ics.check.calendar import Calendar
from sstc_cli.ics.check.component import Component
from sstc_cli.ics.check.values import moment_in
from sstc_cli.ics.check.written import Wrong

CODE = "W834"
LOOKS_AT = frozenset({"VEVENT"})


def check(component: Component, _: Calendar) -> Iterator[Wrong]:
    """Compare the start with the end."""
    start, end = component.first("DTSTART"), component.first("DTEND")
    if start is None or end is None or moment_in(start) is None:
        return
    if moment_in(start) == moment_in(end):
        hint = "write the end; of a whole day it is the day after"
        yield end.faulty(CODE, "the event ends the moment it starts", hint)
