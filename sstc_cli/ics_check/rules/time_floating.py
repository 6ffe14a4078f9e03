"""A time has no time zone, so everybody sees it at that hour of their own clock.

15:30 in Beijing also becomes 15:30 in Nairobi. `X-WR-TIMEZONE` helps only in Google.

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
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.values import moment_of

CODE = "W837"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for a `Z` or a zone."""
    for line in component.every("DTSTART", "DTEND", "DUE"):
        moment = moment_of(line.value.strip())
        if isinstance(moment, datetime) and not moment.tzinfo and "TZID" not in line.params:
            hint = "end it with `Z` if it is UTC, or name its zone with `TZID`"
            yield line.diagnostic(CODE, f"`{line.name}` has no time zone", hint)
            return
