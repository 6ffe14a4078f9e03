"""A zone does not have an IANA name, for example `Asia/Shanghai`.

Abbreviations are ambiguous: CST is China, Chicago and Cuba. Outlook and Exchange write names of
Windows: `China Standard Time`, or as it is shown there, `(UTC+08:00) Beijing, Hong Kong`. Most
programs understand them, because the file defines the zone, so they are only a note; Android and
some web calendars show the hour of the reader's own zone.

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

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Severity, nearest
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.values import iana_name, is_windows_name, offset_of, unescaped
from sstc_cli.model import known_zones

CODE = "W842"
LOOKS_AT = frozenset({"VTIMEZONE"})
_HINT = "write an IANA name, for example `Africa/Nairobi`, here and in every `TZID=`"
_MOST = 20  # the search for a similar name is slow, so files with more zones do without
# the cities after the offset are in the language of Windows
_SHOWN = re.compile(r"\((?:UTC|GMT)(?:([+-]\d\d)[:.](\d\d))?\) \S.*")


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look up the name of the zone."""
    line = component.first("TZID")
    tzid = unescaped(line.value.strip()) if line else ""
    if line is None or not tzid or tzid in known_zones():
        return
    name = iana_name(tzid)
    if name is None and len(calendar.zones) <= _MOST:
        name = nearest(tzid, sorted(known_zones()))
    hint = f"write `{name}`, here and in every `TZID=`" if name else _HINT
    message = f"{quoted(tzid)} is not the IANA name of a zone"
    is_known = is_windows_name(tzid) or _is_shown_by_windows(tzid, component)
    weight = Severity.NOTE if is_known else None
    yield line.diagnostic(CODE, message, hint, weight=weight)


def _is_shown_by_windows(tzid: str, zone: Component) -> bool:
    """Return whether Windows may show the zone under this name: it has the offset in the name."""
    match = _SHOWN.fullmatch(tzid)
    if match is None:
        return False
    offset = offset_of(f"{match[1] or '+00'}{match[2] or '00'}")
    return any(offset_of(part.text("TZOFFSETTO")) == offset for part in zone.parts)
