"""A workbook as plain data: what runs in a child process, because calamine trusts each file.

A workbook of a few kilobytes can make its reader ask for hundreds of gigabytes, or never end.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any

import python_calamine as calamine

from sstc_cli.sheets.cells import blocks_of
from sstc_cli.sheets.kinds import FileKind
from sstc_cli.sheets.limits import (
    DAMAGED,
    MOST_CELLS,
    MOST_ROWS,
    TOO_MANY_CELLS,
    UNREADABLE,
    RefusedError,
    far_out,
    locked,
)
from sstc_cli.sheets.xls_flags import xls_flags
from sstc_cli.sheets.xml_flags import column_number, ods_flags, xlsx_flags

SHEET, ROWS, FLAGS, REFUSED = "sheet", "rows", "flags", "refused"
_AT_ONCE = 5_000  # cells
_PIECE = 1_000_000  # bytes
_ADDRESS = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_FLAGS = {FileKind.XLSX: xlsx_flags, FileKind.ODS: ods_flags, FileKind.XLS: xls_flags}


def read(data: bytes, kind: str, whole: bool, blocks: bool) -> Iterator[list[Any]]:
    """Yield the flags of the cells, and each sheet with its rows, or why the file is refused."""
    try:
        for flags in _FLAGS[FileKind(kind)](data):
            yield [FLAGS, flags.plain()]
        yield from _sheets(data, whole=whole, blocks=blocks)
    except RefusedError as error:
        yield [REFUSED, error.what, error.hint]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        yield [REFUSED, *DAMAGED]
    except calamine.PasswordError:
        hint = "open it in Excel, remove the password, and save it"
        yield [REFUSED, *locked(hint).args]
    except (calamine.CalamineError, ValueError, KeyError):
        yield [REFUSED, *UNREADABLE]


def _sheets(data: bytes, *, whole: bool, blocks: bool) -> Iterator[list[Any]]:
    cells = 0
    with calamine.load_workbook(BytesIO(data)) as workbook:
        names = [sheet.name for sheet in workbook.sheets_metadata]
        if len(set(names)) < len(names):  # one of them would be read as often
            raise RefusedError(*DAMAGED)
        for sheet in workbook.sheets_metadata:
            if sheet.typ is not calamine.SheetTypeEnum.WorkSheet:
                continue
            is_hidden = sheet.visible is not calamine.SheetVisibleEnum.Visible
            if is_hidden and not whole:
                yield [SHEET, sheet.name, True, []]
                continue
            found = workbook.get_sheet_by_name(sheet.name)
            height, width = (found.end[0] + 1, found.end[1] + 1) if found.end else (0, 0)
            cells += height * width
            if height * width > MOST_CELLS:
                raise far_out(height, width)
            if cells > MOST_CELLS or height > MOST_ROWS:
                raise RefusedError(*TOO_MANY_CELLS)
            merged = found.merged_cell_ranges or () if whole or blocks else ()
            yield [SHEET, sheet.name, is_hidden, [*blocks_of(merged, height, width)]]
            left = [""] * (found.start[1] if found.start else 0)
            rows = found.iter_rows()  # as an iterator, they do not need memory at the same time
            while some := [*islice(rows, _AT_ONCE // max(width, 1) + 1)]:
                yield [ROWS, [left + row for row in some] if left else some]


def far_cell(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the last row and column that a workbook (`.xlsx`) uses, if they are far out."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            row = column = 0
            with archive.open(name) as stream:
                rest = b""
                while piece := stream.read(_PIECE):
                    for letters, digits in set(_ADDRESS.findall(rest + piece)):
                        row, column = max(row, int(digits)), max(column, column_number(letters))
                    rest = piece[-40:]
            if row * column > MOST_CELLS:
                yield row, column
                return
