"""The table in a sheet: the row of its headers, its columns and rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sstc_cli.model.wording import fold
from sstc_cli.planning.foreign.columns import Column, columns_of, is_wording, with_suggestion
from sstc_cli.planning.foreign.facts import WHAT, WHEN, Fact
from sstc_cli.planning.foreign.spelling.parts import Parts, parts_of
from sstc_cli.sheets.cells import Rows, Value, text_of
from sstc_cli.sheets.limits import MOST_COLUMNS, too_many_columns
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet
from sstc_cli.survey.column import How
from sstc_cli.survey.header_rows import joined_header, texts_of

_LOOKED_AT = 40  # rows below the headers
_MOST = 0.8  # of the cells


@dataclass(frozen=True)
class Table:
    """The table of a sheet: `first` is the row after its headers, `preface` the texts above them.

    A sheet whose columns were named by letters may have no header: its `header` is -1.
    """

    sheet: Sheet
    header: int
    first: int
    columns: tuple[Column, ...]

    @property
    def preface(self) -> Iterator[tuple[int, int, str]]:
        """Yield each text above the headers, after its row and column."""
        for index, row in enumerate(self.sheet.rows[: max(self.header, 0)]):
            yield from ((index, at, text) for at, cell in enumerate(row) if (text := text_of(cell)))

    def column(self, fact: Fact) -> Column | None:
        """Return the first column with a fact."""
        return next((column for column in self.columns if column.fact is fact), None)

    def has(self, *facts: Fact) -> bool:
        """Return whether a column has one of these facts."""
        return any(column.fact in facts for column in self.columns)

    @property
    def rows(self) -> Rows:
        """The rows of the sheet."""
        return self.sheet.rows


def find_table(sheet: Sheet, decided: Mapping[str, Fact], file: str) -> Table | None:
    """Return the table of a sheet: its headers are the row, or two rows, with most known names."""
    headers = [texts_of(row) for row in sheet.rows[:HEADER_WITHIN]]
    if max(map(len, headers), default=0) > MOST_COLUMNS:
        raise too_many_columns(file)
    candidates = _tables(sheet, headers, decided)
    tables = [table for table in candidates if _facts(table, decided) >= 2 and _names_what(table)]
    best = max(tables, key=lambda table: _score(table, decided), default=None)
    if best is not None:
        return inferred(_with_one_date(best))
    if decided:
        columns = columns_of([""] * max(map(len, headers), default=0), decided)
        named = {column.fact for column in columns if column.how is How.MAPPED}
        return Table(sheet, -1, 0, columns) if named & WHAT else None
    return None


def _with_one_date(table: Table) -> Table:
    """Return a table in which a column such as *Day* is no date if another one has the dates.

    It has weekdays, or something else.
    """
    dates = [column for column in table.columns if column.fact is Fact.DATE or _is_day(column)]
    if len(dates) < 2:
        return table
    best = max(dates, key=lambda column: _dated(table, column))
    changed = []
    for column in table.columns:
        if column is best:
            changed.append(replace(column, fact=Fact.DATE, how=How.EXACT))
        elif column in dates:
            fact = Fact.WEEKDAY if _has_weekdays(table, column) else None
            changed.append(replace(column, fact=fact, how=How.EXACT if fact else How.REPEATED))
        else:
            changed.append(column)
    return replace(table, columns=tuple(changed))


def inferred(table: Table) -> Table:
    """Return a table with suggestions, and with a column of dates or times found by its cells.

    That is one without a header that is known, if no other column has the fact.
    """
    columns = [with_suggestion(column) for column in table.columns]
    known = {column.index for column in columns}
    width = max(map(len, table.rows[table.first : table.first + _LOOKED_AT]), default=0)
    columns += [Column(at, "", None, How.UNKNOWN) for at in range(width) if at not in known]
    table = replace(table, columns=tuple(sorted(columns, key=lambda column: column.index)))
    for fact, wanted in ((Fact.DATE, _dated), (Fact.TIME, _timed)):
        if table.has(*WHEN) if fact is Fact.DATE else table.has(Fact.TIME, Fact.STARTS):
            continue
        unknown = [column for column in table.columns if column.fact is None]
        for column in unknown:
            filled = len(_parts(table, column))
            if filled >= 2 and wanted(table, column) >= filled * _MOST:
                found = replace(column, fact=fact, how=How.SUGGESTED)
                table = replace(
                    table, columns=tuple(found if c is column else c for c in table.columns)
                )
                break
    return replace(table, columns=tuple(c for c in table.columns if c.header or c.fact))


def _timed(table: Table, column: Column) -> int:
    return sum(parts.slot.starts is not None and not parts.rest for parts in _parts(table, column))


def _is_day(column: Column) -> bool:
    """Return whether a column that was set aside would be a date if it were the only one."""
    return column.how is How.REPEATED and columns_of([column.header], {})[0].fact is Fact.DATE


def _parts(table: Table, column: Column) -> list[Parts]:
    rows = table.rows[table.first : table.first + _LOOKED_AT]
    cells = [row[column.index] for row in rows if column.index < len(row)]
    return [parts_of(cell) for cell in cells if cell != ""]


def _dated(table: Table, column: Column) -> int:
    return sum(parts.day is not None for parts in _parts(table, column))


def _has_weekdays(table: Table, column: Column) -> bool:
    parts = _parts(table, column)
    return bool(parts) and all(part.weekday is not None and part.day is None for part in parts)


def _tables(
    sheet: Sheet, headers: Sequence[Sequence[str]], decided: Mapping[str, Fact]
) -> Iterator[Table]:
    """Yield the tables that a sheet may have."""
    for index, header in enumerate(headers):
        yield Table(sheet, index, index + 1, columns_of(header, decided))
    for index, (above, below) in enumerate(pairwise(headers)):
        titles = joined_header(above, below, is_wording) if above and below else None
        if titles:
            yield Table(sheet, index, index + 2, columns_of(titles, decided))


def _score(table: Table, decided: Mapping[str, Fact]) -> float:
    """Return how good a header is: the facts that it names, of which a time counts more."""
    unknown = sum(column.fact is None for column in table.columns)
    bonus = 0.5 if table.has(*WHEN) else 0
    return _facts(table, decided) + bonus - unknown / 20


def _names_what(table: Table) -> bool:
    """Return whether a header names titles or speakers."""
    return any(column.fact in WHAT for column in table.columns)


def _facts(table: Table, decided: Mapping[str, Fact]) -> int:
    """Return how many different facts a header names; a column may be named by its letter."""
    named = (c for c in table.columns if c.how is not How.MAPPED or fold(c.header) in decided)
    return len({(c.fact, c.language, c.group) for c in named if c.fact})


def is_repeated(table: Table, row: Sequence[Value]) -> bool:
    """Return whether a row has the headers again, as on each printed page."""
    texts = [
        text_of(row[column.index]) if column.index < len(row) else "" for column in table.columns
    ]
    known = [text for text, column in zip(texts, table.columns, strict=True) if column.fact]
    same = sum(text == column.header for text, column in zip(texts, table.columns, strict=True))
    return same >= 2 and same * 2 > sum(map(bool, known))
