"""Headers that are repeated below, as on each printed page."""

from collections.abc import Sequence

from sstc_cli.planning.foreign.table import Table
from sstc_cli.sheets.cells import Value, text_of


def is_repeated(table: Table, row: Sequence[Value]) -> bool:
    """Return whether a row has the headers again, as on each printed page."""
    texts = [
        text_of(row[column.index]) if column.index < len(row) else "" for column in table.columns
    ]
    known = [text for text, column in zip(texts, table.columns, strict=True) if column.fact]
    same = sum(text == column.header for text, column in zip(texts, table.columns, strict=True))
    return same >= 2 and same * 2 > sum(map(bool, known))
