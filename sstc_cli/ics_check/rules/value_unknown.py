"""A value is none of those that can stand there: `STATUS`, `TRANSP`, `METHOD` and others.

Google knows a cancelled event by `CANCELLED` only. A reader that does not know a value takes the
event for one that is held.

Wrong:

```ics
SEQUENCE:1
STATUS:CANCELED # <- E855
```

Right:

```ics
SEQUENCE:1
STATUS:CANCELLED
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.written import ContentLine, Span, Unplaced, shown, suggestion

CODE = "E855"
_STATUS = {
    "VEVENT": ("TENTATIVE", "CONFIRMED", "CANCELLED"),
    "VTODO": ("NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"),
    "VJOURNAL": ("DRAFT", "FINAL", "CANCELLED"),
}
_METHODS = (
    "PUBLISH", "REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER",
)  # fmt: skip
_ANSWERS = (
    "NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED", "COMPLETED", "IN-PROCESS",
)  # fmt: skip
_VALUES = {
    "TRANSP": ("OPAQUE", "TRANSPARENT"),
    "CLASS": ("PUBLIC", "PRIVATE", "CONFIDENTIAL"),
    "ACTION": ("AUDIO", "DISPLAY", "EMAIL", "NONE", "PROCEDURE"),
    "CALSCALE": ("GREGORIAN",),
    "METHOD": _METHODS,
}
_PARAMS = {
    "PARTSTAT": _ANSWERS,
    "ROLE": ("CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT"),
    "CUTYPE": ("INDIVIDUAL", "GROUP", "RESOURCE", "ROOM", "UNKNOWN"),
    "RSVP": ("TRUE", "FALSE"),
}
LOOKS_AT = ENTRIES | {"VCALENDAR", "VALARM"}


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look the values up."""
    for line in component.every("STATUS"):
        yield from _known(line, line.value, _STATUS.get(component.name, ()))
    for line in component.every(*_VALUES):
        yield from _known(line, line.value, _VALUES[line.name])
    for line in component.every("ATTENDEE"):
        for param, known in _PARAMS.items():
            if param in line.params:
                yield from _known(line, line.params[param], known, line.span_of(param))


def _known(
    line: ContentLine, text: str, known: tuple[str, ...], span: Span | None = None
) -> Iterator[Unplaced]:
    word = text.strip().upper()
    if known and word not in known and not word.startswith("X-"):
        message = f"`{shown(text)}` cannot stand here"
        yield line.diagnostic(CODE, message, suggestion(word, known), span)
