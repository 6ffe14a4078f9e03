"""A web address is not valid: it has no `https://`, or contains a space.

Calendars show it as text that nobody can click.

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
from sstc_cli.ics_check.lines import Unplaced, quoted

CODE = "W856"
LOOKS_AT = ENTRIES
LOOKS_FOR = frozenset({"URL", "CONFERENCE"})
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[^\s<>\"]+")


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for addresses that are not URIs."""
    for line in component.every("URL", "CONFERENCE"):
        if not _URI.fullmatch(line.value.strip()):
            message = f"{quoted(line.value)} is not a web address"
            hint = "write it in full, with `https://`, and spaces as `%20`"
            yield line.diagnostic(CODE, message, hint)
