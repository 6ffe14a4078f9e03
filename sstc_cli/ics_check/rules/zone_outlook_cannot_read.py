"""A zone is defined in a way that Outlook does not read.

It reads single onsets, and yearly rules of one weekday or one day of one month; no `RDATE`. It
ignores any other a definition (MS-OXCICAL 2.1.3.1.1.19), and is an hour off for half of the year.

Wrong:

```ics
BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
DTSTART:20200308T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RDATE:20200308T020000,20210314T020000 # <- W840
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20191103T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE
```

Right:

```ics
BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
DTSTART:20200308T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20191103T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.observances import is_yearly
from sstc_cli.ics_check.recurrence import parts_of
from sstc_cli.ics_check.written import Unplaced

CODE = "W840"
LOOKS_AT = frozenset({"STANDARD", "DAYLIGHT"})
_HINT = "write one onset a part, or a rule as `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`"


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for what Outlook cannot read."""
    for line in component.every("RDATE"):
        yield line.diagnostic(CODE, "an `RDATE` in a time zone is not read by Outlook", _HINT)
    for line in component.every("RRULE"):
        if not is_yearly(parts_of(line.value)):
            yield line.diagnostic(CODE, "this rule of a time zone is not read by Outlook", _HINT)
