r"""A backslash in a text is followed by a character that is not allowed there.

Only `\\`, `\,`, `\;`, `\n` and `\N` are allowed. With any other character, libical drops the
backslash, while ical.js and vobject show it.

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
from sstc_cli.ics_check.component import ENTRIES, TEXTS, Component
from sstc_cli.ics_check.lines import Unplaced, quoted

CODE = "W849"
LOOKS_AT = ENTRIES | {"VALARM", "VCALENDAR"}
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for a backslash before another character than these."""
    for line in component.every(*TEXTS):
        if "\\" not in line.value:
            continue
        for escape in _ESCAPE.finditer(line.value):
            if escape[1] in ("\\", ",", ";", "n", "N"):
                continue
            span = (line.at + escape.start(), line.at + escape.end())
            message = f"{quoted(escape[0])} is not an escape that every program knows"
            hint = "delete the backslash, or write `\\\\` for a backslash"
            yield line.diagnostic(CODE, message, hint, span)
            break
