"""The rows of a table as lines of facts, each with its section, without rows that say nothing."""

from collections.abc import Iterator, Mapping, Sequence

from sstc_cli.planning.foreign.cells import Cell, Line
from sstc_cli.planning.foreign.column import Column, How
from sstc_cli.planning.foreign.facts import WHAT, WHEN, Fact
from sstc_cli.planning.foreign.headers.repeated import is_repeated
from sstc_cli.planning.foreign.notes import Spot
from sstc_cli.planning.foreign.spelling.parts import Parts, parts_of
from sstc_cli.planning.foreign.spelling.words import is_unknown, on_one_line, same, without_tags
from sstc_cli.planning.foreign.table import Table
from sstc_cli.sheets.cells import text_of
from sstc_cli.sheets.merged import covered


def lines_of(table: Table) -> Iterator[Line]:
    """Yield the lines of a table."""
    inside = dict(covered(table.sheet.blocks))
    by_index = {column.index: column for column in table.columns}
    section, day = "", None
    for row in range(table.first, len(table.rows)):
        values = table.rows[row]
        spots = [at for at, value in enumerate(values) if text_of(value)]
        if not spots or is_repeated(table, values):
            continue
        if (text := _section(table, row, spots, inside)) is not None:
            cell = _cell(table, row, spots[0], by_index)
            if _is_day(cell):
                day = cell
            else:
                section = on_one_line(text)
            continue
        cells: dict[Fact | None, list[Cell]] = {}
        pending = False
        for at in range(len(values)) if inside else spots:
            source = inside.get((row, at), (row, at))
            at_source = table.rows[source[0]]
            if source[1] < len(at_source) and text_of(at_source[source[1]]):
                if source[1] != at:  # merged to the right: said once
                    continue
                cell = _cell(table, source[0], at, by_index)
                if is_unknown(cell.text) or same(cell.text, cell.column.header):
                    pending = pending or cell.column.fact in WHAT
                else:
                    cells.setdefault(cell.column.fact, []).append(cell)
        if any(cells):
            yield Line(row, cells, section, day, pending)


def _cell(table: Table, row: int, at: int, by_index: Mapping[int, Column]) -> Cell:
    value = table.rows[row][at]
    column = by_index.get(at) or _unnamed(at)
    return Cell(Spot(table.sheet.name, row, at), column, value, without_tags(text_of(value)))


def _unnamed(at: int) -> Column:
    return Column(at, "", None, How.UNKNOWN)  # a cell beside the table


def _section(
    table: Table, row: int, spots: Sequence[int], inside: Mapping[tuple[int, int], tuple[int, int]]
) -> str | None:
    """Return the text of a row that only names a section or a day, or None for other rows."""
    texts = {text_of(table.rows[row][at]) for at in spots}
    if len(texts) > 1 or (row, spots[0]) in inside:
        return None
    text = texts.pop()
    wide = len(spots) > 1 or inside.get((row, spots[0] + 1)) == (row, spots[0])
    column = next((column for column in table.columns if column.index == spots[0]), None)
    fact = column.fact if column else None
    if wide:
        return text
    if spots[0] > min((c.index for c in table.columns if c.fact), default=0):
        return None  # beside the table, or a cell that only one row has
    if fact in WHAT:  # a talk without a speaker, unless it is a day
        parts = parts_of(table.rows[row][spots[0]])
        return text if parts.day and not parts.rest else None
    if fact is None or fact in WHEN or fact is Fact.NUMBER or fact is Fact.WEEKDAY:
        return None if text.replace(".", "").isdigit() else text
    return None


def _is_day(cell: Cell) -> bool:
    """Return whether the only text of a row is a day, perhaps after `Day 2`."""
    parts: Parts = parts_of(cell.value)
    return parts.day is not None and len(parts.rest) < 20
