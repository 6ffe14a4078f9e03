"""A name has a sign that readers disagree on: a quote written `^'`, or a backslash.

RFC 6868 has `^'` for a quote, which most calendars show as it is written; libical takes a
backslash for an escape.

Wrong:

```ics
ORGANIZER;CN="The ^'Green^' office":mailto:office@example.org # <- W854
```

Right:

```ics
ORGANIZER;CN="The 'Green' office":mailto:office@example.org
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.written import Unplaced

CODE = "W854"
LOOKS_AT = ENTRIES
_SIGNS = ("^'", "^n", "^^", "\\")


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look at the names."""
    for line in component.every("ORGANIZER", "ATTENDEE", "CONFERENCE"):
        for param in ("CN", "LABEL"):
            name = line.params.get(param, "")
            sign = next((each for each in _SIGNS if each in name), None)
            if sign:
                message = f"the name has `{sign}`, which readers show or drop"
                hint = "write `'` for a quote, and `/` for a backslash"
                yield line.diagnostic(CODE, message, hint, line.span_of(param))
