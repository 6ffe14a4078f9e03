"""The size of the tables in a workbook's XML, before a reader makes room for them.

The sheets are searched with regular expressions, piece by piece. A parser is much slower, and
stops at mistakes that lenient readers pass over: what comes after them would not be counted.
The expressions count rather too much than too little, which is what a guard needs. A sheet in which
cells have no plain address is parsed as well, because lenient readers may see other tags in it.
"""

import re

from sstc_cli.diagnostics import column_letters
from sstc_cli.sheets.limits import MOST_COLUMNS, MOST_ROWS
from sstc_cli.sheets.strict_xml import StrictReader

_COLUMN = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,8})[A-Za-z]*[0-9]")  # more is too far out
_ROW = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]*([0-9]+)")
_ROW_TAG, _CELL_TAG = rb"<(?:[^\s<>/:]+:)?row(?=[\s/>])", rb"<(?:[^\s<>/:]+:)?c(?=[\s/>])"
_ADDRESS = _CELL_TAG + rb" r=[\"'][A-Za-z]+[0-9]"
_SAMPLE = 20_000  # bytes, in which most sheets use all of their columns


class Extent:
    """The rows and columns of an Excel sheet up to its last cell, from pieces of its XML.

    Pieces end where a tag does. In most sheets all cells have a plain address, which is quick to
    show. In others, rows and cells without one follow the one before them: those are counted, and
    malformed XML is refused.
    """

    def __init__(self, *, counts: bool = True) -> None:
        self.counts = counts
        self.rows = self.cells = self.merged = 0  # with the same addresses, too, if it counts
        self.row = self.column = 0  # the largest addresses
        self.unnumbered = 0  # rows, and below the cells of one row
        self.open = self.most = 0
        self.is_plain = True
        self._strict = StrictReader()

    def take(self, piece: bytes) -> None:
        """Take the next piece, and see whether the sheet is still a plain one."""
        if self.counts:
            self.rows += piece.count(b"<row") + piece.count(b":row")
            self.cells += piece.count(b"<c") + piece.count(b":c")
            self.merged += piece.count(b"mergeCell ")
        if not self.is_plain:
            return
        if not self.column:
            self._reach(piece[:_SAMPLE])
        self._reach(piece[piece.rfind(b"<row") :][:_SAMPLE])
        if not _is_within(piece, self.row, self.column):
            self._reach(piece)
            self.is_plain = _is_within(piece, self.row, self.column)

    def count(self, piece: bytes) -> None:
        """Take the next piece again, of a sheet that is not a plain one."""
        self._strict.take(piece)
        self._reach(piece)
        self._count(piece)

    def end(self) -> None:
        """Refuse a sheet that was counted and ends too early."""
        self._strict.take(b"", last=True)

    @property
    def size(self) -> tuple[int, int]:
        """The rows and columns, rather too many than too few."""
        return self.row + self.unnumbered, self.column + self.most

    def _reach(self, piece: bytes) -> None:
        """Read all addresses."""
        self.row = max(self.row, *map(int, set(_ROW.findall(piece))), 0)
        self.column = max(self.column, *map(column_number, set(_COLUMN.findall(piece))), 0)

    def _count(self, piece: bytes) -> None:
        """Count the rows and cells that do not start with an address."""
        before, *rows = re.split(_ROW_TAG, piece)
        for row in (before, *rows):
            cells = len(re.findall(_CELL_TAG, row)) - len(re.findall(_ADDRESS, row))
            self.open = cells + (self.open if row is before else 0)
            self.most = max(self.most, self.open)
        self.unnumbered += sum(not re.match(rb" r=[\"'][0-9]", row) for row in rows)


def _is_within(piece: bytes, row: int, column: int) -> bool:
    """Return whether all cells have a plain address, up to a row and a column.

    This takes a sixth of the time of reading the addresses, as it looks for fixed bytes.
    """
    if b":c" in piece and re.search(rb":c[\s/>]", piece):
        return False
    last = column_letters(min(column, MOST_COLUMNS)), str(min(row, MOST_ROWS))
    known = _up_to(last[0], "A-Z"), _up_to(last[1], "0-9")
    return re.search(rb"<c(?! r=\"(?:%s)(?:%s)\"|[^\s/>])" % known, piece) is None


def _up_to(last: str, digits: str) -> bytes:
    """Return an expression for numbers up to the last one, in digits such as `0-9`.

    Most numbers of a large sheet are as long as the last one, so those come first. Classes that are
    written out are faster than their repetition.
    """
    ways = []
    for index, digit in enumerate(last):
        end = digit if index == len(last) - 1 else chr(ord(digit) - 1)
        if end >= digits[0]:
            rest = f"[{digits}]" * (len(last) - index - 1)
            ways.append(f"{last[:index]}[{digits[0]}-{end}]{rest}")
    if len(last) > 1:
        ways.append(f"[{digits}]{{1,{len(last) - 1}}}")
    return "|".join(ways).encode()


def column_number(letters: bytes) -> int:
    """Return the number of a column: 1 for `A`, 16,384 for `XFD`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
