"""An alarm lacks what it needs: `ACTION`, `TRIGGER`, the text to show or the person to write to.

The standard demands them (RFC 5545 3.6.6). A calendar drops an alarm that it cannot read, or puts
its own in its place.

Wrong:

```ics
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
BEGIN:VALARM # <- E862
ACTION:DISPLAY
TRIGGER:-PT15M
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
from sstc_cli.ics_check.written import Unplaced

CODE = "E862"
LOOKS_AT = frozenset({"VALARM"})
_NEEDED = {"DISPLAY": ("DESCRIPTION",), "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE")}


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for what its kind needs."""
    action = component.text("ACTION").upper()
    for name in ("ACTION", "TRIGGER", *_NEEDED.get(action, ())):
        if component.first(name) is None:
            kind = f" of kind `{action}`" if action in _NEEDED else ""
            hint = f"write `{name}`, or delete the alarm"
            yield component.begin.diagnostic(CODE, f"the alarm{kind} has no `{name}`", hint)
    pair = [each for each in map(component.first, ("DURATION", "REPEAT")) if each]
    if len(pair) == 1:
        message = f"the alarm has `{pair[0].name}` alone"
        hint = "`DURATION` and `REPEAT` belong together: write both, or none"
        yield pair[0].diagnostic(CODE, message, hint, (0, len(pair[0].name)))
