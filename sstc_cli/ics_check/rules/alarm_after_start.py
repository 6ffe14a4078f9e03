"""A reminder comes after the start of an event with a time.

`PT15M` is 15 minutes after the start, and `-PT15M` is before it. Most such
reminders lack the `-`, so people are reminded too late.

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
TRIGGER:PT15M # <- W890
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
from datetime import datetime, timedelta

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, excerpt, quoted
from sstc_cli.ics_check.values import duration_of, moment_of

CODE = "W890"
LOOKS_AT = frozenset({"VEVENT"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for reminders after the start; on whole days, they are at an hour of the day."""
    for part in component.parts:
        line = part.first("TRIGGER") if part.name == "VALARM" else None
        if line is None or line.value[:1] == "-" or line.params.get("RELATED", "").upper() == "END":
            continue
        after, start = duration_of(line.value.strip()), moment_of(component.text("DTSTART"))
        if after and after > timedelta() and isinstance(start, datetime):
            text = line.value.strip().lstrip("+")
            message = f"the reminder is {quoted(text)} after the start"
            yield line.diagnostic(CODE, message, f"write `-{excerpt(text)}` for before the start")
