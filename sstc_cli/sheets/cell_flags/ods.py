"""The flags of OpenDocument workbooks (`.ods`), as LibreOffice writes them.

Only the start tags of columns, rows and cells matter, and one expression finds them much faster
than a parser. The guard has refused comments and character data, in which it would find others.
"""

import html
import re
from collections.abc import Iterator

from sstc_cli.sheets.cell_flags.flag import CellFlags
from sstc_cli.sheets.limits import MOST_ROWS

_TRACES = (b'value-type="error"', b'visibility="', b"table:formula=", b"<table:covered-table-cell")
_OUTSIDE = rb"<table:(table|table-row)(?=[\s/>])([^>]*)"
_TAG = rb"<table:(table|table-column|table-row|(?:covered-)?table-cell)(?=[\s/>])([^>]*)"
_MOST_TAGS = 1_000_000  # in which cells are flagged: a hostile file has more
_HIDDEN = (b"collapse", b"filter")


class OdsFlags:
    """The flags of the sheets of a workbook, whose rows the guard hands over one by one."""

    def __init__(self) -> None:
        self._sheets = [_Sheet("", MOST_ROWS)]
        self._left = _MOST_TAGS

    def take(self, before: int, xml: bytes) -> None:
        """Take the next XML, and the number of rows without a flag that come before it."""
        self._sheets[-1].skip(before)
        has_flags = self._left > 0 and any(trace in xml for trace in _TRACES)
        for match in re.finditer(_TAG if has_flags else _OUTSIDE, xml):
            kind, tag = match.groups()
            self._left -= 1
            if kind == b"table":
                name = html.unescape(_value(tag, b"table:name").decode("utf-8", "replace"))
                self._sheets.append(_Sheet(name, self._sheets[-1].left))
            else:
                self._sheets[-1].take(kind, tag)

    def of_sheets(self) -> Iterator[CellFlags]:
        """Yield the flags of each sheet."""
        return (sheet.flags for sheet in self._sheets)


class _Sheet:
    """A position in a sheet, to count addresses: the format has only numbers of copies."""

    def __init__(self, name: str, left: int) -> None:
        self.flags = CellFlags(name)
        self.left = left  # hidden rows that are still recorded, in all sheets
        self.row, self.rows, self.column, self.columns = 1, 0, 1, 1

    def skip(self, rows: int) -> None:
        """Go on by so many rows."""
        if rows:
            self.row, self.rows = self.row + self.rows + rows - 1, 1

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
