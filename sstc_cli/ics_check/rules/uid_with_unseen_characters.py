"""A `UID` has characters that nobody sees, or begins or ends with a space.

Some programs delete them and others do not, so an update is not recognised and the event appears
twice. A space inside is only a note.

Wrong:

```ics
UID:7\u200b@example.org # <- W891
```

Right:

```ics
UID:7@example.org
```
"""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W891"
LOOKS_AT = ENTRIES
_UNSEEN = re.compile(r"^\s|\s$|[^\S ]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_MESSAGE = "the `UID` has a space or a character that nobody sees, U+{:04X}"


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for spaces and characters without a shape."""
    line = component.first("UID")
    if line is None or (line.value.isprintable() and " " not in line.value):
        return
    unseen = _UNSEEN.search(line.value)
    at = unseen.start() if unseen else line.value.find(" ")
    if at >= 0 and line.value.strip():
        weight = None if unseen else Severity.NOTE
        message = _MESSAGE.format(ord(line.value[at]))
        span = (line.at + at, line.at + at + 1)
        yield line.diagnostic(CODE, message, "delete it, here and in each update", span, weight)
