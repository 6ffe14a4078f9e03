r"""A comma or a semicolon in a text has no backslash before it.

vobject and programs built on it treat the comma as the end of the value, and show only the text
before it.

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
from sstc_cli.ics_check.component import ENTRIES, TEXTS, Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W848"
LOOKS_AT = ENTRIES | {"VALARM", "VCALENDAR"}
_BEFORE = re.compile(r"(?:[^\\,;]|\\.)*", re.DOTALL)


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for separators without a backslash."""
    for line in component.every(*TEXTS):
        if "," not in line.value and ";" not in line.value:
            continue
        before = _BEFORE.match(line.value)
        at = before.end() if before else 0
        if line.value[at : at + 1] in (",", ";"):
            separator = line.value[at]
            message = f"the text of `{line.name}` has a `{separator}` without a backslash"
            span = (line.at + at, line.at + at + 1)
            yield line.diagnostic(CODE, message, f"write `\\{separator}`", span)
