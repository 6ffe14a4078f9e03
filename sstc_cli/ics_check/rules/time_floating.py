"""A time is in no zone: everybody sees it at that hour of their own clock.

What is 15:30 in Beijing stands at 15:30 in Nairobi, too. `X-WR-TIMEZONE` helps in Google only.

Wrong:

```ics
DTSTART:20201009T153000 # <- W837
```

Right:

```ics
DTSTART:20201009T073000Z
```
"""

from collections.abc import Iterator
from datetime import datetime

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.values import moment_of
from sstc_cli.ics_check.written import Unplaced

CODE = "W837"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for a `Z` or a zone."""
    for line in component.every("DTSTART", "DTEND", "DUE"):
        moment = moment_of(line.value.strip())
        if isinstance(moment, datetime) and not moment.tzinfo and "TZID" not in line.params:
            hint = "end it with `Z` if it is UTC, else name its zone with `TZID`"
            yield line.diagnostic(CODE, f"`{line.name}` is in no time zone", hint)
            return
