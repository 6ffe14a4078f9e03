"""`CONFERENCE` does not declare its value as an address, `VALUE=URI`.

RFC 7986 requires `VALUE=URI`: strict programs read the value as text and offer no link to join.

Wrong:

```ics
LOCATION:https://meet.example.org/7
CONFERENCE;FEATURE=VIDEO:https://meet.example.org/7 # <- W857
```

Right:

```ics
LOCATION:https://meet.example.org/7
CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.example.org/7
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W857"
LOOKS_AT = ENTRIES
LOOKS_FOR = frozenset({"CONFERENCE"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for the type."""
    for line in component.every("CONFERENCE"):
        if line.params.get("VALUE", "").upper() != "URI":
            hint = "write `CONFERENCE;VALUE=URI:`"
            message = "`CONFERENCE` has no `VALUE=URI`"
            yield line.diagnostic(CODE, message, hint, (0, len(line.name)))
