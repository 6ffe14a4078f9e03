"""A time ends with `Z`, which is UTC, and names a zone as well.

One reader believes the `Z`, another the zone: they are hours apart.

Wrong:

```ics
DTSTART;TZID=UTC:20201009T073000Z # <- E844
```

Right:

```ics
DTSTART:20201009T073000Z
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.written import Unplaced, shown

CODE = "E844"
LOOKS_AT = ENTRIES


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for both."""
    for line in component.every("DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"):
        if "TZID" in line.params and line.value.strip().endswith("Z"):
            message = (
                f"the time is UTC by its `Z` and in `{shown(line.params['TZID'])}` by its `TZID`"
            )
            yield line.diagnostic(CODE, message, "keep one of the two: the one that is right")
