"""A property has a name that no standard defines.

Most programs ignore it, so a typo loses a place or a title. libical refuses the entry. Names of
your own begin with `X-`.

Wrong:

```ics
LOCATON:Room 4 # <- W874
```

Right:

```ics
LOCATION:Room 4
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced, quoted, suggestion

CODE = "W874"
# https://www.iana.org/assignments/icalendar
_NAMES = (
    "ACKNOWLEDGED", "ACTION", "ATTACH", "ATTENDEE", "BUSYTYPE", "CALENDAR-ADDRESS", "CALSCALE",
    "CATEGORIES", "CLASS", "COLOR", "COMMENT", "COMPLETED", "CONCEPT", "CONFERENCE", "CONTACT",
    "CREATED", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "DUE", "DURATION", "EXDATE", "EXRULE",
    "FREEBUSY", "GEO", "IMAGE", "LAST-MODIFIED", "LINK", "LOCATION", "LOCATION-TYPE", "METHOD",
    "NAME", "ORGANIZER", "PARTICIPANT-TYPE", "PERCENT-COMPLETE", "PRIORITY", "PRODID", "PROXIMITY",
    "RDATE", "RECURRENCE-ID", "REFID", "REFRESH-INTERVAL", "RELATED-TO", "REPEAT",
    "REQUEST-STATUS", "RESOURCES", "RESOURCE-TYPE", "RRULE", "SEQUENCE", "SOURCE", "STATUS",
    "STRUCTURED-DATA", "STYLED-DESCRIPTION", "SUMMARY", "TRANSP", "TRIGGER", "TZID",
    "TZID-ALIAS-OF", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "TZUNTIL", "TZURL", "UID", "URL",
    "VERSION", "XML",
)  # fmt: skip
_KNOWN = frozenset(_NAMES)
_HINT = "begin names of your own with `X-`, and write line breaks in a text as `\\n`"
LOOKS_AT = ENTRIES | {"VCALENDAR", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT"}


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look up the names of the properties."""
    for name, lines in component.properties.items():
        if name not in _KNOWN and not name.startswith("X-"):
            nearest = suggestion(name, _NAMES)
            hint = nearest if "mean" in nearest else _HINT
            yield lines[0].diagnostic(
                CODE, f"unknown property {quoted(name)}", hint, (0, len(name))
            )
