"""A time names a zone that the file does not define with a `VTIMEZONE`.

Outlook then shows the event an hour off, or in its own local time. Outlook.com shows nothing.

Wrong:

```ics
DTSTART;TZID=Asia/Shanghai:20201009T153000 # <- E838
```

Right:

```ics
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
DTSTART:20190101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART;TZID=Asia/Shanghai:20201009T153000
DTEND;TZID=Asia/Shanghai:20201009T163000
SUMMARY:Logistics
END:VEVENT
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.values import iana_name

CODE = "E838"
LOOKS_AT = frozenset({"VCALENDAR"})


def check(_: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for zones of times that the file does not define."""
    for tzid, use in calendar.uses.items():
        if tzid not in calendar.zones:
            message = f"the zone {quoted(tzid)} has no `VTIMEZONE` in the file"
            hint = "add its definition, or write the times in UTC with a `Z`"
            if iana_name(tzid) == "UTC":
                hint = "delete `TZID` and end the time with `Z`"
            yield use.first.diagnostic(CODE, message, hint, use.first.span_of("TZID"))
