"""Rows as a workbook in which all text stays text, and which has the same bytes every time."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from types import MappingProxyType
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Color, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from sstc_cli.sheets.cells import Rows, Value, without_controls
from sstc_cli.sheets.saved import CORE, MODIFIED, MOMENT

_STAMP = datetime.fromisoformat(MOMENT.decode().removesuffix("Z"))
_NO_TEXT = ("=", "#")  # without our care, `=1+1` would be a formula, and `#N/A` an error
_BOLD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
_MARKED = InlineFont(b=True, color=Color("FFB35806"))
_WIDTH = 24


@dataclass(frozen=True, slots=True)
class Marked:
    """A text on several lines of which some parts, from one index to another, stand out."""

    text: str
    spans: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class TableSheet:
    """Rows, each of which is needed once, how many of them are the header, and their width.

    `widths` are those of the first columns in characters. If texts are `long`, they are wrapped,
    all cells begin at the top of their row, and a printed page has all columns. The first column is
    at the right if the texts run `to_left`.
    """

    rows: Iterable[Sequence[Value | Marked]]
    header: int
    width: int
    widths: Sequence[int] = ()
    long: bool = False
    to_left: bool = False


def write_workbook(
    sheets: Mapping[str, tuple[Rows, int]],
    lists: Mapping[str, str] = MappingProxyType({}),
    title: str | None = None,
) -> bytes:
    """Return a workbook of sheets by name, each with its rows and how many of them are the header.

    `lists` are drop-downs on the first sheet: for the cells that get one, the cells of its items.
    """
    stream = BytesIO()
    measured = {
        name: TableSheet(rows, header, max(map(len, rows), default=0))
        for name, (rows, header) in sheets.items()
    }
    stream_workbook(stream, measured, lists, title)
    return stream.getvalue()


def stream_workbook(
    target: BinaryIO,
    sheets: Mapping[str, TableSheet],
    lists: Mapping[str, str] = MappingProxyType({}),
    title: str | None = None,
) -> None:
    """Write a workbook to a stream, without ever having all of it in memory."""
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "sstc"
    workbook.properties.created, workbook.properties.title = _STAMP, title
    for name in sheets:
        workbook.create_sheet(name[:31] or "Sheet1")
    for cells, items in lists.items():
        drop_down = DataValidation("list", items, allow_blank=True, sqref=cells)
        workbook.worksheets[0].data_validations.append(drop_down)
    with _Archive(target, "w") as archive:
        _Writer(workbook, archive, sheets.values()).save()


class _Archive(zipfile.ZipFile):
    """An archive without the time of day, and uncompressed because compressors differ."""

    def writestr(self, name: str, data: bytes | str) -> None:  # type: ignore[override]
        """Write a part."""
        if name == CORE:
            text = data.encode() if isinstance(data, str) else data
            data = MODIFIED.sub(rb"\g<1>" + MOMENT, text)
        super().writestr(_member(name), data)


class _Writer(ExcelWriter):
    """Write each sheet straight into the archive; openpyxl would write it to a named file first."""

    def __init__(self, workbook: Workbook, archive: _Archive, tables: Iterable[TableSheet]) -> None:
        super().__init__(workbook, archive)
        self._target = archive
        self._left = iter(tables)

    def write_worksheet(self, ws: Any) -> None:
        """Write the next table."""
        table = next(self._left)
        widths = [*table.widths, *[_WIDTH] * (table.width - len(table.widths))]
        for column, width in enumerate(widths, start=1):
            ws.column_dimensions[get_column_letter(column)].width = width
        if table.long:
            ws.page_setup.orientation, ws.page_setup.fitToHeight = "landscape", 0
            ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        ws.sheet_view.rightToLeft = table.to_left or None
        ws.freeze_panes = f"A{table.header + 1}"
        with self._target.open(_member(ws.path[1:]), "w") as stream:
            ws._writer = WorksheetWriter(ws, stream)
            ws._writer.write_top()
            with closing(ws):
                for index, row in enumerate(table.rows):
                    bold = index < table.header
                    ws.append([_cell(ws, value, bold=bold, long=table.long) for value in row])
        self.manifest.append(ws)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.create_system = 0
    return member


def _cell(
    sheet: WriteOnlyWorksheet, value: Value | Marked, *, bold: bool, long: bool
) -> Cell | Value | None:
    """Return a cell, or only its value if that is enough, which takes half the time."""
    if value == "":
        return None
    if isinstance(value, Marked):
        return _marked(sheet, value)
    if isinstance(value, str):
        value = without_controls(value)
    if not bold and not long and not (isinstance(value, str) and value.startswith(_NO_TEXT)):
        return value
    cell = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if bold or long:
        cell.alignment = _WRAPPED
    if bold:
        cell.font = _BOLD
    return cell


def _marked(sheet: WriteOnlyWorksheet, marked: Marked) -> Cell:
    """Return a cell with the parts of a text that stand out."""
    rich, end = CellRichText(), 0
    for start, stop in (*marked.spans, (len(marked.text), len(marked.text))):
        if plain := without_controls(marked.text[end:start]):
            rich.append(plain)
        if start < stop:
            rich.append(TextBlock(_MARKED, without_controls(marked.text[start:stop])))
        end = stop
    cell = WriteOnlyCell(sheet)
    cell.value = rich if marked.spans else without_controls(marked.text)
    cell.data_type, cell.alignment = "s", _WRAPPED
    return cell
