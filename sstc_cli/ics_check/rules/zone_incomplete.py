"""The definition of a zone has no `TZID`, no part, or a part without start or offsets.

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
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.values import offset_of

CODE = "E843"
LOOKS_AT = frozenset({"VTIMEZONE", "STANDARD", "DAYLIGHT"})
_PART = {
    "DTSTART": "add `DTSTART`, the local time when this part begins",
    "TZOFFSETFROM": "add the offset before `DTSTART`, for example `+0800`",
    "TZOFFSETTO": "add the offset after `DTSTART`, for example `+0800`",
}


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for the properties that a zone requires."""
    if component.name == "VTIMEZONE":
        if not component.text("TZID"):
            yield component.begin.diagnostic(CODE, "the zone has no `TZID`", "add its IANA name")
        if not component.parts:
            hint = "add a `STANDARD` part with the offset of its clocks"
            yield component.begin.diagnostic(
                CODE, "the zone has neither `STANDARD` nor `DAYLIGHT`", hint
            )
        return
    for name, hint in _PART.items():
        line = component.first(name)
        if line is None:
            yield component.begin.diagnostic(CODE, f"`{component.name}` has no `{name}`", hint)
        elif name != "DTSTART" and offset_of(line.value.strip()) is None:
            message = f"{quoted(line.value)} is not an offset from UTC"
            yield line.diagnostic(CODE, message, "write it like `+0530`: sign, hours and minutes")
        elif name == "DTSTART" and line.value.strip().endswith("Z"):
            message = "the start of a zone's part is in UTC"
            yield line.diagnostic(CODE, message, "write the local time without `Z`")
