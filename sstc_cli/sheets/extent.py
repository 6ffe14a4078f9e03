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
_SAMPLE = 20_000  # bytes, in which most sheets use all of their columns
_TABLE, _CELL = b"<table:table", rb"<table:(?:covered-)?table-cell"
_ROWS, _COLUMNS = rb"table:number-rows-repeated", rb"table:number-columns-repeated"
_COPIES, _SPACES = rb"table:number-(?:row|column)s-repeated", rb"text:c"
_TAG_IN_VALUE = rb"=\s*(?:\"[^\"<]*|'[^'<]*)<"
_VALUES = (b"office:value", b"-value", b"<text:p")
_NUMBER = rb"\s*=\s*[\"']([0-9]+)[\"']"


class Extent:
    """The rows and columns of an Excel sheet up to its last cell, from pieces of its XML.

    Pieces end where a tag does. In most sheets all cells have a plain address, which is quick to
    show. In others, rows and cells without one follow the one before them: those are counted.
    """

    def __init__(self) -> None:
        self.row = self.column = 0  # the largest addresses
        self.unnumbered = 0  # rows, and below the cells of one row
        self.open = self.most = 0
        self.is_plain = True

    def take(self, piece: bytes) -> None:
        """Take the next piece, and see whether the sheet is still a plain one."""
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
        self._reach(piece)
        self._count(piece)

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


def ods_sizes(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield rows, columns and bytes of text up to the last value of each OpenDocument table.

    The format has a number of copies instead of copies. Refuse numbers written in a strange way.
    """
    if b"<!" in content or content.count(b"<?") > 1:  # in which tags are not tags
        raise DamagedError
    if len(re.findall(_COPIES + rb"\s*=", content)) > len(re.findall(_COPIES + _NUMBER, content)):
        raise DamagedError
    if b"text:c" in content and re.search(_SPACES + rb"(?=\s*=)(?!%s)" % _NUMBER, content):
        raise DamagedError
    tables = content.count(_TABLE) - content.count(_TABLE + b"-")
    if tables > 1 or re.search(_TAG_IN_VALUE, content):
        refuse_malformed(content)
        refuse_nested(_TABLE + rb"(?=[\s/>])", content)
    yield from map(_size, _parts(_TABLE + rb"(?=[\s/>])", content))


def _size(table: bytes) -> tuple[int, int, int]:
    height = last = width = total = 0
    for row in _parts(rb"<table:table-row(?=[\s/>])", table):
        copies = _copies(_ROWS, row)
        height += copies
        columns, text = _row(row)
        if columns:
            last, width = height, max(width, columns)
            total += copies * text
    return last, width, total


def _parts(tag: bytes, xml: bytes) -> Iterator[bytes]:
    """Yield what follows each tag; a list of all parts would take as much memory again."""
    start = None
    for match in re.finditer(tag, xml):
        if start is not None:
            yield xml[start : match.start()]
        start = match.end()
    if start is not None:
        yield xml[start:]


def _row(row: bytes) -> tuple[int, int]:
    """Return the columns up to the last value of a row, and at least the bytes of text in them."""
    end = row.rfind(b"</table:table-row")
    if end < 0 and b"table-cell" in row:  # the next row is in this one
        raise DamagedError
    row = row[:end]
    value = max(map(row.rfind, _VALUES))
    if value < 0:
        return 0, 0
    *before, last = re.split(_CELL, row[:value])[1:] or [b""]
    last += re.split(_CELL, row[value:], maxsplit=1)[0]
    cells = [*before, last]
    columns, text = len(cells), value + len(last)
    for cell in cells if b"-repeated" in row else ():
        if b"-repeated" in cell:
            more = _copies(_COLUMNS, cell) - 1
            columns += more
            text += more * len(cell)
    if b"text:c" in row:
        most = _copies(_COLUMNS, row)
        text += most * sum(map(int, re.findall(_SPACES + _NUMBER, row)))
    return columns, text


def _copies(name: bytes, xml: bytes) -> int:
    """Return how often a row or cell is there: the largest number, and at least once."""
    numbers = re.findall(name + _NUMBER, xml) if b"-repeated" in xml else ()
    return max([1, *map(int, numbers)])


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
