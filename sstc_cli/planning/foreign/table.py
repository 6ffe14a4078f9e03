"""The table in a sheet: the row of its headers, its columns and rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from sstc_cli.planning.foreign.column import Column
from sstc_cli.planning.foreign.facts import Fact
from sstc_cli.sheets.cells import Rows, text_of
from sstc_cli.sheets.sheet import Sheet


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
