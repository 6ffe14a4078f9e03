"""The tables of a file: each sheet that has a schedule; what else it has is noted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.wording import fold
from sstc_cli.planning.foreign.column import Column, How
from sstc_cli.planning.foreign.facts import WHEN, Fact
from sstc_cli.planning.foreign.headers.find import find_table
from sstc_cli.planning.foreign.headers.refusals import no_dates, no_table
from sstc_cli.planning.foreign.notes import Notes, Spot, quoted
from sstc_cli.planning.foreign.options import Asker, Options
from sstc_cli.planning.foreign.spelling.calendar_words import plain
from sstc_cli.planning.foreign.spelling.days import find_day
from sstc_cli.planning.foreign.spelling.parts import parts_of
from sstc_cli.planning.foreign.table import Table
from sstc_cli.sheets import Source
from sstc_cli.sheets.sheet import Sheet

_LOOKED_AT = 40  # rows below the header
_MOST_NAMED = 8


def tables_of(
    source: Source, options: Options, asker: Asker | None, notes: Notes
) -> tuple[Table, ...]:
    """Return the tables of a file's sheets; refuse a file without one, or an unknown sheet."""
    file = source.file.name
    decided = {fold(header): fact for header, fact in options.columns.items()}
    sheets = _named(source, options.sheets)
    found = [(sheet, find_table(sheet, decided, file)) for sheet in sheets]
    tables = [_suggested(table, options, asker) for _, table in found if table]
    if not tables:
        raise no_table(source, sheets)
    _refuse_unknown(options.columns, tables)
    dated = [table for table in tables if _has_days(table)]
    chosen = dated or tables
    names = {table.sheet.name for table in chosen}
    _note_others([sheet for sheet in sheets if sheet.name not in names and sheet.rows], notes)
    if not dated:
        raise no_dates(source, tables[0])
    return tuple(chosen)


def _note_others(sheets: Sequence[Sheet], notes: Notes) -> None:
    """Note the sheets that were not read, together."""
    if sheets:
        names = ", ".join(f"`{sheet.name}`" for sheet in sheets[:_MOST_NAMED])
        more = f" and {len(sheets) - _MOST_NAMED} more" if len(sheets) > _MOST_NAMED else ""
        has = "the sheet {} has" if len(sheets) == 1 else "the sheets {} have"
        message = f"{has.format(names + more)} no schedule: not read"
        notes.add("W776", message, Spot(sheets[0].name, 0, 0), "name a sheet with `--sheet`")


def _named(source: Source, names: Sequence[str]) -> list[Sheet]:
    """Return the sheets that were named, or all; refuse a name that no sheet has."""
    known = {fold(sheet.name): sheet for sheet in source.sheets}
    for name in names:
        if fold(name) not in known:
            hint = did_you_mean(name, [sheet.name for sheet in source.sheets])
            if any(fold(hidden) == fold(name) for hidden in source.hidden):
                hint = "it is hidden: show it in Excel, and save the file"
            raise SstcError(f"{source.file.name} has no sheet `{name}`", hint, ExitCode.USAGE)
    return [known[fold(name)] for name in names] or list(source.sheets)


def _suggested(table: Table, options: Options, asker: Asker | None) -> Table:
    """Return a table whose near headers were accepted, or are about nothing else."""
    taken = {column.fact for column in table.columns}
    columns: list[Column] = []
    for column in table.columns:
        near = column.suggestion
        if (
            near
            and near not in taken
            and (options.accept_suggestions or (asker and asker.column(column.header, near)))
        ):
            taken.add(near)
            column = replace(column, fact=near, how=How.SUGGESTED)  # noqa: PLW2901 the same column
        columns.append(column)
    return replace(table, columns=tuple(columns))


def _has_days(table: Table) -> bool:
    """Return whether a sheet has days: in a column, in rows of their own, above, or in its name."""
    if day_of_sheet(table):
        return True
    at = [column.index for column in table.columns if column.fact in WHEN]
    for row in table.rows[table.first : table.first + _LOOKED_AT]:
        cells = [row[index] for index in at if index < len(row)]
        filled = [cell for cell in row if cell != ""]
        if len(filled) == 1:
            cells.append(filled[0])
        if any(parts_of(cell).day for cell in cells):
            return True
    return False


def day_of_sheet(table: Table) -> tuple[Spot, str] | None:
    """Return the place and the text of the only day above a table, or in the sheet's name."""
    above = [(row, at, text) for row, at, text in table.preface if parts_of(text).day]
    days = {parts_of(text).day for _, _, text in above}
    if len(days) == 1:
        row, at, text = above[0]
        return Spot(table.sheet.name, row, at), text
    day, _ = find_day(plain(table.sheet.name))
    return (Spot(table.sheet.name, 0, 0), table.sheet.name) if day and not days else None


def _refuse_unknown(columns: Mapping[str, Fact], tables: Sequence[Table]) -> None:
    """Refuse a column that was named, but that no table has."""
    headers = [column.header for table in tables for column in table.columns if column.header]
    mapped = {
        name
        for table in tables
        for column in table.columns
        if column.how is How.MAPPED
        for name in (fold(column.header), column.letters.casefold())
    }
    for name in columns:
        if fold(name) not in mapped:
            hint = did_you_mean(name, list(dict.fromkeys(headers)))
            raise SstcError(f"no column is called `{quoted(name)}`", hint, ExitCode.USAGE)
