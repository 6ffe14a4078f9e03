"""The rows that were not taken as a workbook, to be corrected and imported again."""

from collections.abc import Sequence

from sstc_cli.survey.cells import Value
from sstc_cli.survey.match import OURS, How
from sstc_cli.survey.response import Reading
from sstc_cli.survey.table import Table
from sstc_cli.survey.xlsx import write_workbook

ROW, REASON = f"{OURS}row", f"{OURS}reason"


def write_rejected(tables: Sequence[Table], readings: Sequence[Reading]) -> bytes:
    """A workbook in the shape of the file, with only its rejected rows and two columns more.

    Columns that are never kept (addresses of devices, places) stay empty.
    """
    return write_workbook(
        {
            table.sheet.name: (_rows(table, reading), table.first)
            for table, reading in zip(tables, readings, strict=True)
            if reading.rejected
        }
    )


def _rows(table: Table, reading: Reading) -> list[list[Value]]:
    ours = {each.index for each in table.columns if each.how is How.OURS}
    dropped = {each.index for each in table.columns if each.how is How.TECHNICAL}
    heads = [list(row) for row in table.sheet.rows[: table.first]]
    width = max((each.index + 1 for each in table.columns if each.index not in ours), default=0)
    rows = [_fitted(row, width, ours) for row in heads]
    rows[table.header] += [ROW, REASON]
    for each in reading.rejected:
        cells = _fitted(table.sheet.rows[each.row - 1], width, ours | dropped)
        reasons = "; ".join(reason.message for reason in each.reasons)
        rows.append([*cells, float(each.row), reasons])
    return rows


def _fitted(row: Sequence[Value], width: int, blank: set[int]) -> list[Value]:
    """A row with exactly so many cells, some of them emptied."""
    cells: list[Value] = [
        "" if index in blank else value for index, value in enumerate(row[:width])
    ]
    return [*cells, *[""] * (width - len(cells))]
