"""The size of the tables in an old workbook (`.xls`), before a reader makes room for them.

The records are those of [MS-XLS], 2.3 and 2.4: a kind and a length of two bytes each, then the
data, which for a cell starts with its row and column.
"""

import struct
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sstc_cli.sheets.biff_formulas import FORMULA, NAME, SHEET, Formulas
from sstc_cli.sheets.biff_texts import OF_TEXTS, SHARES, Texts
from sstc_cli.sheets.limits import MOST_MERGED
from sstc_cli.sheets.ole import streams_named
from sstc_cli.sheets.sectors import DamagedError

_STREAMS = ("workbook", "book")
START, END, ERROR = 0x0809, 0x000A, 0x0205
ROW, COLUMNS = 0x0208, 0x007D
_EXTENT, _SEVERAL, _MERGED = 0x0200, 0x00BD, 0x00E5
_CELLS = frozenset({FORMULA, 0x0203, 0x0204, ERROR, 0x00D6, SHARES, 0x027E, _SEVERAL})
_OTHERS = frozenset({START, END, SHEET, NAME, ROW, COLUMNS, _EXTENT, _MERGED, *OF_TEXTS})
_BLOCK = 8  # bytes of a block of merged cells
_SLACK = 8  # formatted cells without content make a sheet declare more rows than it has
_HEAD, _LENGTH, _OFFSET = struct.Struct("<HH"), struct.Struct("<H"), struct.Struct("<I")
_CELL = struct.Struct("<HHHH2xI")  # of a cell, also its row and column, and its shared string
_WIDE, _NARROW = struct.Struct("<IIHH"), struct.Struct("<HHHH")


@dataclass(frozen=True, slots=True)
class Records:
    """The content of a workbook's stream, from a walk through its records.

    These are the rows and columns up to the last cell of each sheet, the number of the shared
    string of each cell that has one, and the places of records that are more than a plain value.
    """

    stream: bytes
    sizes: Sequence[tuple[int, int]]
    shared: "array[int]"
    places: "array[int]"

    def others(self) -> Iterator[tuple[int, int, memoryview]]:
        """Yield the place, kind and data of each record that is more than a plain value."""
        view = memoryview(self.stream)
        for at in self.places:
            kind, length = _HEAD.unpack_from(view, at)
            yield at, kind, view[at + 4 : at + 4 + length]


def records_of(data: bytes) -> list[Records]:
    """Return the records of each stream that holds a workbook. Refuse a file without one."""
    if found := streams_named(data, _STREAMS):
        return [*map(_walked, found)]
    raise DamagedError


def _walked(stream: bytes) -> Records:
    """Walk through the records, which takes most of the time that an old workbook's checks take."""
    padded, size = stream + bytes(_CELL.size), len(stream)
    at = height = width = 0
    depth = _Depth()
    sizes: list[tuple[int, int]] = []
    found = Records(stream, sizes, array("I"), array("I"))
    cells, unpacked = _CELLS, _CELL.unpack_from
    share, keep = found.shared.append, found.places.append
    while at <= size - 4:
        kind, length, row, column, shared = unpacked(padded, at)
        start, at = at, at + 4 + length
        if kind in cells and length >= 4:
            if kind == SHARES:
                share(shared)
            elif kind == _SEVERAL and at <= size:
                column = max(column + (length - 6) // 6, *_LENGTH.unpack_from(padded, at - 2))
            elif kind in (FORMULA, ERROR):
                keep(start)
            if row >= height:
                height = row + 1
            if column >= width:
                width = column + 1
        elif kind in _OTHERS:
            keep(start)
            if depth.begins_sheet(kind):  # not a chart in a sheet, which goes on after it
                sizes.append((height, width))
                height = width = 0
    sizes.append((height, width))
    return found


def xls_sizes(records: Records) -> Iterator[tuple[int, int, int]]:
    """Yield rows, columns and characters of each sheet: up to its last cell, and as it declares."""
    sheets, texts, formulas = _Sheets(), Texts(records.shared), Formulas()
    for height, width in records.sizes:
        yield height, width, 0
    merged = 0
    for at, kind, body in records.others():
        merged += len(body) // _BLOCK if kind == _MERGED else 0
        if kind == _EXTENT and len(body) >= 8:
            yield (*_declared(body), 0)
        sheets.take(at, kind, body)
        texts.take(at, kind, body)
        formulas.take(kind, body)
    yield 0, 0, formulas.total()
    yield 0, 0, texts.total()
    sheets.check()
    if merged > MOST_MERGED:
        raise DamagedError


def _declared(body: memoryview) -> tuple[int, int]:
    """Return the rows and columns that a sheet declares.

    Refuse a table that ends before it starts, because the reader subtracts the two.
    """
    layout = _WIDE if len(body) >= 14 else _NARROW
    first_row, rows, first_column, columns = layout.unpack_from(body)
    if first_row > rows or first_column > columns:
        raise DamagedError
    return rows // _SLACK, columns


class _Depth:
    """The number of nested substreams around a record ([MS-XLS], 2.1.7.20)."""

    def __init__(self) -> None:
        self.number = 0

    def begins_sheet(self, kind: int) -> bool:
        """Take the next record; return whether it begins a substream that is in no other one."""
        if kind == START:
            self.number += 1
            return self.number == 1
        if kind == END:
            self.number = max(self.number - 1, 0)
        return False


class _Sheets:
    """The places where sheets start, and where the workbook declares that they start."""

    def __init__(self) -> None:
        self.depth = _Depth()
        self.declared: list[int] = []
        self.starts: set[int] = set()

    def take(self, at: int, kind: int, body: memoryview) -> None:
        """Take the next record."""
        if self.depth.begins_sheet(kind):
            self.starts.add(at)
        elif kind == SHEET and len(body) >= 4:
            self.declared.append(_OFFSET.unpack_from(body)[0])

    def check(self) -> None:
        """Refuse sheets that share a start or start inside another one, to be read twice."""
        declared = set(self.declared)
        if len(declared) < len(self.declared) or not declared <= self.starts:
            raise DamagedError
