r"""A backslash in a text stands before a sign that it cannot stand before.

Known are `\\`, `\,`, `\;`, `\n` and `\N`. Before anything else, libical drops the backslash, while
ical.js and vobject show it.

Wrong:

```ics
SUMMARY:Reports in C:\Reports # <- W849
```

Right:

```ics
SUMMARY:Reports in C:\\Reports
```
"""

import re
from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.written import Unplaced, shown

CODE = "W849"
LOOKS_AT = ENTRIES | {"VALARM", "VCALENDAR"}
_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME", "X-WR-CALNAME")
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look at what follows each backslash."""
    for line in component.every(*_TEXTS):
        if "\\" not in line.value:
            continue
        for found in _ESCAPE.finditer(line.value):
            if found[1] in ("\\", ",", ";", "n", "N"):
                continue
            span = (line.at + found.start(), line.at + found.end())
            message = f"`{shown(found[0])}` is no sign that every reader knows"
            hint = f"write `{shown(found[1])}` without it, or `\\\\` for a backslash"
            yield line.diagnostic(CODE, message, hint, span)
            break
