"""The link stands only in `URL` or `CONFERENCE`.

Google and Outlook show neither; people find the link in `LOCATION` and `DESCRIPTION`.

Wrong:

```ics
URL:https://meet.example.org/7 # <- W858
```

Right:

```ics
LOCATION:https://meet.example.org/7
URL:https://meet.example.org/7
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.written import Unplaced

CODE = "W858"
LOOKS_AT = frozenset({"VEVENT"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for a link where people look."""
    line = component.first("URL") or component.first("CONFERENCE")
    if line is None or not line.value.strip().lower().startswith("http"):
        return
    seen = [each.value.lower() for each in component.every("LOCATION", "DESCRIPTION")]
    if not any("http" in each for each in seen):
        hint = "put the link into `LOCATION` and the first lines of `DESCRIPTION`, too"
        yield line.diagnostic(
            CODE, f"the link in `{line.name}` is not shown by Google and Outlook", hint
        )
