"""The tables of a file: each sheet that has a schedule; what else it has is noted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.wording import fold
from sstc_cli.planning.foreign.columns import Column, columns_of
from sstc_cli.planning.foreign.facts import WHEN, Fact
from sstc_cli.planning.foreign.notes import Notes, Spot, quoted
from sstc_cli.planning.foreign.options import Asker, Options
from sstc_cli.planning.foreign.spelling.calendar_words import plain
from sstc_cli.planning.foreign.spelling.days import find_day
from sstc_cli.planning.foreign.spelling.parts import parts_of
from sstc_cli.planning.foreign.table import Table, find_table
from sstc_cli.sheets import Source
from sstc_cli.sheets.cells import text_of
from sstc_cli.sheets.sheet import Sheet
from sstc_cli.survey.column import How

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
        raise _no_table(source, sheets)
    _refuse_unknown(options.columns, tables)
    dated = [table for table in tables if _has_days(table)]
    chosen = dated or tables
    names = {table.sheet.name for table in chosen}
    _note_others([sheet for sheet in sheets if sheet.name not in names and sheet.rows], notes)
    if not dated:
        raise _no_dates(source, tables[0])
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


def _no_table(source: Source, sheets: Sequence[Sheet]) -> SstcError:
    """Return the error for a file in which no row names the columns of a schedule."""
    if not source.is_spreadsheet():
        hint = "name an .xlsx, .xls, .ods or .csv file"
        return SstcError(f"{source.file.name} is not a spreadsheet", hint)
    if not any(any(cell != "" for cell in row) for sheet in sheets for row in sheet.rows):
        return SstcError(f"{source.file.name} has no rows", "name a file with a schedule")
    for row in (row for sheet in sheets for row in sheet.rows[:_LOOKED_AT]):
        if error := _side_by_side(source, [text_of(cell) for cell in row]):
            return error
    if error := _without_titles(source, sheets):
        return error
    message = f"no row of {source.file.name} names the columns of a schedule"
    if source.encoding not in (None, "UTF-8"):
        message += f"; it was read as {source.encoding}"
    hint = (
        "add a row with Date, Start, End, Title and Speaker, or name columns by their letters: "
        "`--column date=A --column title=C`"
    )
    return SstcError(message, hint)


def _no_dates(source: Source, table: Table) -> SstcError:
    """Return the error for a table without days, which may be side by side."""
    if error := _side_by_side(source, [column.header for column in table.columns]):
        return error
    day = table.column(Fact.DATE)
    message = f"{source.file.name} has no column with dates"
    if day is not None and (texts := _first_texts(table, day)):
        message = f"`{quoted(day.header)}` has {texts}, and no dates"
        return SstcError(message, "write the date of each webinar into its row")
    hint = "add one, or name it: `--column date=HEADER`"
    return SstcError(message, hint)


def _first_texts(table: Table, column: Column) -> str:
    """Return the first texts of a column, as a message quotes them."""
    cells = (row[column.index] for row in table.rows[table.first :] if column.index < len(row))
    texts = dict.fromkeys(text for cell in cells if (text := text_of(cell)))
    return ", ".join(f"`{quoted(text)}`" for text in list(texts)[:3])


def _without_titles(source: Source, sheets: Sequence[Sheet]) -> SstcError | None:
    """Return the error for a row that names dates or times, but no title and no speaker."""
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:_LOOKED_AT]):
            columns = columns_of([text_of(cell) for cell in row], {})
            if len(columns) > 1 and any(column.fact in WHEN for column in columns):
                name = next(column.header for column in columns if column.fact in WHEN)
                other = next((c.header for c in columns if c.fact is None), "HEADER")
                message = (
                    f"row {index + 1} of {source.file.name} has `{quoted(name)}`, but no known "
                )
                message += "name for titles or speakers"
                return SstcError(
                    message, f'name it, for example `--column "title={quoted(other)}"`'
                )
    return None


def _side_by_side(source: Source, headers: Sequence[str]) -> SstcError | None:
    """Return the error for a timetable with a column for each weekday, if headers are weekdays."""
    weekdays = [text for text in headers if len(text) < 20 and parts_of(text).weekday is not None]
    if len(weekdays) < 3:
        return None
    message = f"{source.file.name} has days side by side, from `{weekdays[0]}` to "
    return SstcError(
        f"{message}`{weekdays[-1]}`, and no dates",
        "make a table with one row for each webinar, with its date",
    )
