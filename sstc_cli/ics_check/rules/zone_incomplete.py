"""The definition of a zone lacks what makes it one: `TZID`, a part, its start and its offsets.

Outlook.com shows nothing of the calendar.

Wrong:

```ics
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD # <- E843
DTSTART:20190101T000000
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
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
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.values import offset_of
from sstc_cli.ics_check.written import Unplaced, shown

CODE = "E843"
LOOKS_AT = frozenset({"VTIMEZONE", "STANDARD", "DAYLIGHT"})
_PART = ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for what a zone needs."""
    if component.name == "VTIMEZONE":
        if not component.text("TZID"):
            yield component.begin.diagnostic(CODE, "the zone has no `TZID`", "write its IANA name")
        if not component.parts:
            hint = "say what its clocks show, in a part `STANDARD`"
            yield component.begin.diagnostic(
                CODE, "the zone has neither `STANDARD` nor `DAYLIGHT`", hint
            )
        return
    for name in _PART:
        line = component.first(name)
        if line is None:
            hint = "write it; the offsets are those before and after that moment, as in `+0800`"
            yield component.begin.diagnostic(CODE, f"`{component.name}` has no `{name}`", hint)
        elif name != "DTSTART" and offset_of(line.value.strip()) is None:
            message = f"`{shown(line.value)}` is no offset from UTC"
            yield line.diagnostic(CODE, message, "write sign, hours and minutes, as in `+0530`")
        elif name == "DTSTART" and line.value.strip().endswith("Z"):
            hint = "write what the clocks show before the change, without `Z`"
            yield line.diagnostic(CODE, "the start of a zone's part is in UTC", hint)
