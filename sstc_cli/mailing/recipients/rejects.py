"""The rows of a list that cannot get mail as a workbook, to be corrected and named again."""

from sstc_cli.mailing.recipients.contacts import ContactReading
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.survey.rejected import REASON, ROW


def write_rejects(title: str, reading: ContactReading) -> bytes:
    """Return a titled workbook in the shape of the list: its rejected rows, with the reasons."""
    sheet, first = reading.table.sheet, reading.table.first
    heads: list[list[Value]] = [[*row] for row in sheet.rows[:first]]
    width = max((len(row) for row in (*heads, *sheet.rows[first:])), default=0)
    if heads:
        heads[-1] = [*_fitted(heads[-1], width), ROW, REASON]
    rows = [
        [*_fitted([*sheet.rows[number - 1]], width), float(number), reason.message]
        for number, reason in sorted(reading.rejected.items())
    ]
    return write_workbook({sheet.name or "contacts": ([*heads, *rows], len(heads))}, title=title)


def _fitted(row: list[Value], width: int) -> list[Value]:
    return [*row, *[""] * (width - len(row))]
