"""Components of a calendar, built from content lines: everything between a BEGIN and its END."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sstc_cli.ics_check.lines import ContentLine, Report, excerpt, quoted

MOST_DEEP = 50
MOST_INSIDE = 4_000_000  # checked characters of one component
ENTRIES = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
KNOWN = ENTRIES | {"VTIMEZONE", "VAVAILABILITY", "VPOLL"}  # components of a calendar
TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME", "X-WR-CALNAME")
INNER = frozenset({"VALARM", "STANDARD", "DAYLIGHT"})  # reported by E814 in a calendar
_IN_CALENDAR = ENTRIES | {"VTIMEZONE"}
_PARENTS = {
    **dict.fromkeys(_IN_CALENDAR, frozenset({"VCALENDAR"})),
    "VALARM": frozenset({"VEVENT", "VTODO"}),
    "STANDARD": frozenset({"VTIMEZONE"}),
    "DAYLIGHT": frozenset({"VTIMEZONE"}),
}


@dataclass(slots=True)
class Component:
    """A part of a file with its properties by name.

    Its `parts` are the alarms of an event, or the observances of a time zone.
    """

    name: str
    begin: ContentLine
    parent: "Component | None" = None
    properties: dict[str, list[ContentLine]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)
    size: int = 0
    end: ContentLine | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.text("STATUS").upper() == "CANCELLED"

    def first(self, name: str) -> ContentLine | None:
        """Return the first property of that name."""
        lines = self.properties.get(name)
        return lines[0] if lines else None

    def every(self, *names: str) -> list[ContentLine]:
        """Return all properties of these names."""
        own = self.properties
        return [line for name in names if name in own for line in own[name]]

    def text(self, name: str) -> str:
        """Return the value of a property, or an empty text."""
        line = self.first(name)
        return line.text if line else ""

    def add(self, line: ContentLine) -> None:
        """Add a property, unless the component is too large already."""
        self.size += len(line.value) + 100
        if self.size <= MOST_INSIDE:
            self.properties.setdefault(line.name, []).append(line)


def components(lines: Iterable[ContentLine], report: Report) -> Iterator[Component]:
    """Yield each component when it ends, so inner components come before outer ones."""
    open_: list[Component] = []
    for line in lines:
        if line.name == "BEGIN":
            yield from _end_before(open_, line, report)
            if len(open_) == MOST_DEEP:
                message = f"the {MOST_DEEP}th `BEGIN` without `END`, so the rest is not checked"
                report(line.diagnostic("E816", message, "add the missing `END` lines"))
                return
            open_.append(_begin(open_, line, report))
        elif line.name == "END":
            yield from _end(open_, line, report)
        elif open_:
            open_[-1].add(line)
        else:
            hint = "move it between `BEGIN:VCALENDAR` and `END:VCALENDAR`"
            message = f"{quoted(line.name)} is outside of the calendar"
            report(line.diagnostic("E814", message, hint, (0, len(line.name))))
    only_the_outermost = len(open_) == 1
    for component in reversed(open_):
        _report_unended(component, report)
    if only_the_outermost:
        yield open_[0]


def _begin(open_: list[Component], line: ContentLine, report: Report) -> Component:
    """Return the component that starts in this line, and report if it is in a wrong place."""
    name = line.text.upper()
    parent = open_[-1] if open_ else None
    if name != "VCALENDAR" and parent is None:
        hint = "put `BEGIN:VCALENDAR` and `VERSION:2.0` before it, and `END:VCALENDAR` at the end"
        report(line.diagnostic("E814", f"{quoted(name)} is outside of a calendar", hint))
    elif parent and parent.name not in _PARENTS.get(name, (parent.name,)):
        places = " or ".join(f"`{place}`" for place in sorted(_PARENTS[name]))
        message = f"`{name}` is in {quoted(parent.name)}, but belongs in {places}"
        report(line.diagnostic("E814", message, "move it there, or correct the `END` before it"))
    component = Component(name, line, parent)
    if parent and parent.name != "VCALENDAR":
        parent.size += 1_000
        if parent.size <= MOST_INSIDE:
            parent.parts.append(component)
    return component


def _end_before(open_: list[Component], line: ContentLine, report: Report) -> Iterator[Component]:
    """Yield the open components that a BEGIN ends: if an event begins, the one before is over."""
    name = line.text.upper()
    if name not in _IN_CALENDAR and name != "VCALENDAR":
        return
    stays = int(name != "VCALENDAR" and bool(open_) and open_[0].name == "VCALENDAR")
    while len(open_) > stays:
        component = open_.pop()
        _report_unended(component, report)
        yield component


def _end(open_: list[Component], line: ContentLine, report: Report) -> Iterator[Component]:
    """Yield the components that an END ends: its own, and inner ones without an END."""
    name = line.text.upper()
    if name not in (component.name for component in open_):
        hint = "delete the line, or add the missing `BEGIN`"
        report(line.diagnostic("E813", f"`END:{excerpt(name)}` has no `BEGIN`", hint))
        return
    while open_[-1].name != name:
        component = open_.pop()
        _report_unended(component, report)
        yield component
    open_[-1].end = line
    yield open_.pop()


def _report_unended(component: Component, report: Report) -> None:
    name = excerpt(component.name)
    hint = f"add `END:{name}` after its last line, or get the file again if it is cut off"
    report(component.begin.diagnostic("E813", f"`BEGIN:{name}` has no `END`", hint))
