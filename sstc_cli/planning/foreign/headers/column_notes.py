"""Notes on columns that are unknown, or that repeat another one."""

from collections.abc import Sequence

from sstc_cli.planning.foreign.cells import Cell
from sstc_cli.planning.foreign.column import How
from sstc_cli.planning.foreign.facts import Fact
from sstc_cli.planning.foreign.levels import Levels
from sstc_cli.planning.foreign.more import key_of, may_be_private
from sstc_cli.planning.foreign.notes import Notes, Spot, quoted
from sstc_cli.planning.foreign.table import Table
from sstc_cli.sheets.cells import text_of


def note_columns(tables: Sequence[Table], levels: Levels, notes: Notes) -> None:
    """Note each column with texts that the plan has no key for, and what becomes of them."""
    for table in tables:
        for column in table.columns:
            spot = Spot(table.sheet.name, max(table.header, 0), column.index)
            texts = [
                Cell(spot, column, text, text)
                for row in table.rows[table.first :]
                if column.index < len(row) and (text := text_of(row[column.index]))
            ]
            if not texts or (column.fact is not None and column.fact not in levels.others):
                continue
            kept = not all(map(may_be_private, texts))
            where = (
                f"kept in `more.{key_of(texts[0])}`" if kept else "left out, as it may be private"
            )
            if not kept:
                notes.left_out.add((table.sheet.name, column.index))
            if column.how is How.REPEATED:
                message = f"`{quoted(column.header)}` says what another column says: {where}"
            else:
                message = f"`{quoted(column.header)}` is unknown: {where}"
            notes.add("W771", message, spot, _hint(column.suggestion, column.header))


def _hint(suggestion: Fact | None, header: str) -> str:
    """Return what a person can do about an unknown column."""
    name = quoted(header)
    quote = '"' if " " in name else ""
    if suggestion is None:
        return f"say what it has with `--column NAME={quote}{name}{quote}`"
    return (
        f"did you mean {suggestion.value}? add `--column {suggestion.value}={quote}{name}{quote}`"
    )
