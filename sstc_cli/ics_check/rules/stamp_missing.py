"""An entry has no `DTSTAMP`, the time when it was written.

The standard requires it, and vobject refuses the entry. Calendars use it to decide which of two
copies is newer.

Wrong:

```ics
BEGIN:VEVENT # <- E826
UID:7@example.org
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
END:VEVENT
```

Right:

```ics
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
END:VEVENT
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "E826"
LOOKS_AT = ENTRIES


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for the stamp."""
    if component.first("DTSTAMP") is None:
        hint = "add the time of the last change in UTC, for example `DTSTAMP:20200801T080000Z`"
        yield component.begin.diagnostic(CODE, f"the `{component.name}` has no `DTSTAMP`", hint)
