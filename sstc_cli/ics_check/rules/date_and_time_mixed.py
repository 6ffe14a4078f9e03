"""The start is a date and the end has a time, or the other way round.

RFC 5545 3.8.2.2 forbids this, so programs guess: a whole day, or some hours of the night. An
exception (`EXDATE`) has no effect if it is of another kind than the start.

Wrong:

```ics
DTSTART;VALUE=DATE:20201009
DTEND:20201009T090000Z # <- E836
```

Right:

```ics
DTSTART:20201009T073000Z
DTEND:20201009T090000Z
```
"""

from collections.abc import Iterator
from datetime import datetime

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.values import moment_of

CODE = "E836"
LOOKS_AT = ENTRIES


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Compare the kind of the start with the kinds of the other moments."""
    start = component.first("DTSTART")
    moment = moment_of(start.value.strip()) if start else None
    if moment is None:
        return
    for line in component.every("DTEND", "DUE", "EXDATE"):
        other = moment_of(line.value.partition(",")[0].strip())
        if other is not None and isinstance(other, datetime) != isinstance(moment, datetime):
            kinds = ("a date", "a time")[:: 1 if isinstance(other, datetime) else -1]
            message = f"`DTSTART` is {kinds[0]}, but `{line.name}` is {kinds[1]}"
            yield line.diagnostic(CODE, message, "write both as dates or both with times")
