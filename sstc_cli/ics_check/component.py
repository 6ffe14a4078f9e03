"""Content lines to components: what stands between a BEGIN and its END."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sstc_cli.ics_check.reader import Tell
from sstc_cli.ics_check.written import ContentLine, shown

MOST_DEEP = 50
MOST_INSIDE = 4_000_000  # characters of one component that are looked at
ENTRIES = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
_IN_CALENDAR = ENTRIES | {"VTIMEZONE"}
_PARENTS = {
    **dict.fromkeys(_IN_CALENDAR, frozenset({"VCALENDAR"})),
    "VALARM": frozenset({"VEVENT", "VTODO"}),
    "STANDARD": frozenset({"VTIMEZONE"}),
    "DAYLIGHT": frozenset({"VTIMEZONE"}),
}


@dataclass(slots=True)
class Component:
    """Its properties by name, and its parts: alarms of an event, observances of a time zone."""

    name: str
    begin: ContentLine
    parent: "Component | None" = None
    properties: dict[str, list[ContentLine]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)
    size: int = 0

    def first(self, name: str) -> ContentLine | None:
        """The first property of that name."""
        found = self.properties.get(name)
        return found[0] if found else None

    def every(self, *names: str) -> Iterator[ContentLine]:
        """All properties of these names."""
        for name in names:
            yield from self.properties.get(name, ())

    def text(self, name: str) -> str:
        """The value of a property, or nothing."""
        line = self.first(name)
        return line.value.strip() if line else ""

    def add(self, line: ContentLine) -> None:
        """Keep a property, as far as there is room."""
        self.size += len(line.value) + 100
        if self.size <= MOST_INSIDE:
            self.properties.setdefault(line.name, []).append(line)


def components(lines: Iterable[ContentLine], tell: Tell) -> Iterator[Component]:
    """Each component as it ends; those inside another one come before it."""
    open_: list[Component] = []
    for line in lines:
        if line.name == "BEGIN":
            yield from _cut_short(open_, line, tell)
            if len(open_) == MOST_DEEP:
                hint = "is an `END` missing? nothing after this line is looked at"
                tell(
                    line.diagnostic(
                        "E816", f"this is the {MOST_DEEP}th `BEGIN` without `END`", hint
                    )
                )
                return
            open_.append(_begun(open_, line, tell))
        elif line.name == "END":
            yield from _ended(open_, line, tell)
        elif open_:
            open_[-1].add(line)
        else:
            hint = "put it between `BEGIN:VCALENDAR` and `END:VCALENDAR`"
            message = f"`{shown(line.name)}` stands outside of the calendar"
            tell(line.diagnostic("E814", message, hint, (0, len(line.name))))
    whole = len(open_) == 1
    for component in reversed(open_):
        _tell_unended(component, tell)
    if whole:
        yield open_[0]


def _begun(open_: list[Component], line: ContentLine, tell: Tell) -> Component:
    """The component that starts in this line."""
    name = line.value.strip().upper()
    parent = open_[-1] if open_ else None
    if name != "VCALENDAR" and parent is None:
        hint = "put `BEGIN:VCALENDAR` and `VERSION:2.0` before it, and `END:VCALENDAR` at the end"
        tell(line.diagnostic("E814", f"`{shown(name)}` stands outside of a calendar", hint))
    elif parent and parent.name not in _PARENTS.get(name, (parent.name,)):
        where = " or ".join(f"`{each}`" for each in sorted(_PARENTS[name]))
        message = f"`{name}` stands in `{shown(parent.name)}`: readers look for it in {where}"
        tell(line.diagnostic("E814", message, "move it there, or put the `END` before it right"))
    component = Component(name, line, parent)
    if parent and parent.name != "VCALENDAR":
        parent.size += 1_000
        if parent.size <= MOST_INSIDE:
            parent.parts.append(component)
    return component


def _cut_short(open_: list[Component], line: ContentLine, tell: Tell) -> Iterator[Component]:
    """What a BEGIN ends that cannot stand inside: an event begins, so the one before is over."""
    name = line.value.strip().upper()
    if name not in _IN_CALENDAR and name != "VCALENDAR":
        return
    stays = int(name != "VCALENDAR" and bool(open_) and open_[0].name == "VCALENDAR")
    while len(open_) > stays:
        component = open_.pop()
        _tell_unended(component, tell)
        yield component


def _ended(open_: list[Component], line: ContentLine, tell: Tell) -> Iterator[Component]:
    """What an END ends: its component, and those inside whose own END is missing."""
    name = line.value.strip().upper()
    if name not in (each.name for each in open_):
        hint = "delete the line, or put the `BEGIN` back that it ends"
        tell(line.diagnostic("E813", f"`END:{shown(name)}` has no `BEGIN`", hint))
        return
    while open_[-1].name != name:
        component = open_.pop()
        _tell_unended(component, tell)
        yield component
    yield open_.pop()


def _tell_unended(component: Component, tell: Tell) -> None:
    name = shown(component.name)
    hint = f"put `END:{name}` after its last line; is the file cut off?"
    tell(component.begin.diagnostic("E813", f"`BEGIN:{name}` has no `END`", hint))
