"""An alarm lacks a required property: `ACTION`, `TRIGGER`, its text or its recipient.

RFC 5545 3.6.6 requires them. Calendars drop an alarm that they cannot read, or replace it with
their own.

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
from sstc_cli.ics_check.lines import Unplaced

CODE = "E862"
LOOKS_AT = frozenset({"VALARM"})
_REQUIRED = {"DISPLAY": ("DESCRIPTION",), "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE")}


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for the properties that an alarm of its kind requires."""
    action = component.text("ACTION").upper()
    for name in ("ACTION", "TRIGGER", *_REQUIRED.get(action, ())):
        if component.first(name) is None:
            kind = f" of kind `{action}`" if action in _REQUIRED else ""
            hint = f"add `{name}`, or delete the alarm"
            yield component.begin.diagnostic(CODE, f"the alarm{kind} has no `{name}`", hint)
    for name, other in (("DURATION", "REPEAT"), ("REPEAT", "DURATION")):
        line = component.first(name)
        if line and component.first(other) is None:
            message = f"the alarm has `{name}` without `{other}`"
            yield line.diagnostic(CODE, message, "write both, or neither", (0, len(name)))
