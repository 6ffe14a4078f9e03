"""A zone whose clocks do not change has a `DAYLIGHT` part.

Outlook treats it as a zone with summer time (MS-OXCICAL 2.1.3.1.1.19), and moves events by an hour
when summer time begins.

Wrong:

```ics
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:DAYLIGHT # <- W841
DTSTART:20190101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART;TZID=Asia/Shanghai:20201009T153000
DTEND;TZID=Asia/Shanghai:20201009T163000
SUMMARY:Logistics
END:VEVENT
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
from sstc_cli.ics_check.observances import is_constant
from sstc_cli.ics_check.values import zone_of

CODE = "W841"
LOOKS_AT = frozenset({"VCALENDAR"})


def check(_: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for a daylight part of a zone that does not change in the years of the file."""
    for tzid, component in calendar.zones.items():
        use, zone = calendar.uses.get(tzid), zone_of(tzid)
        summer = next((part for part in component.parts if part.name == "DAYLIGHT"), None)
        if use is None or zone is None or summer is None or not use.moments:
            continue
        if is_constant(zone, min(use.moments), max(use.moments)):
            message = f"the clocks of {quoted(tzid)} do not change in the years of this file"
            hint = "delete the `DAYLIGHT` part and keep only `STANDARD`"
            yield summer.begin.diagnostic(CODE, message, hint)
