"""A calendar to subscribe to does not say how often it changes. This is a note.

Apple asks by `REFRESH-INTERVAL`, Outlook by `X-PUBLISHED-TTL`; without them each comes when it
likes. Google comes every 4 to 24 hours whatever a file says.

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
from sstc_cli.ics_check.written import Unplaced

CODE = "W860"
LOOKS_AT = frozenset({"VCALENDAR"})


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for both intervals where a calendar has a name and several entries."""
    name = component.first("X-WR-CALNAME") or component.first("NAME")
    if name is None or len(calendar.uids) < 2:
        return
    missing = [each for each in _INTERVALS if component.first(each) is None]
    if missing:
        wanted = " and ".join(f"`{each}`" for each in missing)
        hint = (
            f"if people subscribe to it, add {' and '.join(_INTERVALS[each] for each in missing)}"
        )
        yield name.diagnostic(CODE, f"the calendar has no {wanted}", hint, weight=Severity.NOTE)


_INTERVALS = {
    "REFRESH-INTERVAL": "`REFRESH-INTERVAL;VALUE=DURATION:PT6H`",
    "X-PUBLISHED-TTL": "`X-PUBLISHED-TTL:PT6H`",
}
