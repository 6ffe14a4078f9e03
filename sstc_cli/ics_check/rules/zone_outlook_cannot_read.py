"""A zone is defined in a way that Outlook cannot read.

Outlook reads single changes of the clocks, and yearly rules with one weekday or one day of one
month. It does not read `RDATE`. It ignores any other definition (MS-OXCICAL 2.1.3.1.1.19), so its
times are an hour off for half of the year.

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
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.observances import is_readable_by_outlook
from sstc_cli.ics_check.recurrence import rule_parts

CODE = "W840"
LOOKS_AT = frozenset({"STANDARD", "DAYLIGHT"})
_HINT = "write one part for each change, or a rule like `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`"


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for dates and rules that Outlook cannot read."""
    for line in component.every("RDATE"):
        yield line.diagnostic(
            CODE, "the time zone has an `RDATE`, which Outlook does not read", _HINT
        )
    for line in component.every("RRULE"):
        if not is_readable_by_outlook(rule_parts(line.value)):
            yield line.diagnostic(CODE, "the zone has a rule that Outlook does not read", _HINT)
