"""Rows that are not responses by their tool's own column: begun, tried out, never there."""

from collections.abc import Sequence

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.survey.table import Table


class Unfinished:
    """Finds such rows in a table, and keeps them by the column that shows it."""

    def __init__(self, table: Table) -> None:
        patterns = table.platform.excluded_rows
        self.columns = [
            (column, patterns[header])
            for column in table.columns
            if (header := fold(column.header)) in patterns
        ]
        self.rows: dict[int, list[int]] = {}

    def has(self, index: int, cells: Sequence[Value]) -> bool:
        """Return whether a row is one of them; rows count from 0, as in `Sheet.rows`."""
        for column, pattern in self.columns:
            if pattern.fullmatch(fold(text_of(cells[column.index]))):
                self.rows.setdefault(column.index, []).append(index + 1)
                return True
        return False
