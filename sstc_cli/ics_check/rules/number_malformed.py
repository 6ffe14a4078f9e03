"""A number is none, or is out of its range: `SEQUENCE`, `PRIORITY`, `PERCENT-COMPLETE`, `REPEAT`.

By `SEQUENCE` a calendar knows whether a change is newer; where it cannot be read, the change is
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
from sstc_cli.ics_check.written import Unplaced, shown

CODE = "E828"
_MOST = {"SEQUENCE": 2_147_483_647, "PRIORITY": 9, "PERCENT-COMPLETE": 100, "REPEAT": 2_147_483_647}
LOOKS_AT = ENTRIES | {"VALARM"}


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Read the numbers."""
    for line in component.every(*_MOST):
        text = line.value.strip()
        plain = text.isascii() and text.isdigit() and len(text) < 20
        if not plain or int(text) > _MOST[line.name]:
            message = (
                f"`{line.name}` is `{shown(text)}`, which is no number from 0 to {_MOST[line.name]}"
            )
            yield line.diagnostic(CODE, message, "write digits only, as in `1`")
