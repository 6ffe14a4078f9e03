"""A time stamp is not in UTC: `DTSTAMP`, `LAST-MODIFIED`, `CREATED` or `COMPLETED`.

Calendars compare time stamps to find the newer copy. A time stamp without `Z` means another moment
in every zone, so an update may look like an old copy.

Wrong:

```ics
DTSTAMP:20200801T080000 # <- E827
```

Right:

```ics
DTSTAMP:20200801T080000Z
```
"""

from collections.abc import Iterator
from datetime import datetime

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.values import moment_of

CODE = "E827"
LOOKS_AT = ENTRIES
_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "CREATED", "COMPLETED")


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for time stamps without `Z`."""
    for line in component.every(*_STAMPS):
        moment = moment_of(line.value.strip())
        if moment is not None and not (isinstance(moment, datetime) and moment.tzinfo):
            hint = "convert it to UTC and end it with `Z`, for example `20200801T080000Z`"
            yield line.diagnostic(CODE, f"`{line.name}` is not in UTC", hint)
