"""A zone is defined twice.

Some programs use the first definition, others the last. If both are the same, it is only a note.

Wrong:

```ics
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
DTSTART:20190101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Asia/Shanghai # <- W887
BEGIN:STANDARD
DTSTART:20190101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
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

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.values import unescaped

CODE = "W887"
LOOKS_AT = frozenset({"VTIMEZONE"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for an earlier definition."""
    line = component.first("TZID")
    earlier = calendar.zones.get(unescaped(component.text("TZID")))
    if line is None or earlier is None or earlier is component:
        return
    weight = Severity.NOTE if _content(earlier) == _content(component) else None
    message = f"{quoted(line.value)} is defined again, after line {earlier.begin.number}"
    yield line.diagnostic(CODE, message, "keep one of the two definitions", weight=weight)


def _content(zone: Component) -> list[dict[str, list[str]]]:
    """Return the values of a zone and its parts."""
    return [
        {name: [line.value.strip() for line in lines] for name, lines in part.properties.items()}
        for part in (zone, *zone.parts)
    ]
