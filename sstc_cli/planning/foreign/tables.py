"""The tables of a file: header rows, columns by their cells, and why a sheet has none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.wording import fold
from sstc_cli.planning.clocks import MomentParts, parts_of
from sstc_cli.planning.days import find_day, plain
from sstc_cli.planning.foreign.dialogue import (
    WHAT,
    WHEN,
    CellSpot,
    Fact,
    Notes,
    Task,
    quoted,
)
from sstc_cli.planning.foreign.headers import columns_of, is_part, with_suggestion
from sstc_cli.planning.foreign.schedule import Recognised, ScheduleColumn, ScheduleTable
from sstc_cli.planning.foreign.spelling import is_break, is_unknown
from sstc_cli.sheets import Source
from sstc_cli.sheets.cells import text_of
from sstc_cli.sheets.limits import MOST_COLUMNS, too_many_columns
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet
from sstc_cli.survey.header_rows import joined_header, texts_of

_ROWS_READ = 40  # of a sheet, or below its headers
_MOST = 0.8  # of the cells


def with_one_date(table: ScheduleTable) -> ScheduleTable:
    """Return a table in which a column such as *Day* is not a date if another one has the dates."""
    dates = [column for column in table.columns if column.fact is Fact.DATE or _is_day(column)]
    if len(dates) < 2 or any(column.how is Recognised.MAPPED for column in dates):
        return table
    best = max(dates, key=lambda one: sum(part.day is not None for part in _parts(table, one)))
    changed = []
    for column in table.columns:
        if column is best:
            changed.append(replace(column, fact=Fact.DATE, how=Recognised.EXACT))
        elif column in dates:
            parts = _parts(table, column)
            weekdays = [part for part in parts if part.weekday is not None and part.day is None]
            fact = Fact.WEEKDAY if parts and weekdays == parts else None
            changed.append(
                replace(column, fact=fact, how=Recognised.EXACT if fact else Recognised.REPEATED)
            )
        else:
            changed.append(column)
    return replace(table, columns=tuple(changed))


def inferred(table: ScheduleTable) -> ScheduleTable:
    """Return a table with suggestions, and with a column of dates or times found by its cells."""
    columns = [with_suggestion(column) for column in table.columns]
    known = {column.index for column in columns}
    width = max(map(len, table.rows[table.first : table.first + _ROWS_READ]), default=0)
    columns += [
        ScheduleColumn(at, "", None, Recognised.UNKNOWN) for at in range(width) if at not in known
    ]
    table = replace(table, columns=tuple(sorted(columns, key=lambda column: column.index)))
    for fact, others in ((Fact.DATE, WHEN), (Fact.TIME, (Fact.TIME, Fact.STARTS))):
        if table.has(*others):
            continue
        for column in [column for column in table.columns if column.fact is None]:
            if _NO_DATES.search(column.header):
                continue
            parts = [part for part in _parts(table, column) if not part.guessed]
            wanted = [part.day if fact is Fact.DATE else part.is_time for part in parts]
            if len(parts) >= 2 and sum(map(bool, wanted)) >= len(parts) * _MOST:
                found = replace(column, fact=fact, how=Recognised.SUGGESTED)
                table = replace(
                    table, columns=tuple(found if c is column else c for c in table.columns)
                )
                break
    return replace(table, columns=tuple(c for c in table.columns if c.header or c.fact))


_NO_DATES = re.compile(
    r"(?i)\b(?:id|code|key|ref|num(?:ber)?|no|phone|tel)\b|编号|代码|номер|код|رقم"
)


def _is_day(column: ScheduleColumn) -> bool:
    """Return whether a column that was set aside would be a date if it were the only one."""
    return (
        column.how is Recognised.REPEATED and columns_of([column.header], {})[0].fact is Fact.DATE
    )


def _parts(table: ScheduleTable, column: ScheduleColumn) -> list[MomentParts]:
    rows = table.rows[table.first : table.first + _ROWS_READ]
    cells = [row[column.index] for row in rows if column.index < len(row)]
    return [parts_of(cell) for cell in cells if cell != ""]


def find_table(sheet: Sheet, decided: Mapping[str, Fact], file: str) -> ScheduleTable | None:
    """Return the table of a sheet: its headers are the row, or two rows, with most known names."""
    headers = [texts_of(row) for row in sheet.rows[:HEADER_WITHIN]]
    if max(map(len, headers), default=0) > MOST_COLUMNS:
        raise too_many_columns(file)
    candidates = _tables(sheet, headers, decided)
    tables = [table for table in candidates if _facts(table, decided) >= 2 and table.has(*WHAT)]
    best = max(tables, key=lambda table: _score(table, decided), default=None)
    if best is not None:
        return inferred(with_one_date(best))
    if decided:
        columns = columns_of([""] * max(map(len, headers), default=0), decided)
        named = {column.fact for column in columns if column.how is Recognised.MAPPED}
        return ScheduleTable(sheet, -1, 0, columns) if named & WHAT else None
    return None


def _tables(
    sheet: Sheet, headers: Sequence[Sequence[str]], decided: Mapping[str, Fact]
) -> Iterator[ScheduleTable]:
    for index, header in enumerate(headers):
        yield ScheduleTable(sheet, index, index + 1, columns_of(header, decided))
    for index, (above, below) in enumerate(pairwise(headers)):
        titles = joined_header(above, below, is_part) if above and below else None
        if titles:
            yield ScheduleTable(sheet, index, index + 2, columns_of(titles, decided))


def _score(table: ScheduleTable, decided: Mapping[str, Fact]) -> float:
    """Return how good a header is: the facts that it names, where a time counts more."""
    unknown = sum(column.fact is None for column in table.columns)
    bonus = 0.5 if table.has(*WHEN) else 0
    return _facts(table, decided) + bonus - unknown / 20


def _facts(table: ScheduleTable, decided: Mapping[str, Fact]) -> int:
    """Return how many different facts a header names; a column may be named by its letter."""
    named = (
        c for c in table.columns if c.how is not Recognised.MAPPED or fold(c.header) in decided
    )
    return len({(c.fact, c.language, c.group) for c in named if c.fact})


def no_table(source: Source, sheets: Sequence[Sheet]) -> SstcError:
    """Return the error for a file in which no row names the columns of a schedule."""
    if not source.is_spreadsheet():
        hint = "name an .xlsx, .xls, .ods or .csv file"
        return SstcError(f"{source.file.name} is not a spreadsheet", hint)
    if not any(any(cell != "" for cell in row) for sheet in sheets for row in sheet.rows):
        return SstcError(f"{source.file.name} has no rows", "name a file with a schedule")
    for row in (row for sheet in sheets for row in sheet.rows[:_ROWS_READ]):
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


def no_dates(source: Source, table: ScheduleTable) -> SstcError:
    """Return the error for a table without days, which may be side by side."""
    if error := _side_by_side(source, [column.header for column in table.columns]):
        return error
    if (day := table.column(Fact.DATE)) is not None:
        cells = (row[day.index] for row in table.rows[table.first :] if day.index < len(row))
        texts = dict.fromkeys(text for cell in cells if (text := text_of(cell)))
        if first := ", ".join(f"`{quoted(text)}`" for text in list(texts)[:3]):
            message = f"`{quoted(day.header)}` has {first}, and no dates"
            return SstcError(message, "write the date of each webinar into its row")
    message = f"{source.file.name} has no column with dates"
    return SstcError(message, "add one, or name it: `--column date=HEADER`")


def _without_titles(source: Source, sheets: Sequence[Sheet]) -> SstcError | None:
    """Return the error for a row that names dates or times, but no title and no speaker."""
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:_ROWS_READ]):
            columns = columns_of([text_of(cell) for cell in row], {})
            if len(columns) > 1 and any(column.fact in WHEN for column in columns):
                name = next(column.header for column in columns if column.fact in WHEN)
                other = next((c.header for c in columns if c.fact is None), "HEADER")
                message = f"row {index + 1} of {source.file.name} has `{quoted(name)}`, "
                message += "but no known name for titles or speakers"
                hint = f'name it, for example `--column "title={quoted(other)}"`'
                return SstcError(message, hint)
    return None


def _side_by_side(source: Source, headers: Sequence[str]) -> SstcError | None:
    """Return the error for a timetable with a column for each weekday, if headers are weekdays."""
    weekdays = [text for text in headers if len(text) < 20 and parts_of(text).weekday is not None]
    if len(weekdays) < 3:
        return None
    days = f"from `{weekdays[0]}` to `{weekdays[-1]}`"
    message = f"{source.file.name} has days side by side, {days}, and no dates"
    return SstcError(message, "make a table with one row for each webinar, with its date")


_MOST_NAMED = 8


def tables_of(source: Source, task: Task) -> tuple[ScheduleTable, ...]:
    """Return the tables of a file's sheets; refuse a file without one, or an unknown sheet."""
    decided = {fold(header): fact for header, fact in task.options.columns.items()}
    sheets = _named(source, task.options.sheets)
    found = [find_table(sheet, decided, source.file.name) for sheet in sheets]
    known = [_suggested(table, task) for table in found if table]
    tables = [_with_days_of_month(table, task.notes) for table in known]
    if not tables:
        raise no_table(source, sheets)
    _refuse_unknown(task.options.columns, tables)
    dated = [table for table in tables if _has_days(table)]
    chosen = dated or tables
    names = {table.sheet.name for table in chosen}
    _note_others([sheet for sheet in sheets if sheet.name not in names and sheet.rows], task.notes)
    if not dated:
        raise no_dates(source, tables[0])
    if not task.options.sheets:
        _refuse_doubles(source, chosen)
    return tuple(chosen)


def _refuse_doubles(source: Source, tables: Sequence[ScheduleTable]) -> None:
    """Refuse two sheets that may be two states of one schedule."""
    for one, other in combinations(tables, 2):
        first, second = _titles(one), _titles(other)
        if len(first & second) * 2 > max(2, min(len(first), len(second))):
            names = f"`{one.sheet.name}` and `{other.sheet.name}`"
            message = f"the sheets {names} of {source.file.name} have the same titles"
            hint = f"name the one that counts, for example `--sheet {other.sheet.name}`, or both"
            raise SstcError(message, hint, ExitCode.USAGE)


def _titles(table: ScheduleTable) -> set[str]:
    at = [column.index for column in table.columns if column.fact in WHAT - {Fact.SPEAKER}]
    rows = table.rows[table.first :]
    texts = {text_of(row[index]) for row in rows for index in at if index < len(row)}
    return {fold(text) for text in texts if text and not is_unknown(text) and not is_break(text)}


def _note_others(sheets: Sequence[Sheet], notes: Notes) -> None:
    if sheets:
        names = ", ".join(f"`{sheet.name}`" for sheet in sheets[:_MOST_NAMED])
        more = f" and {len(sheets) - _MOST_NAMED} more" if len(sheets) > _MOST_NAMED else ""
        has = "the sheet {} has" if len(sheets) == 1 else "the sheets {} have"
        message = f"{has.format(names + more)} no schedule: not read"
        notes.add("W776", message, CellSpot(sheets[0].name, 0, 0), "name a sheet with `--sheet`")


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


def _suggested(table: ScheduleTable, task: Task) -> ScheduleTable:
    """Return a table whose near headers were accepted, or are about nothing else."""
    taken = {column.fact for column in table.columns}
    columns: list[ScheduleColumn] = []
    for column in table.columns:
        near, asker = column.suggestion, task.asker
        accept = task.options.accept_suggestions
        if near and near not in taken and (accept or (asker and asker.column(column.header, near))):
            taken.add(near)
            columns.append(replace(column, fact=near, how=Recognised.SUGGESTED))
        else:
            columns.append(column)
    return replace(table, columns=tuple(columns))


_DAY_ONLY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.|日|号)?", re.IGNORECASE)


def _with_days_of_month(table: ScheduleTable, notes: Notes) -> ScheduleTable:
    """Return a table whose days are whole dates, also if only its sheet's name has the month."""
    name, column = table.sheet.name, table.column(Fact.DATE)
    wording = next((one for one in ("{} {}", "{1}{0}日") if _is_day_of(one.format(1, name))), None)
    if column is None or wording is None:
        return table
    rows = [[*row] for row in table.rows]
    below = [row for row in rows[table.first :] if column.index < len(row)]
    days = [(row, text) for row in below if (text := text_of(row[column.index]))]
    found = [_DAY_ONLY.fullmatch(text) for _, text in days]
    if sum(map(bool, found)) * 2 <= len(found):
        return table
    for (row, _), match in zip(days, found, strict=True):
        if match:
            row[column.index] = wording.format(match[1], name)
    spot = CellSpot(name, max(table.header, 0), column.index)
    notes.add("W774", f"the days were read as those of `{quoted(name)}`", spot, "check the dates")
    return replace(table, sheet=table.sheet._replace(rows=rows))


def _is_day_of(text: str) -> bool:
    parts = parts_of(text)
    return parts.day is not None and not parts.rest and not parts.slot.starts


def _has_days(table: ScheduleTable) -> bool:
    """Return whether a sheet has days: in a column, in rows of their own, above, or in its name."""
    if day_of_sheet(table):
        return True
    at = [column.index for column in table.columns if column.fact in WHEN]
    for row in table.rows[table.first : table.first + _ROWS_READ]:
        cells = [row[index] for index in at if index < len(row)]
        filled = [cell for cell in row if cell != ""]
        if len(filled) == 1:
            cells.append(filled[0])
        at_day = [part for part in map(parts_of, cells) if part.day]
        if any(not part.guessed for part in at_day) or (at_day and table.has(*WHEN)):
            return True
    return False


_ABOUT_FILE = re.compile(
    r"(?i)\b(?:version|draft|updated?|as of|status|revised|printed|[eé]tat|mis à jour|brouillon|"
    r"borrador|actualizado|rascunho|atualizado|черновик|версия)\b|更新|版本|草案|مسودة|تحديث"
)


def day_of_sheet(table: ScheduleTable) -> tuple[CellSpot, str] | None:
    """Return the place and the text of the only day above a table, or in the sheet's name."""
    above = [
        (row, at, text)
        for row, at, text in table.preface
        if parts_of(text).day and not _ABOUT_FILE.search(text)
    ]
    days = {parts_of(text).day for _, _, text in above}
    if len(days) == 1:
        row, at, text = above[0]
        return CellSpot(table.sheet.name, row, at), text
    name = table.sheet.name
    day = None if _ABOUT_FILE.search(name) else find_day(plain(name))[0]
    return (CellSpot(name, 0, 0), name) if day and not days else None


def _refuse_unknown(columns: Mapping[str, Fact], tables: Sequence[ScheduleTable]) -> None:
    headers = [column.header for table in tables for column in table.columns if column.header]
    mapped = {
        name
        for table in tables
        for column in table.columns
        if column.how is Recognised.MAPPED
        for name in (fold(column.header), column.letters.casefold())
    }
    for name in columns:
        if fold(name) not in mapped:
            hint = did_you_mean(name, list(dict.fromkeys(headers)))
            raise SstcError(f"no column is called `{quoted(name)}`", hint, ExitCode.USAGE)
