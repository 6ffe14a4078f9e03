"""The size of the tables in a workbook's XML, before a reader makes room for them.

The sheets are searched with regular expressions, piece by piece. A parser is much slower, and
stops at mistakes that lenient readers pass over: what comes after them would not be counted.
The expressions count rather too much than too little, which is what a guard needs.
"""

import pyexpat
import re
from collections.abc import Iterator

from sstc_cli.diagnostics import column_letters
from sstc_cli.sheets.limits import MOST_COLUMNS, MOST_ROWS
from sstc_cli.sheets.sectors import DamagedError

_COLUMN = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,8})[A-Za-z]*[0-9]")  # more is too far out
_ROW = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]*([0-9]+)")
_ROW_TAG, _CELL_TAG = rb"<(?:\w+:)?row(?=[\s/>])", rb"<(?:\w+:)?c(?=[\s/>])"
_ADDRESS = _CELL_TAG + rb" r=[\"'][A-Za-z]+[0-9]"
_TAGS, _PREFIXED = (b"<c", b"<row"), re.compile(rb":(?:c|row)(?=[\s/>])(?! r=)")
_RARE_SPACES = (b"\t", b"\n", b"\r", b"\f", b"\v")
_SAMPLE = 20_000  # bytes, in which most sheets use all of their columns
_TABLE = rb"<table:table(?=[\s/>])"
_ROWS, _COLUMNS = rb"table:number-rows-repeated\s*=", rb"table:number-columns-repeated\s*="
_SPACES = rb"text:c\s*="
_NUMBER = rb"\s*[\"']([0-9]+)[\"']"


class Extent:
    """The rows and columns of an Excel sheet up to its last cell, from pieces of its XML.

    Rows and cells without an address follow the one before them.
    """

    def __init__(self) -> None:
        self.row = self.column = 0  # the largest addresses
        self.unnumbered = 0  # rows, and below the cells of one row
        self.open = self.most = 0

    def take(self, piece: bytes) -> None:
        """Take the next piece, which ends where a tag does."""
        self._reach(piece[:_SAMPLE])
        self._reach(piece[piece.rfind(b" r=") :][:_SAMPLE])
        if _has_others(piece, self.row, self.column):
            self._reach(piece)
        bare = sum(piece.count(tag) - piece.count(tag + b" r=") for tag in _TAGS)
        bare += len(_PREFIXED.findall(piece))
        if bare and bare > piece.count(b"<col"):
            self._count(piece)
        elif b"row" in piece:
            self.open = 0

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


def _has_others(piece: bytes, row: int, column: int) -> bool:
    """Return whether there may be an address beyond a row and a column, or written strangely.

    This takes a sixth of the time of reading the addresses, as it looks for fixed bytes.
    """
    if row > MOST_ROWS or column > MOST_COLUMNS:
        return True
    for space in _RARE_SPACES:
        if space in piece and re.search(space + rb"r[\s=]", piece):
            return True
    known = rb'="(?:%s)?(?:%s)"' % (_up_to(column_letters(column), "A-Z"), _up_to(str(row), "0-9"))
    return re.search(rb" r(?!%s)(?=[\s=])" % known, piece) is not None


def _up_to(last: str, digits: str) -> bytes:
    """Return an expression for numbers up to the last one, in digits such as `0-9`.

    Most numbers of a large sheet are as long as the last one, so those come first.
    """
    ways = []
    for index, digit in enumerate(last):
        rest = f"[{digits}]{{{len(last) - index - 1}}}"
        if digit > digits[0]:
            ways.append(f"{last[:index]}[{digits[0]}-{chr(ord(digit) - 1)}]{rest}")
    shorter = [f"[{digits}]{{1,{len(last) - 1}}}"] if len(last) > 1 else []
    return "|".join([*ways, last, *shorter]).encode()


def ods_sizes(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield rows, columns and bytes of text up to the last value of each OpenDocument table.

    The format has a number of copies instead of copies. Refuse numbers written in a strange way.
    """
    refuse_malformed(content)
    if b"<!" in content:  # comments and character data, in which tags are not tags
        raise DamagedError
    for name in (_ROWS, _COLUMNS, _SPACES):
        if len(re.findall(name, content)) > len(re.findall(name + _NUMBER, content)):
            raise DamagedError
    refuse_nested(_TABLE, content)
    for table in re.split(_TABLE, content)[1:]:
        yield _size(table)


def _size(table: bytes) -> tuple[int, int, int]:
    height = last = width = total = 0
    for row in table.split(b"<table:table-row")[1:]:
        copies = _copies(_ROWS, row)
        height += copies
        columns, text = _row(row.partition(b"</table:table-row")[0])
        if columns:
            last, width = height, max(width, columns)
            total += copies * text
    return last, width, total


def _row(row: bytes) -> tuple[int, int]:
    """Return the columns up to the last value of a row, and the bytes of text in it."""
    filled = columns = text = 0
    for cell in re.split(rb"<table:(?:covered-)?table-cell", row)[1:]:
        copies = _copies(_COLUMNS, cell)
        columns += copies
        if b"value-type" in cell or b"<text:p" in cell:
            filled = columns
            spaces = sum(map(int, re.findall(_SPACES + _NUMBER, cell))) if b"text:c" in cell else 0
            text += copies * (len(cell) + spaces)
    return filled, text


def _copies(name: bytes, xml: bytes) -> int:
    match = re.search(name + _NUMBER, xml) if b"-repeated" in xml else None
    return int(match[1]) if match else 1


def refuse_malformed(xml: bytes) -> None:
    """Refuse XML in which a lenient reader may see other tags than a strict one."""
    try:
        pyexpat.ParserCreate().Parse(xml, True)
    except pyexpat.ExpatError as error:
        raise DamagedError from error


def refuse_nested(tag: bytes, xml: bytes) -> None:
    """Refuse one of these tags inside another: readers differ in what they make of it."""
    depth = 0
    for closing, empty in re.findall(tag.replace(b"<", b"<(/?)", 1) + rb"[^>]*?(/?)>", xml):
        depth += 0 if empty else -1 if closing else 1
        if depth > 1:
            raise DamagedError


def column_number(letters: bytes) -> int:
    """Return the number of a column: 1 for `A`, 16,384 for `XFD`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
