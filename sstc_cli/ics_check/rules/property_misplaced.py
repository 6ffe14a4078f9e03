"""A property is in a component that does not use it, or `METHOD` is after the first entry.

No program looks for it there. `TZID` in an event, as Zoom writes it, and `CLASS` in the calendar
change no time, so they are only warnings. If `METHOD` is in the event, a cancellation is imported
as a second event.

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

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced

CODE = "E873"
_ONSETS = frozenset({"STANDARD", "DAYLIGHT"})
_TIMED = ENTRIES | _ONSETS
_HARMLESS = frozenset({"TZID", "CLASS"})
_HOME = {
    **dict.fromkeys(("METHOD", "VERSION", "PRODID", "CALSCALE"), frozenset({"VCALENDAR"})),
    **dict.fromkeys(("TRIGGER", "ACTION"), frozenset({"VALARM"})),
    **dict.fromkeys(("TZOFFSETFROM", "TZOFFSETTO"), _ONSETS),
    **dict.fromkeys(("RRULE", "RDATE", "EXDATE", "DTSTART"), _TIMED),
    **dict.fromkeys(("DTSTAMP", "SEQUENCE", "STATUS", "ORGANIZER"), ENTRIES),
    **dict.fromkeys(("DTEND", "TRANSP"), frozenset({"VEVENT", "VFREEBUSY"})),
    "TZID": frozenset({"VTIMEZONE"}),
    "DUE": frozenset({"VTODO"}),
    "SUMMARY": ENTRIES | {"VALARM"},
    "ATTENDEE": ENTRIES | {"VALARM"},
    "LOCATION": ENTRIES,
    "CLASS": ENTRIES,
}
LOOKS_AT = _TIMED | {"VCALENDAR", "VTIMEZONE", "VALARM"}


def check(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Compare each property with the components that it belongs in."""
    for name, lines in component.properties.items():
        if name in _HOME and component.name not in _HOME[name]:
            message = f"`{name}` is in `{component.name}`, where no program looks for it"
            homes = " or ".join(f"`{home}`" for home in sorted(_HOME[name]))
            hint = (
                f"delete it, or move it to {homes}" if name in _HARMLESS else f"move it to {homes}"
            )
            weight = Severity.WARNING if name in _HARMLESS else None
            yield lines[0].diagnostic(CODE, message, hint, (0, len(name)), weight)
    method = component.first("METHOD") if component.name == "VCALENDAR" else None
    if method and 0 < calendar.first_entry < method.number:
        hint = "move it up, before the first entry"
        yield method.diagnostic(CODE, "`METHOD` is after the first entry", hint)
