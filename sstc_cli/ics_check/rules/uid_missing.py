"""An entry has no `UID`, or an empty one.

Nextcloud and vobject refuse the entry. A calendar that makes up a `UID` adds the entry again with
every import.

Wrong:

```ics
BEGIN:VEVENT # <- E824
DTSTAMP:20200801T080000Z
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

CODE = "E824"
LOOKS_AT = ENTRIES


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for the id."""
    if not component.text("UID"):
        hint = "add an id that never changes, for example `UID:series-7@example.org`"
        line = component.first("UID") or component.begin
        yield line.diagnostic(CODE, f"the `{component.name}` has no `UID`", hint)
