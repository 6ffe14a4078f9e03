r"""A comma or a semicolon in a text has no backslash before it.

vobject, and what is built on it, takes the comma for the end of the value and shows the text up to
it.

Wrong:

```ics
SUMMARY:Depots, chargers; grids # <- W848
```

Right:

```ics
SUMMARY:Depots\, chargers\; grids
```
"""

import re
from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.written import Unplaced

CODE = "W848"
LOOKS_AT = ENTRIES | {"VALARM", "VCALENDAR"}
_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME", "X-WR-CALNAME")
_BEFORE = re.compile(r"(?:[^\\,;]|\\.)*", re.DOTALL)


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for separators that stand alone."""
    for line in component.every(*_TEXTS):
        if "," not in line.value and ";" not in line.value:
            continue
        found = _BEFORE.match(line.value)
        at = found.end() if found else 0
        if line.value[at : at + 1] in (",", ";"):
            sign = line.value[at]
            message = f"the text of `{line.name}` has a `{sign}` without backslash"
            span = (line.at + at, line.at + at + 1)
            yield line.diagnostic(CODE, message, f"write `\\{sign}`", span)
