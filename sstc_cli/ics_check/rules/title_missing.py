"""An event or a task has no title, `SUMMARY`.

Google shows *(No title)*, other calendars an empty box.

Wrong:

```ics
BEGIN:VEVENT # <- W830
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
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
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W830"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for the title."""
    if not component.text("SUMMARY") and not calendar.refers_to_known_entries:
        line = component.first("SUMMARY") or component.begin
        hint = "add a title, for example `SUMMARY:Webinar 7`"
        yield line.diagnostic(CODE, f"the `{component.name}` has no title", hint)
