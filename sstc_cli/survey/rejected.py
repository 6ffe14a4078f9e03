"""The rejected rows as a workbook, to be corrected and imported again."""

import re
from collections.abc import Sequence

from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.store.response import Reading
from sstc_cli.survey.column import AskedColumn, MatchedBy
from sstc_cli.survey.match import OURS
from sstc_cli.survey.table import ReadyTable

ROW, REASON = f"{OURS}row", f"{OURS}reason"


def write_rejected(title: str, tables: Sequence[ReadyTable], readings: Sequence[Reading]) -> bytes:
    """Return a titled workbook in the shape of the file: its rejected rows, and two more columns.

    Columns that are never kept (addresses of devices, places) stay empty.
    """
    return write_workbook(
        {
            table.sheet.name: (_rows(table, reading), table.first)
            for table, reading in zip(tables, readings, strict=True)
            if reading.rejected
        },
        title=title,
    )


def _rows(table: ReadyTable, reading: Reading) -> list[list[Value]]:
    ours = {column.index for column in table.columns if column.how is MatchedBy.OURS}
    dropped = {column.index for column in table.columns if column.how is MatchedBy.TECHNICAL}
    heads = [list(row) for row in table.sheet.rows[: table.first]]
    indexes = (column.index for column in table.columns if column.index not in ours)
    width = max(indexes, default=-1) + 1
    rows = [_fitted(row, width, ours) for row in heads]
    rows[table.header] += [ROW, REASON]
    for rejected in reading.rejected:
        cells = _fitted(table.sheet.rows[rejected.row - 1], width, ours | dropped)
        _replace_numbers(cells, table)
        reasons = "; ".join(reason.message for reason in rejected.reasons)
        rows.append([*cells, float(rejected.row), reasons])
    return rows


def _replace_numbers(cells: list[Value], table: ReadyTable) -> None:
    """Replace numbers of options by codes: so few rows do not show what the numbers mean."""
    for column in table.columns:
        if not isinstance(column, AskedColumn) or column.option is not None:
            continue
        if codes := table.answer_codes.codes.get(column.question.id):
            text = text_of(cells[column.index])
            cells[column.index] = re.sub(r"\d+", lambda n: codes.get(n[0], n[0]), text)


def _fitted(row: Sequence[Value], width: int, emptied: set[int]) -> list[Value]:
    cells: list[Value] = [
        "" if index in emptied else value for index, value in enumerate(row[:width])
    ]
    return [*cells, *[""] * (width - len(cells))]
