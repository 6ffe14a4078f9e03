"""Rows as a workbook in which all text stays text, and which has the same bytes every time."""

import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import IO, BinaryIO
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE

from sstc_cli.sheets.cells import Rows, Value

_STAMP = datetime(2020, 1, 1)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_MOMENT = f"{_STAMP.isoformat()}Z".encode()
_NO_TEXT = ("=", "#")  # without our care, `=1+1` would be a formula, and `#N/A` an error
_BOLD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows, each of which is needed once, how many of them are the header, and their width."""

    rows: Iterable[Sequence[Value]]
    header: int
    width: int


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
        name: Sheet(rows, header, max(map(len, rows), default=0))
        for name, (rows, header) in sheets.items()
    }
    stream_workbook(stream, measured, lists, title)
    return stream.getvalue()


def stream_workbook(
    target: BinaryIO,
    sheets: Mapping[str, Sheet],
    lists: Mapping[str, str] = MappingProxyType({}),
    title: str | None = None,
) -> None:
    """Write a workbook to a stream, without ever having all of it in memory."""
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "sstc"
    workbook.properties.created, workbook.properties.title = _STAMP, title
    for name, table in sheets.items():
        sheet = workbook.create_sheet(name[:31] or "Sheet1")
        for column in range(1, table.width + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 24
        sheet.freeze_panes = f"A{table.header + 1}"
        for index, row in enumerate(table.rows):
            sheet.append([_cell(sheet, value, bold=index < table.header) for value in row])
    for cells, items in lists.items():
        drop_down = DataValidation("list", items, allow_blank=True, sqref=cells)
        workbook.worksheets[0].data_validations.append(drop_down)
    with TemporaryFile() as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            ExcelWriter(workbook, archive).save()
        _stamp(stream, target)


def _cell(sheet: WriteOnlyWorksheet, value: Value, *, bold: bool) -> Cell | Value | None:
    """Return a cell, or only its value if that is enough, which takes half the time."""
    if value == "":
        return None
    if isinstance(value, str):
        value = _CONTROL.sub("", value)
    if not bold and not (isinstance(value, str) and value.startswith(_NO_TEXT)):
        return value
    cell = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font, cell.alignment = _BOLD, _WRAPPED
    return cell


def _stamp(stream: IO[bytes], stamped: BinaryIO) -> None:
    """Copy a workbook without the time of day, and uncompressed because compressors differ."""
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(stamped, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 0
            if name == ARC_CORE:
                target.writestr(member, _MODIFIED.sub(rb"\g<1>" + _MOMENT, source.read(name)))
                continue
            member.file_size = source.getinfo(name).file_size
            with source.open(name) as content, target.open(member, "w") as copy:
                shutil.copyfileobj(content, copy)


def is_as_written(path: Path, title: str) -> bool:
    """Return whether a file is a workbook with this title as we wrote it.

    Whatever program saves it writes the time, or compresses it.
    """
    try:
        with zipfile.ZipFile(path) as book:
            core = book.read(ARC_CORE)
            packed = any(member.compress_type for member in book.infolist())
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, RuntimeError):
        return False
    modified = _MODIFIED.search(core)
    is_ours = modified is not None and modified[0].endswith(_MOMENT)
    return is_ours and not packed and f">{escape(title)}<".encode() in core
