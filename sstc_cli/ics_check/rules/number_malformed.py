"""`SEQUENCE`, `PRIORITY`, `PERCENT-COMPLETE` or `REPEAT` is not a number, or is out of range.

Calendars use `SEQUENCE` to decide whether a change is newer. If they cannot read it, the change is
lost.

Wrong:

```ics
SEQUENCE:1.0 # <- E828
```

Right:

```ics
SEQUENCE:1
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced, quoted

CODE = "E828"
_MOST = {"SEQUENCE": 2_147_483_647, "PRIORITY": 9, "PERCENT-COMPLETE": 100, "REPEAT": 2_147_483_647}
LOOKS_AT = ENTRIES | {"VALARM"}


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for numbers that cannot be read or are out of range."""
    for line in component.every(*_MOST):
        text = line.value.strip()
        plain = text.isascii() and text.isdigit() and len(text) < 20
        if not plain or int(text) > _MOST[line.name]:
            most = _MOST[line.name]
            message = f"`{line.name}` is {quoted(text)}, not a number from 0 to {most}"
            yield line.diagnostic(CODE, message, "write only digits, for example `1`")
