"""An alarm is at a fixed time.

When the event moves, the alarm does not move with it.

Wrong:

```ics
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Logistics
TRIGGER;VALUE=DATE-TIME:20201009T071500Z # <- W864
END:VALARM
END:VEVENT
```

Right:

```ics
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Logistics
TRIGGER:-PT15M
END:VALARM
END:VEVENT
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.values import moment_of

CODE = "W864"
LOOKS_AT = frozenset({"VALARM"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for a time instead of a duration."""
    line = component.first("TRIGGER")
    if line is None or component.text("ACTION").upper() == "NONE":  # Apple writes this for no alarm
        return
    if line.params.get("VALUE", "").upper() == "DATE-TIME" and moment_of(line.value.strip()):
        hint = "write the time before the start, for example `TRIGGER:-PT15M`"
        yield line.diagnostic(CODE, "the alarm does not move with the event", hint)
