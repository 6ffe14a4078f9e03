"""The time of an alarm cannot be read.

It is a duration, for example `-PT15M`, or with `VALUE=DATE-TIME` a time in UTC. libical refuses
anything else.

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
TRIGGER:20201009T071500Z # <- E863
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
from datetime import datetime

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.values import duration_of, moment_of

CODE = "E863"
LOOKS_AT = frozenset({"VALARM"})
_HINT = "write the time before the start, for example `TRIGGER:-PT15M`"


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for triggers that cannot be read."""
    for line in component.every("TRIGGER"):
        text = line.value.strip()
        moment = moment_of(text)
        if line.params.get("VALUE", "").upper() == "DATE-TIME":
            if not (isinstance(moment, datetime) and moment.tzinfo):
                yield line.diagnostic(CODE, f"{quoted(text)} is not a time in UTC", _HINT)
        elif moment is not None:
            message = "the alarm is at a fixed time, but `VALUE=DATE-TIME` is missing"
            yield line.diagnostic(CODE, message, _HINT)
        elif duration_of(text) is None:
            yield line.diagnostic(CODE, f"{quoted(text)} is not a duration", _HINT)
