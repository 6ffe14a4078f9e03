"""The zone in `X-WR-TIMEZONE` or the colour in `COLOR` is not one that calendars know.

Google reads times without a zone in `X-WR-TIMEZONE`, and needs an IANA name. `COLOR` is the name of
a colour in CSS (RFC 7986); another one is only a note, because the calendar takes its own.

Wrong:

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
X-WR-TIMEZONE:Mars/Base # <- W888
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
X-WR-TIMEZONE:Africa/Nairobi
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
SUMMARY:Logistics
END:VEVENT
END:VCALENDAR
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.values import iana_name

CODE = "W888"
LOOKS_AT = ENTRIES | {"VCALENDAR"}
LOOKS_FOR = frozenset({"X-WR-TIMEZONE", "COLOR"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for zones and colours without a known name."""
    for line in component.every("X-WR-TIMEZONE"):
        tzid = line.value.strip()
        if tzid and iana_name(tzid) is None:
            message = f"{quoted(tzid)} is not the IANA name of a zone"
            yield line.diagnostic(CODE, message, "write for example `Africa/Nairobi`")
    for line in component.every("COLOR"):
        colour = line.value.strip()
        if not (colour.isascii() and colour.isalpha()):
            message = f"{quoted(colour)} is not the name of a colour"
            hint = "write a name of CSS, for example `turquoise`"
            yield line.diagnostic(CODE, message, hint, weight=Severity.NOTE)
