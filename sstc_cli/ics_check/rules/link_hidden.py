"""The link is only in `URL` or `CONFERENCE`.

Google and Outlook show neither. People find the link in `LOCATION` and `DESCRIPTION`.

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
from sstc_cli.ics_check.lines import Unplaced

CODE = "W858"
LOOKS_AT = frozenset({"VEVENT"})
LOOKS_FOR = frozenset({"URL", "CONFERENCE"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for a link that is neither in the location nor in the description."""
    line = component.first("URL") or component.first("CONFERENCE")
    if line is None or not line.value.strip().lower().startswith("http"):
        return
    texts = component.every("LOCATION", "DESCRIPTION")
    if not any("http" in text.value.lower() for text in texts):
        hint = "put the link also into `LOCATION` and the first lines of `DESCRIPTION`"
        message = f"the link is only in `{line.name}`, which Google and Outlook do not show"
        yield line.diagnostic(CODE, message, hint)
