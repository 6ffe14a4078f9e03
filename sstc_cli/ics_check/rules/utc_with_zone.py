"""A time ends with `Z`, which means UTC, but also names a zone.

Some programs use the `Z`, others the zone, so they show the event hours apart.

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
from sstc_cli.ics_check.lines import Unplaced, excerpt

CODE = "E844"
LOOKS_AT = ENTRIES


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for times with both `Z` and a zone."""
    for line in component.every("DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"):
        if line.value[-1:] == "Z" and "TZID" in line.params:
            zone = excerpt(line.params["TZID"])
            message = f"the time is in UTC by its `Z`, but in `{zone}` by its `TZID`"
            yield line.diagnostic(CODE, message, "delete the `Z` or the `TZID`")
