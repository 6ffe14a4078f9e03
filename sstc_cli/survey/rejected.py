"""The rows that were not taken as a workbook, to be corrected and imported again."""

import re
from collections.abc import Mapping, Sequence

from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.store.response import Reading
from sstc_cli.survey.match import OURS, How
from sstc_cli.survey.table import Table

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
        _spell(cells, table)
        reasons = "; ".join(reason.message for reason in each.reasons)
        rows.append([*cells, float(each.row), reasons])
    return rows


def _spell(cells: list[Value], table: Table) -> None:
    """Put the codes of options for their numbers: so few rows do not show what these are."""
    for column in table.columns:
        codes = table.answer_codes.codes.get(column.question.id) if column.question else None
        if codes and column.option is None:
            cells[column.index] = _spelled(text_of(cells[column.index]), codes)


def _spelled(text: str, codes: Mapping[str, str]) -> str:
    return re.sub(r"\d+", lambda found: codes.get(found[0], found[0]), text)


def _fitted(row: Sequence[Value], width: int, blank: set[int]) -> list[Value]:
    """A row with exactly so many cells, some of them emptied."""
    cells: list[Value] = [
        "" if index in blank else value for index, value in enumerate(row[:width])
    ]
    return [*cells, *[""] * (width - len(cells))]
