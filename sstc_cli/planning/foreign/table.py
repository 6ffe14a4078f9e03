"""The table in a sheet: the row of its headers, its columns and rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.planning.foreign.columns import Column, columns_of, is_wording
from sstc_cli.planning.foreign.facts import WHAT, WHEN, Fact
from sstc_cli.sheets.cells import Rows, Value, text_of
from sstc_cli.sheets.limits import MOST_COLUMNS, too_many_columns
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet
from sstc_cli.survey.column import How
from sstc_cli.survey.header_rows import joined_header, texts_of


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
    tables = [table for table in _tables(sheet, headers, decided) if _score(table) >= 2]
    best = max(tables, key=_score, default=None)
    if best is None and decided:
        columns = columns_of([""] * max(map(len, headers), default=0), decided)
        named = {column.fact for column in columns if column.how is How.MAPPED}
        best = Table(sheet, -1, 0, columns) if named & WHAT else None
    return best


def _tables(
    sheet: Sheet, headers: Sequence[Sequence[str]], decided: Mapping[str, Fact]
) -> Iterator[Table]:
    """Yield the tables that a sheet may have."""
    for index, header in enumerate(headers):
        yield Table(sheet, index, index + 1, columns_of(header, decided))
    for index, (above, below) in enumerate(zip(headers, headers[1:], strict=False)):
        titles = joined_header(above, below, is_wording) if above and below else None
        if titles:
            yield Table(sheet, index, index + 2, columns_of(titles, decided))


def _score(table: Table) -> float:
    """Return how many facts a header names; one must say what, and titles are no long texts."""
    facts = {column.fact for column in table.columns if column.fact}
    if not facts & WHAT:
        return 0
    unknown = sum(column.fact is None for column in table.columns)
    bonus = 0.5 if facts & WHEN else 0
    return len({(c.fact, c.language, c.group) for c in table.columns if c.fact}) + bonus - unknown / 20


def is_repeated(table: Table, row: Sequence[Value]) -> bool:
    """Return whether a row has the headers again, as on each printed page."""
    texts = [text_of(row[column.index]) if column.index < len(row) else "" for column in table.columns]
    known = [text for text, column in zip(texts, table.columns, strict=True) if column.fact]
    same = sum(text == column.header for text, column in zip(texts, table.columns, strict=True))
    return same >= 2 and same * 2 > sum(map(bool, known))
