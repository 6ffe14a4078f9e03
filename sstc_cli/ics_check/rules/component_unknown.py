"""The calendar has a component that no standard defines.

Every program ignores it, so a typo loses the whole event. Names of your own begin with `X-`.

Wrong:

```ics
BEGIN:VEVNT # <- W876
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
END:VEVNT
```

Right:

```ics
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
END:VEVENT
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import KNOWN, Component
from sstc_cli.ics_check.lines import Unplaced, quoted

CODE = "W876"
LOOKS_AT = frozenset({"VCALENDAR"})


def check(_: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for components of the calendar that no program knows."""
    for begin in calendar.unknown:
        name = begin.value.strip().upper()
        hint = did_you_mean(name, tuple(sorted(KNOWN)))
        yield begin.diagnostic(CODE, f"unknown component {quoted(name)}", hint)
