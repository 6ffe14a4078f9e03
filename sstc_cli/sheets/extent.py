"""How large the tables in a workbook's XML are, before a reader makes room for them."""

import pyexpat
import re
from collections.abc import Iterator

from sstc_cli.sheets.biff import DamagedError

_COLUMN = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+)[0-9]")
_ROW = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]*([0-9]+)")
_ROW_TAG, _CELL_TAG = rb"<(?:\w+:)?row(?=[\s/>])", rb"<(?:\w+:)?c(?=[\s/>])"
_ADDRESS = _CELL_TAG + rb" r=[\"'][A-Za-z]+[0-9]"
_TAGS = (b"<c", b":c", b"<row", b":row")
_TABLE = rb"<table:table(?=[\s/>])"
_ROWS, _COLUMNS = rb"table:number-rows-repeated\s*=", rb"table:number-columns-repeated\s*="
_BLANKS = rb"text:c\s*="
_NUMBER = rb"\s*[\"']([0-9]+)[\"']"


class Extent:
    """The rows and columns of an Excel sheet up to its last cell, from pieces of its XML.

    Rows and cells need no address: they then stand after the one before them.
    """

    def __init__(self) -> None:
        self.rows: set[bytes] = set()
        self.columns: set[bytes] = set()
        self.unnumbered = 0  # rows, and below the cells of one row
        self.open = self.most = 0

    def take(self, piece: bytes) -> None:
        """Look at the next piece, which ends where a tag does."""
        self.columns.update(_COLUMN.findall(piece))
        self.rows.update(_ROW.findall(piece))
        tags = sum(map(piece.count, _TAGS)) - piece.count(b"<col")
        if tags > sum(piece.count(tag + b" r=") for tag in _TAGS):
            self._count(piece)
        elif b"row" in piece:
            self.open = 0

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns, rather too many than too few."""
        height = max(map(int, self.rows), default=0) + self.unnumbered
        return height, max(map(column_number, self.columns), default=0) + self.most

    def _count(self, piece: bytes) -> None:
        """Count the rows and cells that do not start with an address."""
        before, *rows = re.split(_ROW_TAG, piece)
        for row in (before, *rows):
            cells = len(re.findall(_CELL_TAG, row)) - len(re.findall(_ADDRESS, row))
            self.open = cells + (self.open if row is before else 0)
            self.most = max(self.most, self.open)
        self.unnumbered += sum(not re.match(rb" r=[\"'][0-9]", row) for row in rows)


def ods_sizes(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Rows, columns, and bytes of text up to the last value of each OpenDocument table.

    It writes a number instead of copies; DamagedError where one is written in a strange way.
    """
    refuse_malformed(content)
    if b"<!" in content:  # comments and character data, in which tags are none
        raise DamagedError
    for name in (_ROWS, _COLUMNS, _BLANKS):
        if len(re.findall(name, content)) > len(re.findall(name + _NUMBER, content)):
            raise DamagedError
    refuse_nested(_TABLE, content)
    for table in re.split(_TABLE, content)[1:]:
        yield _size(table)


def _size(table: bytes) -> tuple[int, int, int]:
    height = last = width = said = 0
    for row in table.split(b"<table:table-row")[1:]:
        copies = _copies(_ROWS, row)
        height += copies
        wide, text = _row(row.partition(b"</table:table-row")[0])
        if wide:
            last, width = height, max(width, wide)
            said += copies * text
    return last, width, said


def _row(row: bytes) -> tuple[int, int]:
    """Columns up to the last value of a row, and bytes of text in it."""
    filled = wide = text = 0
    for cell in re.split(rb"<table:(?:covered-)?table-cell", row)[1:]:
        copies = _copies(_COLUMNS, cell)
        wide += copies
        if b"value-type" in cell or b"<text:p" in cell:
            filled = wide
            blanks = sum(map(int, re.findall(_BLANKS + _NUMBER, cell))) if b"text:c" in cell else 0
            text += copies * (len(cell) + blanks)
    return filled, text


def _copies(name: bytes, xml: bytes) -> int:
    found = re.search(name + _NUMBER, xml) if b"-repeated" in xml else None
    return int(found[1]) if found else 1


def refuse_malformed(xml: bytes) -> None:
    """DamagedError where a lenient reader may see other tags than those that stand there."""
    try:
        pyexpat.ParserCreate().Parse(xml, True)
    except pyexpat.ExpatError as error:
        raise DamagedError from error


def refuse_nested(tag: bytes, xml: bytes) -> None:
    """DamagedError where one of these tags is in another: readers differ in what they see."""
    depth = 0
    for closing, empty in re.findall(tag.replace(b"<", b"<(/?)", 1) + rb"[^>]*?(/?)>", xml):
        depth += 0 if empty else -1 if closing else 1
        if depth > 1:
            raise DamagedError


def column_number(letters: bytes) -> int:
    """`A` is 1, `XFD` is 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
