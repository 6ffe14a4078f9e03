"""A space stands before or after a date, a time, a duration, or the name in `BEGIN` or `END`.

Nobody sees it, but vobject refuses the whole file and ical.js drops the entry, if it is in `BEGIN`.
With a space in a time, programs built on icalendar drop the entry.

Wrong:

```ics
DTSTART: 20201009T073000Z # <- E879
```

Right:

```ics
DTSTART:20201009T073000Z
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "E879"
LOOKS_AT = ENTRIES | {"VCALENDAR", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
_NAMES = ("DTSTART", "DTEND", "DTSTAMP", "DUE", "DURATION", "RECURRENCE-ID", "TRIGGER")


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for spaces that other parts of the check ignore."""
    ends = () if component.end is None else (component.end,)
    for line in (component.begin, *component.every(*_NAMES), *ends):
        if line.value != line.value.strip():
            message = f"the value of `{line.name}` begins or ends with a space"
            yield line.diagnostic(CODE, message, "delete the space")
