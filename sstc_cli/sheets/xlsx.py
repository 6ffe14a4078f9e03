"""Rows as a workbook in which all text stays text, and which has the same bytes every time."""

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from sstc_cli.sheets.cells import Rows, Value

_STAMP = datetime(2020, 1, 1)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_BOLD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")


def write_workbook(
    sheets: Mapping[str, tuple[Rows, int]], lists: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """Return a workbook of sheets by name, each with its rows and how many of them are the header.

    `lists` are drop-downs on the first sheet: for the cells that get one, the cells of its items.
    """
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "sstc"
    workbook.properties.created = _STAMP
    for name, (rows, header) in sheets.items():
        sheet = workbook.create_sheet(name[:31] or "Sheet1")
        widest = max(map(len, rows), default=0)
        for column in range(1, widest + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 24
        sheet.freeze_panes = f"A{header + 1}"
        for index, row in enumerate(rows):
            sheet.append([_cell(sheet, value, bold=index < header) for value in row])
    for cells, items in lists.items():
        drop_down = DataValidation("list", items, allow_blank=True, sqref=cells)
        workbook.worksheets[0].data_validations.append(drop_down)
    stream = BytesIO()
    workbook.save(stream)
    return _stamped(stream)


def _cell(sheet: WriteOnlyWorksheet, value: Value, *, bold: bool) -> Cell | None:
    if value == "":
        return None
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, _CONTROL.sub("", value))
        cell.data_type = "s"  # otherwise `=1+1` would be a formula
    else:
        cell = WriteOnlyCell(sheet)
        cell.value = value
    if bold:
        cell.font, cell.alignment = _BOLD, _WRAPPED
    return cell


def _stamped(stream: BytesIO) -> bytes:
    """Return the workbook without the time of day, and uncompressed because compressors differ."""
    stamped = BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(stamped, "w") as target:
        for name in source.namelist():
            stamp = rb"\g<1>" + _STAMP.isoformat().encode() + b"Z"
            data = _MODIFIED.sub(stamp, source.read(name))
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 0
            target.writestr(member, data)
    return stamped.getvalue()
