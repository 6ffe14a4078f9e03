"""A property of the calendar stands in an entry, or `METHOD` behind the first entry.

Nobody looks for it there: a cancellation is imported as a second event.

Wrong:

```ics
METHOD:CANCEL # <- E873
```

Right:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:CANCEL
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
SEQUENCE:1
STATUS:CANCELLED
ORGANIZER:mailto:office@example.org
ATTENDEE:mailto:ana@example.org
END:VEVENT
END:VCALENDAR
```
"""

from collections.abc import Iterator

from sstc_cli.ics.check.calendar import Calendar
from sstc_cli.ics.check.component import ENTRIES, Component
from sstc_cli.ics.check.written import Wrong

CODE = "E873"
LOOKS_AT = ENTRIES | {"VCALENDAR"}
_HINT = "move it up, between `VERSION` and the first `BEGIN`"


def check(component: Component, calendar: Calendar) -> Iterator[Wrong]:
    """Look for what belongs to the calendar."""
    if component.name != "VCALENDAR":
        for line in component.every("METHOD", "VERSION", "PRODID", "CALSCALE"):
            message = f"`{line.name}` stands in the `{component.name}`, where nobody looks for it"
            yield line.faulty(CODE, message, _HINT, (0, len(line.name)))
        return
    for line in component.every("METHOD"):
        if calendar.first_entry and line.number > calendar.first_entry:
            yield line.faulty(CODE, "`METHOD` stands behind the first entry", _HINT)
