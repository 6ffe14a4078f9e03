"""Files without a schedule that can be read: what they have instead, and what to do."""

from collections.abc import Sequence

from sstc_cli.errors import SstcError
from sstc_cli.planning.foreign.column import Column
from sstc_cli.planning.foreign.facts import WHEN, Fact
from sstc_cli.planning.foreign.headers.columns import columns_of
from sstc_cli.planning.foreign.notes import quoted
from sstc_cli.planning.foreign.spelling.parts import parts_of
from sstc_cli.planning.foreign.table import Table
from sstc_cli.sheets import Source
from sstc_cli.sheets.cells import text_of
from sstc_cli.sheets.sheet import Sheet

_LOOKED_AT = 40  # rows


def no_table(source: Source, sheets: Sequence[Sheet]) -> SstcError:
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


def no_dates(source: Source, table: Table) -> SstcError:
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
