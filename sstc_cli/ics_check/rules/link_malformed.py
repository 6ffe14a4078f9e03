"""A web address is none: it has no `https://`, or a blank.

Calendars show it as a text that cannot be clicked.

Wrong:

```ics
LOCATION:meet.example.org/7
URL:meet.example.org/7 # <- W856
```

Right:

```ics
LOCATION:https://meet.example.org/7
URL:https://meet.example.org/7
```
"""

import re
from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.written import Unplaced, shown

CODE = "W856"
LOOKS_AT = ENTRIES
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[^\s<>\"]+")


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Read the addresses."""
    for line in component.every("URL", "CONFERENCE"):
        if not _URI.fullmatch(line.value.strip()):
            message = f"`{shown(line.value)}` is no web address"
            yield line.diagnostic(
                CODE, message, "write it in full, with `https://`, blanks as `%20`"
            )
