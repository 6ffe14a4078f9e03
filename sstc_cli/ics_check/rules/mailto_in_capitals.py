"""`MAILTO:` is written in capitals. This is a note.

The standard allows it, but scripts that look for `mailto:` show the whole value as a name.

Wrong:

```ics
ORGANIZER:MAILTO:office@example.org # <- W853
```

Right:

```ics
ORGANIZER:mailto:office@example.org
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W853"
LOOKS_AT = ENTRIES
LOOKS_FOR = frozenset({"ORGANIZER", "ATTENDEE"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for capitals in `mailto:`."""
    for line in component.every("ORGANIZER", "ATTENDEE"):
        scheme = line.value[:7]
        if scheme.lower() == "mailto:" != scheme:
            message = f"`{scheme}` is not in small letters"
            span = (line.at, line.at + 7)
            yield line.diagnostic(CODE, message, "write `mailto:`", span, Severity.NOTE)
