"""Rows that are no responses, because their tool says so: begun, tried out, never there."""

from collections.abc import Sequence

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.survey.table import Table


class Unfinished:
    """Finds them in a table, and counts them by the column that tells."""

    def __init__(self, table: Table) -> None:
        told = table.platform.leaves_out
        self.columns = [
            (each, told[header]) for each in table.columns if (header := fold(each.header)) in told
        ]
        self.rows: dict[int, list[int]] = {}

    def has(self, index: int, cells: Sequence[Value]) -> bool:
        """Whether a row is none; the row counts from 0, as in `Sheet.rows`."""
        for column, pattern in self.columns:
            if pattern.fullmatch(fold(text_of(cells[column.index]))):
                self.rows.setdefault(column.index, []).append(index + 1)
                return True
        return False
