"""The size of the tables in an OpenDocument workbook, before a reader makes room for them.

A row or a cell may stand for several, and a lenient reader makes of malformed XML what it likes. A
strict parser takes longer than the reader itself. So one expression shows that a row is simple, as
most rows are, and the parser gets the content without those. Too much may be counted, but never
too little.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from sstc_cli.sheets.limits import MOST_CELLS, MOST_ROWS
from sstc_cli.sheets.listener import Listener
from sstc_cli.sheets.ods_tables import CELL, Size, Tables
from sstc_cli.sheets.sectors import DamagedError
from sstc_cli.sheets.weight import weight

_ROW, _CELL = b"<table:table-row", b"<table:"
_REPEATED, _ONE = b's-repeated="', ord("1")
# A simple row is well-formed, and no cell stands for more than nine, other than an empty last one.
# A plain row has no `visibility` or `formula` either, and no `error` in a type.
_SIMPLE_ATTRIBUTE = rb'[ ][a-z:-]++(?<=[abe-z])="[^"<]*+"'
_PLAIN_ATTRIBUTE = rb'[ ][a-z:-]++(?<=[be-xz])="(?:[^"<e][^"<]*+)?+"'
_TEXT = rb'[^<"]*+(?:(?<!=)"[^<"]*+)*+'  # in which nothing looks like an attribute
_INLINE = rb'<text:(?:s(?:[ ]text:c="[1-9]")?|line-break|tab)/>|<text:(a|span)(?:A)*+>T</text:\1>'
_USUAL = (  # the rest of most cells
    rb'(?:[ ]table:number-columns-repeated="[1-9]")?+[ ]office:value-type="(?:string"'
    rb'[ ]calcext:value-type="string"|float"[ ]office:value="[^"<]*+"[ ]calcext:value-type="float")'
    rb'><text:p>[^<"]*+</text:p></table:table-cell>'
)
_ROWS = rb"""(?:A)*+ >
    (?: <table:table-cell (?: U | (?: A | [ ]table:number-columns-repeated="[1-9]" )*+
        (?: />
          | > (?: <text:p (?:A)*+ (?: /> | > T (?: (?:I) T )*+ </text:p> ) )*+
            </table:table-cell>
        ) ) )*+
    (?: <table:table-cell (?: [ ]table:style-name="[^"<]*+" )?
        [ ]table:number-columns-repeated="[0-9]++" (?: [ ]table:style-name="[^"<]*+" )? /> )?
    </table:table-row>"""


@cache  # compiled when the first `.ods` is read, as this takes two milliseconds
def _rows_with(attribute: bytes) -> re.Pattern[bytes]:
    """Return an expression for rows whose tags have only such attributes."""
    xml = _ROWS.replace(b"U", _USUAL).replace(b"I", _INLINE).replace(b"A", attribute)
    return re.compile(xml.replace(b"T", _TEXT), re.VERBOSE)


_LITTLE = 20_000  # bytes of copies in a row, which are not weighed
_MOST_PIECES = 32  # of one row
_MOST_NOT_PLAIN, _MOST_PARSED = 200_000, 20_000_000  # rows and bytes, in about two seconds
_DECLARED = 4  # an XML declaration begins before this place, perhaps after a byte-order mark


class TooLongError(Exception):
    """A workbook has more or longer rows than can be checked in time."""


def ods_sizes(pieces: Iterable[bytes], listener: Listener) -> Iterator[tuple[int, int, int]]:
    """Yield rows, columns and bytes of text up to the last value of each table.

    The content comes in pieces. Once it has too many cells, the rest is left out. Refuse malformed
    content, and what readers may understand in different ways. `listener` gets the rows that are
    not plain.
    """
    content = _Content(listener)
    for piece in pieces:
        content.take(piece)
        if content.cells() > MOST_CELLS:
            break
    else:
        content.end()
    if content.tables.room > MOST_CELLS:
        yield 1, content.tables.room, 0
    for size in content.tables.sizes:
        yield size.last, size.width, size.text


class _Content:
    """The content of a workbook: simple rows, and the rest, which the parser gets."""

    def __init__(self, listener: Listener) -> None:
        self.tables = Tables()
        self._listener = listener
        self._is_plain = _rows_with(_PLAIN_ATTRIBUTE).fullmatch
        self._is_simple = _rows_with(_SIMPLE_ATTRIBUTE).fullmatch
        self._open: list[bytes] = []  # what comes before the rows, and then the last row
        self._start = b""  # that of a row, once there is one
        self._size: Size | None = None  # of the table, after a simple row
        self._rows = self._plain = self._not_plain = self._parsed = 0

    def take(self, piece: bytes) -> None:
        """Take the next piece."""
        self._open.append(piece)
        if len(self._open) > _MOST_PIECES:
            raise TooLongError
        if _ROW in piece:
            *complete, last = b"".join(self._open).split(_ROW)
            for part in complete:
                self._add(part)
            self._open = [last]

    def end(self) -> None:
        """Take what is left."""
        self._add(b"".join(self._open))
        self.tables.take(b"", last=True)

    def cells(self) -> int:
        """Return the number of cells, or the larger one of those that a reader collects first."""
        cells = sum(size.last * size.width for size in self.tables.sizes)
        return max(cells, self.tables.room)

    def _add(self, part: bytes) -> None:
        """Add what comes before the rows, or a row with what follows it."""
        if self._start and self._is_plain(part):
            self._measure(part)
            self._plain += 1
        else:
            self._not_plain += 1
            if self._start and self._is_simple(part):
                self._measure(part)
            else:
                self._parse(part)
            self._listener.row(self._plain, self._start + part)
            self._plain = 0
        self._start = _ROW
        self._rows += 1
        if self._rows > MOST_ROWS or self._not_plain > _MOST_NOT_PLAIN:
            raise TooLongError

    def _parse(self, part: bytes) -> None:
        """Give the parser its next part, but not comments, which it reads again in each part."""
        if b"<!" in part or part.find(b"<?", 0 if self._start else _DECLARED) >= 0:
            raise DamagedError
        self._parsed += len(part)
        if self._parsed > _MOST_PARSED:
            raise TooLongError
        self.tables.take(self._start + part)
        self._size = None

    def _measure(self, row: bytes) -> None:
        """Add the size of a simple row."""
        if self._size is None:
            self._size = self.tables.table_of_simple_rows()
        columns, copied = row.count(_CELL), 0
        before, *parts = row.split(_REPEATED)
        for part in parts:
            if part[1:2] != b'"':  # more than nine: the cell is the last one, and empty
                columns -= 1
                break
            more = part[0] - _ONE
            columns += more
            copied += more * (len(before) - before.rfind(_CELL) + len(part) + CELL)
            before = part
        if copied > _LITTLE:
            copied *= weight(row)
        self._size.add(1, columns, len(row) + copied)
        self.tables.room += columns
