"""Properties in the wrong place or number, or with a wrong name or value."""

from collections.abc import Iterator

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import ContentLine, Span, Unplaced, quoted, suggestion
from sstc_cli.ics_check.rule import rule

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


@rule("E823", looks_at=frozenset(_ONCE))
def property_repeated(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A property appears twice, but is allowed only once.

    Some programs use the first value, others the last. libical and vobject refuse the entry.

    Wrong:
      SUMMARY:Logistics
      SUMMARY:Sustainable logistics # <- E823
    Right:
      SUMMARY:Sustainable logistics
    """
    for name, lines in component.properties.items():
        if len(lines) > 1 and name in _ONCE[component.name]:
            message = f"`{name}` appears twice in `{component.name}`"
            hint = f"keep one of the two; the first one is in line {lines[0].number}"
            for line in lines[1:]:
                yield line.problem(message, hint, (0, len(name)))


_LARGEST = {
    "SEQUENCE": 2_147_483_647,
    "PRIORITY": 9,
    "PERCENT-COMPLETE": 100,
    "REPEAT": 2_147_483_647,
}


@rule("E828", looks_at=ENTRIES | {"VALARM"})
def number_malformed(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """`SEQUENCE`, `PRIORITY`, `PERCENT-COMPLETE` or `REPEAT` is not a number, or is out of range.

    Calendars use `SEQUENCE` to decide whether a change is newer. If they cannot read it, the change is
    lost.

    Wrong:
      SEQUENCE:1.0 # <- E828
    Right:
      SEQUENCE:1
    """
    for line in component.every(*_LARGEST):
        text = line.text
        plain = text.isascii() and text.isdigit() and len(text) < 20
        if not plain or int(text) > _LARGEST[line.name]:
            most = _LARGEST[line.name]
            message = f"`{line.name}` is {quoted(text)}, not a number from 0 to {most}"
            yield line.problem(message, "write only digits, for example `1`")


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


@rule("E855", looks_at=ENTRIES | {"VCALENDAR", "VALARM"})
def value_unknown(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """`STATUS`, `TRANSP`, `METHOD` or another property has a value that is not allowed.

    Google recognises a cancelled event only by `CANCELLED`. A program that does not know a value treats
    the event as one that takes place. Another `CLASS` is only a warning: it counts as `PRIVATE`.

    Wrong:
      SEQUENCE:1
      STATUS:CANCELED # <- E855
    Instead:
      STATUS:CANCELLED
    """
    for line in component.every("STATUS"):
        yield from _not_allowed(line, line.value, _STATUS.get(component.name, ()))
    for line in component.every(*_VALUES):
        # other classes count as PRIVATE (RFC 5545 3.8.1.3)
        weight = Severity.WARNING if line.name == "CLASS" else None
        yield from _not_allowed(line, line.value, _VALUES[line.name], weight=weight)
    for line in component.every("ATTENDEE"):
        for param, allowed in _PARAMS.items():
            if param in line.params:
                yield from _not_allowed(line, line.params[param], allowed, line.span_of(param))


def _not_allowed(
    line: ContentLine,
    text: str,
    allowed: tuple[str, ...],
    span: Span | None = None,
    weight: Severity | None = None,
) -> Iterator[Unplaced]:
    word = text.strip().upper()
    if allowed and word not in allowed and not word.startswith("X-"):
        message = f"{quoted(text)} is not allowed here"
        yield line.problem(message, suggestion(word, allowed), span, weight)


@rule("W857", looks_at=ENTRIES, looks_for={"CONFERENCE"})
def conference_without_type(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """`CONFERENCE` does not declare its value as an address, `VALUE=URI`.

    RFC 7986 requires `VALUE=URI`: strict programs read the value as text and offer no link to join.

    Wrong:
      LOCATION:https://meet.example.org/7
      CONFERENCE;FEATURE=VIDEO:https://meet.example.org/7 # <- W857
    Instead:
      CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.example.org/7
    """
    yield from _without_type(component, "CONFERENCE", "URI", "write `CONFERENCE;VALUE=URI:`")


@rule("W859", looks_at={"VCALENDAR"}, looks_for={"REFRESH-INTERVAL"})
def interval_without_type(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """`REFRESH-INTERVAL` does not declare its value as a duration, `VALUE=DURATION`.

    RFC 7986 requires `VALUE=DURATION`: strict programs ignore the interval without it.

    Wrong:
      BEGIN:VCALENDAR …
      REFRESH-INTERVAL:PT6H # <- W859
      VEVENT …
    Instead:
      REFRESH-INTERVAL;VALUE=DURATION:PT6H
    """
    hint = "write `REFRESH-INTERVAL;VALUE=DURATION:PT6H`"
    yield from _without_type(component, "REFRESH-INTERVAL", "DURATION", hint)


def _without_type(component: Component, name: str, kind: str, hint: str) -> Iterator[Unplaced]:
    for line in component.every(name):
        if line.param("VALUE") != kind:
            yield line.problem(f"`{name}` has no `VALUE={kind}`", hint, (0, len(name)))


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


@rule("E873", looks_at=_TIMED | {"VCALENDAR", "VTIMEZONE", "VALARM"})
def property_misplaced(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A property is in a component that does not use it, or `METHOD` is after the first entry.

    No program looks for it there. `TZID` in an event, as Zoom writes it, and `CLASS` in the calendar
    change no time, so they are only warnings. If `METHOD` is in the event, a cancellation is imported
    as a second event.

    Wrong:
      METHOD:CANCEL # <- E873
    Right:
      BEGIN:VCALENDAR …
      METHOD:CANCEL
      BEGIN:VEVENT
      UID:7@example.org
      DTSTAMP:20200801T080000Z
      SEQUENCE:1
      STATUS:CANCELLED
      ORGANIZER:mailto:office@example.org
      ATTENDEE:mailto:ana@example.org
    """
    for name, lines in component.properties.items():
        if name in _HOME and component.name not in _HOME[name]:
            message = f"`{name}` is in `{component.name}`, where no program looks for it"
            hint = "delete it, or " if name in _HARMLESS else ""
            hint += "move it to " + " or ".join(f"`{home}`" for home in sorted(_HOME[name]))
            weight = Severity.WARNING if name in _HARMLESS else None
            yield lines[0].problem(message, hint, (0, len(name)), weight)
    method = component.first("METHOD") if component.name == "VCALENDAR" else None
    if method and 0 < calendar.first_entry < method.number:
        hint = "move it up, before the first entry"
        yield method.problem("`METHOD` is after the first entry", hint)


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
_OWN_NAMES = "begin names of your own with `X-`, and write line breaks in a text as `\\n`"


@rule("W874", looks_at=ENTRIES | {"VCALENDAR", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
def property_unknown(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A property has a name that no standard defines.

    Most programs ignore it, so a typo loses a place or a title. libical refuses the entry. Names of
    your own begin with `X-`.

    Wrong:
      LOCATON:Room 4 # <- W874
    Right:
      LOCATION:Room 4
    """
    for name, lines in component.properties.items():
        if name not in _KNOWN and not name.startswith("X-"):
            nearest = suggestion(name, _NAMES)
            hint = nearest if "mean" in nearest else _OWN_NAMES
            yield lines[0].problem(f"unknown property {quoted(name)}", hint, (0, len(name)))
