"""The lines of a table, and those that make one webinar."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from sstc_cli.model.webinar import LONGEST_USUAL
from sstc_cli.model.wording import fold
from sstc_cli.planning.clocks import parts_of
from sstc_cli.planning.foreign.dialogue import WHAT, WHEN, CellSpot, Fact, Notes, quoted
from sstc_cli.planning.foreign.headers import is_wording
from sstc_cli.planning.foreign.moments import year_in
from sstc_cli.planning.foreign.schedule import (
    Recognised,
    ScheduleCell,
    ScheduleColumn,
    ScheduleLine,
    ScheduleTable,
    TimedLine,
    WebinarLines,
)
from sstc_cli.planning.foreign.spelling import is_break, is_unknown, on_one_line, same, without_tags
from sstc_cli.quantity import quantity
from sstc_cli.sheets.cells import Value, covered, text_of


def is_repeated(table: ScheduleTable, row: Sequence[Value]) -> bool:
    """Return whether a row has the headers again, as on each printed page."""
    texts = [
        text_of(row[column.index]) if column.index < len(row) else "" for column in table.columns
    ]
    known = [text for text, column in zip(texts, table.columns, strict=True) if column.fact]
    same = sum(text == column.header for text, column in zip(texts, table.columns, strict=True))
    return same >= 2 and same * 2 > sum(map(bool, known))


def lines_of(table: ScheduleTable) -> Iterator[ScheduleLine]:
    inside = dict(covered(table.sheet.blocks))
    by_index = {column.index: column for column in table.columns}
    section, day = "", None
    for row in range(table.first, len(table.rows)):
        values = table.rows[row]
        spots = [at for at, value in enumerate(values) if text_of(value)]
        # a second row of headers, in another language
        is_header = row == table.first and len(spots) > 1
        is_header = is_header and all(is_wording(text_of(values[at])) for at in spots)
        if not spots or is_header or is_repeated(table, values):
            continue
        if (text := _section(table, row, spots, inside)) is not None:
            cell = _cell(table, row, spots[0], by_index)
            parts = parts_of(cell.value)
            if parts.day is not None and len(parts.rest) < 20:  # perhaps after `Day 2`
                day = cell
            else:
                section = on_one_line(text)
            continue
        cells: dict[Fact | None, list[ScheduleCell]] = {}
        pending = undated = False
        for at in range(len(values)) if inside else spots:
            source = inside.get((row, at), (row, at))
            at_source = table.rows[source[0]]
            if source[1] < len(at_source) and text_of(at_source[source[1]]):
                if source[1] != at:  # merged to the right: said once
                    continue
                cell = _cell(table, source[0], at, by_index)
                if is_unknown(cell.text) or same(cell.text, cell.column.header):
                    pending = pending or cell.column.fact in WHAT
                    undated = undated or cell.column.fact is Fact.DATE
                else:
                    cells.setdefault(cell.column.fact, []).append(cell)
        if any(cells):
            yield ScheduleLine(row, cells, section, day, pending, undated)


def _cell(
    table: ScheduleTable, row: int, at: int, by_index: Mapping[int, ScheduleColumn]
) -> ScheduleCell:
    value = table.rows[row][at]
    # a cell beside the table has no column
    column = by_index.get(at) or ScheduleColumn(at, "", None, Recognised.UNKNOWN)
    return ScheduleCell(
        CellSpot(table.sheet.name, row, at), column, value, without_tags(text_of(value))
    )


def _section(
    table: ScheduleTable,
    row: int,
    spots: Sequence[int],
    inside: Mapping[tuple[int, int], tuple[int, int]],
) -> str | None:
    """Return the text of a row that only names a section or a day, or None for other rows."""
    texts = {text_of(table.rows[row][at]) for at in spots}
    if len(texts) > 1 or (row, spots[0]) in inside:
        return None
    text = texts.pop()
    wide = len(spots) > 1 or inside.get((row, spots[0] + 1)) == (row, spots[0])
    fact = next((column.fact for column in table.columns if column.index == spots[0]), None)
    if wide:
        return text
    if spots[0] > min((c.index for c in table.columns if c.fact), default=0):
        return None  # beside the table, or a cell that only one row has
    if fact in WHAT:  # a talk without a speaker, unless it is a day
        parts = parts_of(table.rows[row][spots[0]])
        return text if parts.day and not parts.rest else None
    if fact is None or fact in WHEN or fact is Fact.NUMBER or fact is Fact.WEEKDAY:
        return text if year_in([text]) or not text.replace(".", "").isdigit() else None
    return None


_ORDER = (Fact.WEBINAR, Fact.TITLE, Fact.TALK)
_NUMBERED = re.compile(r"\D{0,14}(\d{1,3})\D?")


@dataclass(frozen=True, slots=True)
class Levels:
    """The facts with the titles of webinars, of talks, of parts of the series, and the numbers.

    If `talk` is None, a row has one title only. `others` are titles that are neither.
    """

    webinar: Fact | None
    talk: Fact | None
    section: Fact | None
    number: Fact | None
    others: tuple[Fact, ...] = ()


def levels_of(entries: Sequence[TimedLine]) -> Levels:
    present = [fact for fact in _ORDER if any(entry.line.cell(fact) for entry in entries)]
    has_section = any(entry.line.cell(Fact.SECTION) for entry in entries)
    section: Fact | None = Fact.SECTION if has_section else None
    number: Fact | None = Fact.NUMBER
    if not present:
        return Levels(section, None, None, number)
    if len(present) == 1:
        return Levels(present[0], None, section, number)
    upper, *others, lower = present
    if _are_numbers(entries, upper):
        has_numbers = any(entry.line.cell(Fact.NUMBER) for entry in entries)
        return Levels(lower, None, section, number if has_numbers else upper, tuple(others))
    if _spans_days(entries, upper):
        return Levels(lower, None, section, number, (upper, *others))
    return Levels(upper, lower, section, number, tuple(others))


def number_in(text: str) -> int | None:
    """Return the number in `7`, `Session 7` or `第7场`."""
    match = _NUMBERED.fullmatch(text.strip())
    return int(match[1]) if match else None


def _are_numbers(entries: Sequence[TimedLine], fact: Fact) -> bool:
    """Return whether a column has only numbers, perhaps after a word, as in `Session 7`."""
    texts = {entry.line.text(fact) for entry in entries} - {""}
    return len(texts) > 1 and all(number_in(text) is not None for text in texts)


def _spans_days(entries: Sequence[TimedLine], fact: Fact) -> bool:
    """Return whether texts have several days in their rows: they are parts of the series."""
    days: dict[str, set[date]] = {}
    current = ""
    for entry in entries:
        current = entry.line.text(fact) or current
        if entry.day is not None and current:
            days.setdefault(fold(current), set()).add(entry.day)
    several = sum(len(found) > 1 for found in days.values())
    return several * 4 > len(days)


_MANY = 2.5  # rows a day, on average, that are talks of one webinar


def continue_below(entries: Sequence[TimedLine], levels: Levels) -> bool:
    """Return whether lines without a day of their own have titles: they are further talks."""
    if levels.webinar is None:
        return False
    further = sum(
        not entry.moment.is_own
        and entry.line.day is None
        and bool(entry.line.text(levels.webinar))
        and entry.line.cell(Fact.NUMBER) is None
        for entry in entries
    )
    return further * 4 > len(entries)


def are_talks(entries: Sequence[TimedLine], levels: Levels) -> bool:
    """Return whether most rows share their day with others: they are talks of a webinar a day."""
    days = [[*lines] for _, lines in groupby(entries, key=lambda entry: entry.day)]
    several = sum(len(lines) > 1 for lines in days)
    if not several or is_parallel(entries):
        return False
    number = levels.number
    if number and _repeats(entries, lambda entry: number_in(entry.line.text(number))):
        return True
    if _repeats(entries, _slot):
        return True
    return len(entries) / len(days) >= _MANY and several * 2 > len(days)


def is_parallel(entries: Sequence[TimedLine]) -> bool:
    """Return whether a day has several slots that run into each other, as sessions in rooms do."""
    for _, lines in groupby(entries, key=lambda entry: entry.day):
        slots = {(line.starts, line.ends) for line in lines if line.starts}
        slots_and_lines = sorted(slot for slot in slots if None not in slot)
        if len(slots) > 1 and len(slots_and_lines) < len(slots):
            continue
        if any(ends > after for (_, ends), (after, _) in pairwise(slots_and_lines)):  # type: ignore[operator]
            return True
    starts = {(entry.day, entry.starts) for entry in entries if entry.starts}
    return _repeats(entries, _slot) and len(starts) > len({day for day, _ in starts})


def _slot(entry: TimedLine) -> object:
    return entry.starts and (entry.starts, entry.ends)


def _repeats(entries: Sequence[TimedLine], key: Callable[[TimedLine], object]) -> bool:
    """Return whether neighbours on one day have the very same key more often than another one."""
    pairs = [
        (key(before), key(entry)) for before, entry in pairwise(entries) if before.day == entry.day
    ]
    same = [one == other for one, other in pairs if one and other]
    return sum(same) * 2 > len(same)


_HIGHEST = 999  # more is an id of another program


def numbers_of(groups: Sequence[WebinarLines], levels: Levels, notes: Notes) -> list[int]:
    """Return the number of each webinar, in the order of their dates."""
    anew = list(range(1, len(groups) + 1))
    if levels.number is None:
        return anew
    cells = [group.first.line.cell(levels.number) for group in groups]
    numbers = [number_in(cell.text) if cell else None for cell in cells]
    found = [number for number in numbers if number is not None]
    if not found:
        return anew
    rises = len(found) == len(groups) and all(one < other for one, other in pairwise(found))
    if rises and found[0] > 0 and found[-1] <= max(_HIGHEST, 2 * len(groups)):
        return found
    first = next(cell for cell in cells if cell)
    message = f"the numbers below `{first.column.header}` are not those of the webinars by date"
    notes.add("W775", message, first.spot, "the webinars were numbered anew, from 1")
    return anew


WEBINARS, TALKS = "webinars", "talks"


def group(
    entries: Sequence[TimedLine], levels: Levels, rows: str | None, notes: Notes
) -> tuple[list[WebinarLines], str]:
    """Return the webinars of a schedule, and what its rows are; note those that are neither."""
    usable = [*_usable(entries, levels, notes)]
    if levels.talk is not None and rows != WEBINARS:
        return _by(usable, _new_title(levels), talks=True), TALKS
    continues = continue_below(usable, levels)
    kind = rows or (TALKS if continues or are_talks(usable, levels) else WEBINARS)
    by_slot = kind != WEBINARS and is_parallel(usable)

    def begins(before: TimedLine, entry: TimedLine) -> bool:
        if kind == WEBINARS:
            has_title = bool(levels.webinar and entry.line.text(levels.webinar))
            return entry.moment.is_own or has_title or entry.day != before.day
        if entry.day != before.day or _other_number(before, entry, levels):
            return True
        # if slots of a day run into each other, each of them is a webinar
        return by_slot and entry.starts is not None and entry.starts != before.starts

    return _by(usable, begins, talks=kind != WEBINARS), kind


def _usable(entries: Sequence[TimedLine], levels: Levels, notes: Notes) -> Iterator[TimedLine]:
    """Yield the lines with a day that are about something; note the others."""
    facts = [fact for fact in (levels.webinar, levels.talk, Fact.SPEAKER) if fact]
    for entry in entries:
        about = [text for fact in facts if (text := entry.line.text(fact))]
        planned = entry.moment.is_own and (entry.line.is_pending or entry.starts is not None)
        if not about and planned and entry.day is not None:
            yield entry
        elif not about:
            notes.add("W773", "the row has no title and no speaker, so it was left out", entry.spot)
        elif entry.is_whole_day:
            message = f"`{quoted(about[0])}` takes the whole day, so it was left out"
            notes.add("W773", message, entry.spot, "write its times if it is a webinar")
        elif any(is_break(text) for text in about):
            message = f"`{quoted(about[0])}` is a break or a registration, so it was left out"
            hint = "add a pause of the series to `breaks` in data/webinars.yaml"
            notes.add("W773", message, entry.spot, hint)
        elif entry.day is None:
            message = f"`{quoted(about[0])}` has no date, so it was left out"
            hint = "write its date, or add the webinar yourself"
            if not entry.moment.is_undated:
                hint = "write its date; if it is a talk of the webinar above, add `--rows talks`"
            notes.add("W773", message, entry.spot, hint)
        else:
            if entry.starts and entry.ends and (entry.minutes or 0) > LONGEST_USUAL:
                hours = quantity(round((entry.minutes or 0) / 60), "hour")
                message = f"from {entry.starts:%H:%M} to {entry.ends:%H:%M} are {hours}"
                spot = entry.moment.spot or entry.spot
                notes.add("W774", message, spot, "correct the start or the end")
            yield entry


def _by(
    entries: Sequence[TimedLine], starts: Callable[[TimedLine, TimedLine], bool], *, talks: bool
) -> list[WebinarLines]:
    """Return groups of lines; `starts` says whether one begins a webinar after the line before."""
    groups: list[list[TimedLine]] = []
    for entry in entries:
        if not groups or starts(groups[-1][-1], entry):
            groups.append([])
        groups[-1].append(entry)
    return [WebinarLines(lines, talks) for lines in groups]


def _new_title(levels: Levels) -> Callable[[TimedLine, TimedLine], bool]:
    """Return whether a line has another webinar's title, number or day than the one before."""
    last: str | None = None  # the title of the line before, or of one above it

    def begins(before: TimedLine, entry: TimedLine) -> bool:
        nonlocal last
        above = before.line.text(levels.webinar or Fact.TITLE) if last is None else last
        text = entry.line.text(levels.webinar) if levels.webinar else ""
        last = text or above
        is_other = entry.day != before.day or not same(last, above)
        return is_other or _other_number(before, entry, levels)

    return begins


def _other_number(before: TimedLine, entry: TimedLine, levels: Levels) -> bool:
    """Return whether a line has another number of a webinar; talks may be numbered too."""
    numbers = [
        number_in(line.text(levels.number)) if levels.number else None
        for line in (before.line, entry.line)
    ]
    return levels.talk is not None and None not in numbers and numbers[0] != numbers[1]
