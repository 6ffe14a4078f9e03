"""A property appears twice, but is allowed only once.

Some programs use the first value, others the last. libical and vobject refuse the entry.

Wrong:

```ics
SUMMARY:Logistics
SUMMARY:Sustainable logistics # <- E823
```

Right:

```ics
SUMMARY:Sustainable logistics
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "E823"
_CALENDAR = frozenset({
    "VERSION", "PRODID", "METHOD", "CALSCALE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL",
    "X-WR-CALNAME",
})  # fmt: skip
_ENTRY = frozenset({
    "UID", "DTSTAMP", "DTSTART", "DTEND", "DUE", "DURATION", "CLASS", "CREATED", "DESCRIPTION",
    "GEO", "LAST-MODIFIED", "LOCATION", "ORGANIZER", "PRIORITY", "SEQUENCE", "STATUS",
    "SUMMARY", "TRANSP", "URL", "RECURRENCE-ID", "COMPLETED", "PERCENT-COMPLETE", "RRULE",
})  # fmt: skip
_ONSET = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE"})
_ONCE = {
    "VCALENDAR": _CALENDAR,
    **dict.fromkeys(ENTRIES, _ENTRY),
    "VJOURNAL": _ENTRY - {"DESCRIPTION"},
    "VALARM": frozenset({"ACTION", "TRIGGER", "DURATION", "REPEAT", "DESCRIPTION", "SUMMARY"}),
    "VTIMEZONE": frozenset({"TZID", "LAST-MODIFIED", "TZURL"}),
    "STANDARD": _ONSET,
    "DAYLIGHT": _ONSET,
}
LOOKS_AT = frozenset(_ONCE)


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for repeated properties."""
    for name, lines in component.properties.items():
        if len(lines) > 1 and name in _ONCE[component.name]:
            message = f"`{name}` appears twice in `{component.name}`"
            hint = f"keep one of the two; the first one is in line {lines[0].number}"
            for line in lines[1:]:
                yield line.diagnostic(CODE, message, hint, (0, len(name)))
