"""An entry has both an end and a `DURATION`, or a duration without start.

One reader takes the one, another the other, and libical refuses the entry.

Wrong:

```ics
DTSTART:20201009T073000Z
DTEND:20201009T090000Z
DURATION:PT1H # <- E835
```

Right:

```ics
DTSTART:20201009T073000Z
DTEND:20201009T090000Z
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.written import Unplaced

CODE = "E835"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for both."""
    line = component.first("DURATION")
    if line is None:
        return
    end = component.first("DTEND") or component.first("DUE")
    if end is not None:
        message = f"there are both `{end.name}` and `DURATION`"
        yield line.diagnostic(CODE, message, "keep one of the two", (0, len(line.name)))
    elif component.name == "VTODO" and component.first("DTSTART") is None:
        hint = "write when it starts, or when it is due"
        yield line.diagnostic(
            CODE, "there is a `DURATION` without `DTSTART`", hint, (0, len(line.name))
        )
