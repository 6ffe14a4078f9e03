"""An entry has both an end and a `DURATION`, or a `DURATION` without a start.

Some programs use the end, others the duration. libical refuses the entry.

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
from sstc_cli.ics_check.lines import Unplaced

CODE = "E835"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})
LOOKS_FOR = frozenset({"DURATION"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for a duration beside an end, or without a start."""
    line = component.first("DURATION")
    if line is None:
        return
    end = component.first("DTEND") or component.first("DUE")
    if end is not None:
        message = f"the entry has both `{end.name}` and `DURATION`"
        yield line.diagnostic(CODE, message, "keep one of the two", (0, len(line.name)))
    elif component.name == "VTODO" and component.first("DTSTART") is None:
        hint = "add `DTSTART`, or replace `DURATION` by `DUE`"
        yield line.diagnostic(
            CODE, "the task has a `DURATION` without `DTSTART`", hint, (0, len(line.name))
        )
