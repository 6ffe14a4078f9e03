"""A zone does not have its IANA name, as in `Asia/Shanghai`.

Outlook writes Windows' own names, which Android and some web calendars do not know: they show the
hour of the reader's zone. An abbreviation has several meanings: CST is China, Chicago and Cuba.

Wrong:

```ics
BEGIN:VTIMEZONE
TZID:China Standard Time # <- W842
BEGIN:STANDARD
DTSTART:20190101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART;TZID=China Standard Time:20201009T153000
DTEND;TZID=China Standard Time:20201009T163000
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

from sstc_cli.diagnostics import nearest
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.values import iana_name
from sstc_cli.ics_check.written import Unplaced, shown
from sstc_cli.model import known_zones

CODE = "W842"
LOOKS_AT = frozenset({"VTIMEZONE"})
_HINT = "write an IANA name, as in `Africa/Nairobi`, here and in every `TZID=`"
_MOST = 20  # zones for which a similar name is looked for, which takes its time


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look the name up."""
    line = component.first("TZID")
    tzid = line.value.strip() if line else ""
    if line is None or not tzid or tzid in known_zones():
        return
    name = iana_name(tzid)
    if name is None and len(calendar.zones) <= _MOST:
        name = nearest(tzid, sorted(known_zones()))
    hint = f"write `{name}`, here and in every `TZID=`" if name else _HINT
    yield line.diagnostic(CODE, f"`{shown(tzid)}` is not the IANA name of a zone", hint)
