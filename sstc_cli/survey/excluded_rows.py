"""Rows that the tool itself marks as no response: unfinished ones, previews, absent people."""

import re
from collections.abc import Sequence

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.survey.table import Table


class ExcludedRows:
    """The excluded rows of a table so far, by the column that excludes them."""

    def __init__(self, table: Table) -> None:
        patterns = table.platform.excluded_rows
        self.columns = [
            (column, patterns[header])
            for column in table.columns
            if (header := fold(column.header)) in patterns
        ]
        self.rows: dict[int, list[int]] = {}

    def exclude(self, index: int, cells: Sequence[Value]) -> bool:
        """Record a row, which counts from 0, if it is excluded, and return whether it is."""
        for column, pattern in self.columns:
            if re.fullmatch(pattern, fold(text_of(cells[column.index]))):
                self.rows.setdefault(column.index, []).append(index + 1)
                return True
        return False
