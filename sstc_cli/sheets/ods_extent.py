"""The size of the tables in an OpenDocument workbook, before a reader makes room for them.

A row or a cell may stand for several. The content is searched row by row with fixed bytes, as a
parser takes longer than the import of the rows. Too much may be counted, but never too little.
"""

import re
from collections.abc import Iterator

from sstc_cli.sheets.extent import refuse_nested
from sstc_cli.sheets.limits import MOST_EXPANDED
from sstc_cli.sheets.sectors import DamagedError
from sstc_cli.sheets.strict_xml import refuse_malformed

_ROW, _ROW_END = b"<table:table-row", b"</table:table-row"
_TABLE, _CELL, _COVERED = b"<table:table", b"<table:table-cell", b"<table:covered-table-cell"
_TABLE_TAG = rb"<table:table[\s/>]"
_CELL_TAG = rb"</?table:(?:covered-)?table-cell(?=[\s/>])"
_COPIES = rb"table:number-(row|column)s-repeated\s*="
_NUMBER = rb"\s*[\"']([0-9]+)[\"']"
_SPACES = rb"text:c\s*="
_VALUES = (b"office:", b"table:formula", b"<text:p")
_DECLARED = 4  # an XML declaration begins before this place, perhaps after a byte-order mark
_QUOTES = (b'"', b"'")
_BEFORE_VALUE = b"= \t\r\n"


def ods_sizes(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield rows, columns and bytes of text up to the last value of each table.

    Refuse what readers may understand in different ways: numbers in unusual notation, and nested
    tables and rows.
    """
    if b"<!" in content or content.find(b"<?", _DECLARED) >= 0:  # in which tags are not tags
        raise DamagedError
    sizes, may_hide_tags = [_Size()], False
    for row in _rows(content):
        end = row.rfind(_ROW_END)
        may_hide_tags |= sizes[-1].take(row, end)
        if _TABLE in row[end:] and re.search(_TABLE_TAG, row[end:]):  # it comes after the last row
            sizes.append(_Size())
    if may_hide_tags or len(sizes) > 1 or sum(size.bound for size in sizes) > MOST_EXPANDED:
        refuse_malformed(content)
        refuse_nested(_TABLE_TAG, content)
    for size in sizes:
        yield size.last, size.width, size.text


def _rows(content: bytes) -> Iterator[bytes]:
    """Yield each row, with what follows up to the next one."""
    at = content.find(_ROW)
    while at >= 0:
        after = content.find(_ROW, at + 1)
        yield content[at + 1 : after if after >= 0 else None]
        at = after


def _may_open_value(xml: bytes, quote: bytes) -> bool:
    """Return whether the last quote may be the first one of a value."""
    at = xml.rfind(quote)
    return at > 0 and xml[at - 1] in _BEFORE_VALUE


class _Size:
    """The size of a table, row by row."""

    def __init__(self) -> None:
        self.height = self.last = self.width = self.text = 0
        self.bound = 0  # the text, if tags were hidden

    def take(self, row: bytes, end: int) -> bool:
        """Add a row, whose end tag is at this place, or -1; return whether it may hide tags."""
        if end < 0 and b"table-cell" in row:  # the next row is in this one
            raise DamagedError
        whole, row = row, row[: end if end >= 0 else None]  # not what follows the last row
        if row.count(_TABLE) > row.count(_CELL):
            raise DamagedError  # a table in a row
        value = max(map(row.rfind, _VALUES)) if end >= 0 else -1
        head = row[: _cell_end(row, value)] if value >= 0 else row
        columns, text = head.count(_CELL) + head.count(_COVERED), len(head)
        copies = most = 1
        for kind, number, cell in _copies(head):
            if kind == b"row":
                copies = max(copies, number)
            else:
                columns += number - 1
                text += (number - 1) * cell
                most = max(most, number)
        text += most * _spaces(head)
        self.height += copies
        if value >= 0:
            self.last, self.width = self.height, max(self.width, columns)
            self.text += copies * text
            self.bound += copies * most * len(row)
        return any(_may_open_value(part, quote) for part in (head, row, whole) for quote in _QUOTES)


def _copies(row: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each number of copies, of what, and the bytes in the cell with that number."""
    if b"-repeated" not in row:
        return
    found = [*re.finditer(_COPIES + _NUMBER, row)]
    if len(found) < row.count(b"-repeated") and len(found) < len(re.findall(_COPIES, row)):
        raise DamagedError
    if len(found) > row.count(_CELL) + row.count(_COVERED) + 1:
        raise DamagedError  # one of them has two numbers
    for match in found:
        start = max(row.rfind(_CELL, 0, match.start()), row.rfind(_COVERED, 0, match.start()))
        length = _cell_end(row, match.end()) - max(start, 0)
        yield match[1], max(int(match[2]), 1), length


def _spaces(row: bytes) -> int:
    """Return the number of spaces that are written as numbers."""
    if b"text:c" not in row:
        return 0
    numbers = re.findall(_SPACES + _NUMBER, row)
    if len(numbers) < len(re.findall(_SPACES, row)):
        raise DamagedError
    return sum(map(int, numbers))


def _cell_end(row: bytes, at: int) -> int:
    """Return the place of the next tag of a cell, or the end of the row."""
    match = re.compile(_CELL_TAG).search(row, at)
    return match.start() if match else len(row)
