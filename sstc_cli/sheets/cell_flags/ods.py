"""The flags of OpenDocument workbooks (`.ods`), as LibreOffice writes them.

Only the start tags of columns, rows and cells matter, and one expression finds them much faster
than a parser. The guard has refused comments and character data, in which it would find others.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from sstc_cli.sheets.cell_flags.flag import CellFlags
from sstc_cli.sheets.limits import MOST_ROWS

_TRACES = (b'value-type="error"', b'visibility="', b"table:formula=", b"<table:covered-table-cell")
_TAG = re.compile(
    rb"<table:(table|table-column|table-row|(?:covered-)?table-cell)(?=[\s/>])([^>]*)"
)
_HIDDEN = (b"collapse", b"filter")


def ods_flags(data: bytes) -> Iterator[CellFlags]:
    """Yield the flags of each sheet."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        content = archive.read("content.xml")
    if not any(trace in content for trace in _TRACES):
        return
    sheet = _Sheet("", MOST_ROWS)
    for match in re.finditer(_TAG, content):
        kind, tag = match.groups()
        if kind == b"table":
            yield sheet.flags
            name = html.unescape(_value(tag, b"table:name").decode("utf-8", "replace"))
            sheet = _Sheet(name, sheet.left)
        else:
            sheet.take(kind, tag)
    yield sheet.flags


class _Sheet:
    """A position in a sheet, to count addresses: the format has only numbers of copies."""

    def __init__(self, name: str, left: int) -> None:
        self.flags = CellFlags(name)
        self.left = left  # hidden rows that are still recorded, in all sheets
        self.row, self.rows, self.column, self.columns = 1, 0, 1, 1

    def take(self, kind: bytes, tag: bytes) -> None:
        """Take the next tag of a column, a row or a cell."""
        hidden = _value(tag, b"table:visibility") in _HIDDEN
        if kind == b"table-row":
            self.row, self.rows, self.column = self.row + self.rows, _copies(tag, b"rows"), 1
            if hidden:
                last = min(self.row + self.rows - 1, MOST_ROWS, self.row + self.left - 1)
                self.flags.hidden_rows.update(range(self.row, last + 1))
                self.left -= max(last + 1 - self.row, 0)
            return
        copies = _copies(tag, b"columns")
        if kind == b"table-column":
            if hidden:
                self.flags.hide_columns(self.columns, self.columns + copies - 1)
            self.columns += copies
            return
        if kind == b"covered-table-cell":
            self.flags.merged.add(self.row, self.column, self.rows, copies)
        elif b'value-type="error"' in tag:
            self.flags.errors.add(self.row, self.column, self.rows, copies)
        elif b"table:formula=" in tag and b"office:value-type=" not in tag:
            self.flags.formulas.add(self.row, self.column, self.rows, copies)
        self.column += copies


def _copies(tag: bytes, what: bytes) -> int:
    number = _value(tag, b"table:number-%s-repeated" % what)
    return int(number) if number.isdigit() else 1


def _value(tag: bytes, name: bytes) -> bytes:
    """Return an attribute of a tag, or nothing if the tag has none."""
    return tag.partition(b' %s="' % name)[2].partition(b'"')[0]
