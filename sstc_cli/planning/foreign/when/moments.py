"""When a line takes place, as it is written: in a cell for the date, for the times, or for both."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sstc_cli.planning.foreign.cells import Cell, Line
from sstc_cli.planning.foreign.facts import Fact
from sstc_cli.planning.foreign.notes import Notes, Spot, quoted
from sstc_cli.planning.foreign.spelling.clocks import NOTHING, Slot
from sstc_cli.planning.foreign.spelling.durations import minutes_of
from sstc_cli.planning.foreign.spelling.parts import Parts, parts_of
from sstc_cli.planning.foreign.spelling.zones import zone_in
from sstc_cli.planning.foreign.table import Table
from sstc_cli.planning.foreign.when.moment import Moment, Written
from sstc_cli.sheets.cells import number_of

_NUMBER = re.compile(r"\d")
_ABOUT_TIMES = re.compile(r"(?i)time|heure|hora|врем|时间|توقيت|utc|gmt")
_ABBREVIATED = re.compile("[A-Z]{2,5}")


def moment_of_line(table: Table, line: Line, notes: Notes) -> Moment:
    """Return when a line takes place; note what its cells have besides."""
    moment = Moment(minutes=_minutes(line, notes))
    for fact in (Fact.DATE, Fact.TIME, Fact.STARTS, Fact.ENDS):
        cell = line.cell(fact)
        if cell is not None:
            moment = _with_cell(moment, fact, cell, notes)
    moment = replace(moment, is_own=moment.day is not None)
    if moment.day is None and line.day is not None:
        moment = replace(moment, day=_written(line.day, parts_of(line.day.value)))
    weekday = line.cell(Fact.WEEKDAY)
    if moment.day is not None and weekday is not None:
        number = parts_of(weekday.value).weekday
        moment = replace(moment, day=replace(moment.day, weekday=number))
        if number is None:
            notes.add("W772", f"`{quoted(weekday.text)}` is not a weekday", weekday.spot)
    zone = line.text(Fact.ZONE) or moment.zone or _zone_of_header(table)
    return replace(moment, zone=zone)


def _with_cell(moment: Moment, fact: Fact, cell: Cell, notes: Notes) -> Moment:
    """Return the moment with what a cell adds to it."""
    parts = parts_of(cell.value, times_only=fact is Fact.TIME or _is_clock(cell, fact))
    slot, spot = parts.slot, moment.spot or (cell.spot if parts.slot != NOTHING else None)
    if parts.guessed:
        notes.add("W774", f"`{quoted(cell.text)}`: {parts.guessed}", cell.spot)
    zone = parts.rest if zone_in(parts.rest) else ""
    readable = _check_rest(parts, cell, fact, zone, notes)
    day = _written(cell, parts) if parts.day and readable else None
    if fact is Fact.ENDS:
        found = replace(moment, slot=Slot(moment.slot.starts, slot.starts or moment.slot.ends))
        return replace(found, last_day=day, zone=moment.zone or zone, spot=spot)
    both = Slot(slot.starts or moment.slot.starts, slot.ends or moment.slot.ends)
    return replace(moment, day=moment.day or day, slot=both, zone=moment.zone or zone, spot=spot)


def _is_clock(cell: Cell, fact: Fact) -> bool:
    """Return whether a number in a column of starts or ends is a time typed with a point: 9.30."""
    number = number_of(cell.value)
    return fact is not Fact.DATE and number is not None and 0 <= number <= 24


def _check_rest(parts: Parts, cell: Cell, fact: Fact, zone: str, notes: Notes) -> bool:
    """Return whether a cell can be read; note what it has besides."""
    wanted = "date" if fact is Fact.DATE else "time"
    if parts.is_empty or (fact is Fact.DATE and parts.day is None and not parts.slot.starts):
        notes.add("W772", f"`{quoted(cell.text)}` is not a {wanted}", cell.spot, "correct the cell")
        return False
    if not parts.rest or zone:
        return True
    if parts.day and _NUMBER.search(parts.rest):
        message = f"`{quoted(cell.text)}` is more than one day"
        notes.add("W772", message, cell.spot, "write one row for each day")
        return False
    notes.add("W772", f"`{quoted(parts.rest)}` in `{quoted(cell.text)}` is unknown", cell.spot)
    return True


def _written(cell: Cell, parts: Parts) -> Written | None:
    """Return the day of a cell."""
    if parts.day is None:
        return None
    weekday = parts.weekday if isinstance(cell.value, str) else None  # Excel's dates have no other
    is_text = isinstance(cell.value, str)
    return Written(parts.day, cell.spot, cell.text, weekday, is_excel=not is_text)


def _minutes(line: Line, notes: Notes) -> int | None:
    """Return the length of a line in minutes."""
    cell = line.cell(Fact.MINUTES)
    if cell is None:
        return None
    minutes = minutes_of(cell.value)
    if minutes is None:
        notes.add("W772", f"`{quoted(cell.text)}` is not a length", cell.spot, "write minutes")
    return minutes


def _zone_of_header(table: Table) -> str:
    return next((column.zone for column in table.columns if column.zone), "")


def zones_in_preface(table: Table) -> Iterator[tuple[str, Spot]]:
    """Yield the texts above a table that are about a zone: `All times are Nairobi time`."""
    for row, at, text in table.preface:
        for line in text.split("\n"):
            is_about_times = _ABOUT_TIMES.search(line)
            for part in map(str.strip, re.split(r"[(（）);,.]", line)):
                is_short = is_about_times and _ABBREVIATED.fullmatch(part)
                if (is_short or _ABOUT_TIMES.search(part)) and zone_in(part):
                    yield part, Spot(table.sheet.name, row, at)
