"""A name has a character that programs read differently: a quote written `^'`, or a backslash.

RFC 6868 writes a quote as `^'`, but most calendars show both characters. libical takes a backslash
for an escape.

Wrong:

```ics
ORGANIZER;CN="The ^'Green^' office":mailto:office@example.org # <- W854
```

Right:

```ics
ORGANIZER;CN="The 'Green' office":mailto:office@example.org
```
"""

import re
from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W854"
LOOKS_AT = ENTRIES
LOOKS_FOR = frozenset({"ORGANIZER", "ATTENDEE", "CONFERENCE"})
_SPECIAL = re.compile(r"\^['n^]|\\")


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for special characters in names."""
    for line in component.every("ORGANIZER", "ATTENDEE", "CONFERENCE"):
        for param in ("CN", "LABEL"):
            name = line.params.get(param, "")
            if special := _SPECIAL.search(name):
                message = f"the name has `{special[0]}`, which some programs show and others drop"
                hint = "write `'` for a quote, and `/` for a backslash"
                yield line.diagnostic(CODE, message, hint, line.span_of(param))
