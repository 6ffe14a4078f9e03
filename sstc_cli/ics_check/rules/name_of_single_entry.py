"""A file with one entry has a calendar name, `X-WR-CALNAME`.

Outlook then opens a new calendar with that name, instead of adding the entry to the reader's own
(MS-OXCICAL 2.1.3.1.1.17). In a file with a `METHOD`, which is there to be sent, it is a warning;
otherwise a note.

Wrong:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
X-WR-CALNAME:Webinars # <- W861
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
END:VEVENT
END:VCALENDAR
```

Right:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:PUBLISH
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
ORGANIZER:mailto:office@example.org
END:VEVENT
END:VCALENDAR
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "W861"
LOOKS_AT = frozenset({"VCALENDAR"})
_OF_FEEDS = ("REFRESH-INTERVAL", "X-PUBLISHED-TTL")


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Look for a name of a file with one entry, unless people subscribe to the file."""
    line = component.first("X-WR-CALNAME")
    if line and len(calendar.uids) == 1 and not any(map(component.first, _OF_FEEDS)):
        hint = "delete the line; only calendars to subscribe to need a name"
        weight = None if calendar.method else Severity.NOTE
        message = "a file with one entry has a calendar name"
        yield line.diagnostic(CODE, message, hint, weight=weight)
