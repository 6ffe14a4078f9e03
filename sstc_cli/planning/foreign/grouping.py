"""The lines that make one webinar: a row is one of them, or one of its talks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sstc_cli.planning.foreign.entry import Entry
from sstc_cli.planning.foreign.facts import Fact
from sstc_cli.planning.foreign.group import Group
from sstc_cli.planning.foreign.levels import Levels, number_in
from sstc_cli.planning.foreign.notes import Notes, quoted
from sstc_cli.planning.foreign.row_kinds import are_talks, continue_below, is_parallel
from sstc_cli.planning.foreign.spelling.words import is_break, same

WEBINARS, TALKS = "webinars", "talks"


@dataclass(frozen=True)
class Grouped:
    """The webinars of a schedule, and what its rows are: `webinars` or `talks`."""

    groups: tuple[Group, ...]
    rows: str


def group(entries: Sequence[Entry], levels: Levels, rows: str | None, notes: Notes) -> Grouped:
    """Return the webinars of a schedule; note rows that are none, and no talk either."""
    usable = [*_usable(entries, levels, notes)]
    if levels.talk is not None and rows != WEBINARS:
        return Grouped(tuple(_by(usable, _new_title(levels), talks=True)), TALKS)
    continues = continue_below(usable, levels)
    kind = rows or (TALKS if continues or are_talks(usable, levels) else WEBINARS)
    if kind == WEBINARS:
        return Grouped(tuple(_by(usable, _new_row(levels), talks=False)), kind)
    return Grouped(tuple(_by(usable, _new_webinar(usable, levels), talks=True)), kind)


def _usable(entries: Sequence[Entry], levels: Levels, notes: Notes) -> Iterator[Entry]:
    """Yield the lines with a day that are about something; note the others."""
    facts = [fact for fact in (levels.webinar, levels.talk, Fact.SPEAKER) if fact]
    for entry in entries:
        about = [text for fact in facts if (text := entry.line.text(fact))]
        planned = entry.moment.is_own and (entry.line.is_pending or entry.starts is not None)
        if not about and planned and entry.day is not None:
            yield entry
        elif not about:
            notes.add("W773", "the row has no title and no speaker, so it was left out", entry.spot)
        elif any(is_break(text) for text in about):
            message = f"`{quoted(about[0])}` is a break, so it was left out"
            hint = "add a pause of the series to `breaks` in data/webinars.yaml"
            notes.add("W773", message, entry.spot, hint)
        elif entry.day is None:
            message = f"`{quoted(about[0])}` has no date, so it was left out"
            notes.add("W773", message, entry.spot, "write its date, or add the webinar yourself")
        else:
            yield entry


def _by(
    entries: Sequence[Entry], starts: Callable[[Entry, Entry], bool], *, talks: bool
) -> Iterator[Group]:
    """Yield groups of lines; `starts` says whether one begins a webinar after the line before."""
    current: list[Entry] = []
    for entry in entries:
        if current and starts(current[-1], entry):
            yield Group(current, talks)
            current = []
        current.append(entry)
    if current:
        yield Group(current, talks)


def _new_title(levels: Levels) -> Callable[[Entry, Entry], bool]:
    """Return whether a line has another webinar's title, number or day than the one before."""

    def begins(before: Entry, entry: Entry) -> bool:
        other_day = entry.day != before.day
        text = entry.line.text(levels.webinar) if levels.webinar else ""
        if text:
            above = _last_text(before, levels)
            before_text[id(entry)] = text
            return other_day or not same(text, above) or _other_number(before, entry, levels)
        before_text[id(entry)] = _last_text(before, levels)
        return other_day or _other_number(before, entry, levels)

    before_text: dict[int, str] = {}

    def _last_text(entry: Entry, levels: Levels) -> str:
        known = before_text.get(id(entry))
        return known if known is not None else entry.line.text(levels.webinar or Fact.TITLE)

    return begins


def _new_row(levels: Levels) -> Callable[[Entry, Entry], bool]:
    """Return whether a line is a webinar of its own: it has a day, a time or a title of its own."""

    def begins(before: Entry, entry: Entry) -> bool:
        has_title = bool(levels.webinar and entry.line.text(levels.webinar))
        return entry.moment.is_own or has_title or entry.day != before.day

    return begins


def _new_webinar(entries: Sequence[Entry], levels: Levels) -> Callable[[Entry, Entry], bool]:
    """Return whether a line begins a webinar of talks: on another day, or at another repeated time.

    If rows of a day have several slots that run into each other, each slot is one.
    """
    by_slot = is_parallel(entries)

    def begins(before: Entry, entry: Entry) -> bool:
        if entry.day != before.day or _other_number(before, entry, levels):
            return True
        return by_slot and entry.starts is not None and entry.starts != before.starts

    return begins


def _other_number(before: Entry, entry: Entry, levels: Levels) -> bool:
    """Return whether a line has another number of a webinar; talks may be numbered too."""
    numbers = [
        number_in(line.text(levels.number)) if levels.number else None
        for line in (before.line, entry.line)
    ]
    return levels.talk is not None and None not in numbers and numbers[0] != numbers[1]
