"""A calendar to subscribe to does not define how often to update it. This is a note.

Apple uses `REFRESH-INTERVAL`, Outlook `X-PUBLISHED-TTL`. Without them, each updates whenever it
likes. Google updates every 4 to 24 hours, whatever interval the file has.

Wrong:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
X-WR-CALNAME:Webinars # <- W860
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
END:VEVENT
BEGIN:VEVENT
UID:8@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201016T073000Z
DTEND:20201016T083000Z
SUMMARY:Payments
END:VEVENT
END:VCALENDAR
```

Right:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
X-WR-CALNAME:Webinars
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
END:VEVENT
BEGIN:VEVENT
UID:8@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201016T073000Z
DTEND:20201016T083000Z
SUMMARY:Payments
END:VEVENT
END:VCALENDAR
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W860"
LOOKS_AT = frozenset({"VCALENDAR"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for both intervals of a calendar with a name and several entries."""
    title = component.first("X-WR-CALNAME") or component.first("NAME")
    if title is None or len(calendar.uids) < 2:
        return
    missing = [name for name in _INTERVALS if component.first(name) is None]
    if missing:
        names = " and no ".join(f"`{name}`" for name in missing)
        lines = " and ".join(_INTERVALS[name] for name in missing)
        hint = f"if people subscribe to it, add {lines}"
        yield title.diagnostic(CODE, f"the calendar has no {names}", hint, weight=Severity.NOTE)


_INTERVALS = {
    "REFRESH-INTERVAL": "`REFRESH-INTERVAL;VALUE=DURATION:PT6H`",
    "X-PUBLISHED-TTL": "`X-PUBLISHED-TTL:PT6H`",
}
