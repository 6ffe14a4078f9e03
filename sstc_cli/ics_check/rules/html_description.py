"""An entry has a second description in HTML, `X-ALT-DESC`. This is a note.

Outlook shows it instead of `DESCRIPTION`, but no other program does. People who change one of the
two forget the other.

Wrong:

```ics
DESCRIPTION:Join here
X-ALT-DESC;FMTTYPE=text/html:<b>Join here</b> # <- W851
```

Right:

```ics
DESCRIPTION:Join here
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W851"
LOOKS_AT = ENTRIES
LOOKS_FOR = frozenset({"X-ALT-DESC"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for the description in HTML."""
    for line in component.every("X-ALT-DESC"):
        message, hint = "only Outlook shows `X-ALT-DESC`", "write everything in `DESCRIPTION`"
        yield line.diagnostic(CODE, message, hint, (0, len(line.name)), Severity.NOTE)
