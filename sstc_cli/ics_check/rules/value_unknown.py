"""`STATUS`, `TRANSP`, `METHOD` or another property has a value that is not allowed.

Google recognises a cancelled event only by `CANCELLED`. A program that does not know a value treats
the event as one that takes place. Another `CLASS` is only a warning: it counts as `PRIVATE`.

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

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import ContentLine, Span, Unplaced, quoted, suggestion

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
    """Look for values that are not allowed."""
    for line in component.every("STATUS"):
        yield from _compare(line, line.value, _STATUS.get(component.name, ()))
    for line in component.every(*_VALUES):
        # other classes count as PRIVATE (RFC 5545 3.8.1.3)
        weight = Severity.WARNING if line.name == "CLASS" else None
        yield from _compare(line, line.value, _VALUES[line.name], weight=weight)
    for line in component.every("ATTENDEE"):
        for param, allowed in _PARAMS.items():
            if param in line.params:
                yield from _compare(line, line.params[param], allowed, line.span_of(param))


def _compare(
    line: ContentLine,
    text: str,
    allowed: tuple[str, ...],
    span: Span | None = None,
    weight: Severity | None = None,
) -> Iterator[Unplaced]:
    word = text.strip().upper()
    if allowed and word not in allowed and not word.startswith("X-"):
        message = f"{quoted(text)} is not allowed here"
        yield line.diagnostic(CODE, message, suggestion(word, allowed), span, weight)
