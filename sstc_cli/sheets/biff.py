"""How large the tables of an old workbook (`.xls`) are, before a reader makes room for them.

Its records are those of [MS-XLS], 2.3 and 2.4: a kind and a length of two bytes each, then the
data, which for a cell starts with its row and column.
"""

import struct
from collections.abc import Iterator
from io import BytesIO

import olefile

from sstc_cli.sheets.biff_texts import OF_TEXTS, Texts

_STREAMS = ("workbook", "book")
START, END, SHEET, _EXTENT, _SEVERAL = 0x0809, 0x000A, 0x0085, 0x0200, 0x00BD
_OF_SHEETS = frozenset({START, END, SHEET})
_CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E, _SEVERAL})
_SLACK = 8  # sheets say that they have more than they have, where cells were formatted
_PLACE, _LENGTH, _OFFSET = struct.Struct("<HH"), struct.Struct("<H"), struct.Struct("<I")
_WIDE, _NARROW = struct.Struct("<IIHH"), struct.Struct("<HHHH")


class DamagedError(Exception):
    """The file cannot be what it starts like."""


def sizes(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Rows, columns and characters up to the last cell of each sheet, and as sheets say them."""
    for stream in streams(data):
        height = width = 0
        sheets, texts = _Sheets(), Texts()
        for at, kind, body in records(stream):
            if kind in _CELLS and len(body) >= 4:
                row, column = _PLACE.unpack_from(body)
                last = _LENGTH.unpack_from(body, len(body) - 2)[0] if kind == _SEVERAL else column
                height, width = max(height, row + 1), max(width, last + 1)
            elif kind == START:
                yield height, width, 0
                height = width = 0
            elif kind == _EXTENT and len(body) >= 8:
                yield (*_extent(body), 0)
            if kind in _OF_SHEETS:
                sheets.see(at, kind, body)
            elif kind in OF_TEXTS:
                texts.see(at, kind, body)
        yield height, width, texts.said()
        sheets.check()


def _extent(body: memoryview) -> tuple[int, int]:
    """The rows and columns that a sheet says it has, which its reader takes from each other."""
    layout = _WIDE if len(body) >= 14 else _NARROW
    first, rows, left, columns = layout.unpack_from(body)
    if first > rows or left > columns:
        raise DamagedError
    return rows // _SLACK, columns


class _Sheets:
    """Where sheets are said to start: each elsewhere, and none in another, to be read twice."""

    def __init__(self) -> None:
        self.depth = 0
        self.said: list[int] = []
        self.begun: set[int] = set()

    def see(self, at: int, kind: int, body: memoryview) -> None:
        """Look at the next record."""
        if kind == START:
            if self.depth == 0:
                self.begun.add(at)
            self.depth += 1
        elif kind == END:
            self.depth = max(self.depth - 1, 0)
        elif kind == SHEET and len(body) >= 4:
            self.said.append(_OFFSET.unpack_from(body)[0])

    def check(self) -> None:
        """Refuse a workbook that would be read several times."""
        if len(set(self.said)) < len(self.said) or not self.begun.issuperset(self.said):
            raise DamagedError


def streams(data: bytes) -> Iterator[bytes]:
    """The streams that hold a workbook."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            for path in file.listdir():
                if path[-1].lower() in _STREAMS:
                    yield file.openstream(path).read()
    except (OSError, ValueError, IndexError, struct.error, OverflowError) as error:
        raise DamagedError from error


def records(stream: bytes) -> Iterator[tuple[int, int, memoryview]]:
    """Places, kinds and data of all records."""
    view = memoryview(stream)
    at, end = 0, len(stream) - 4
    while at <= end:
        kind, length = _PLACE.unpack_from(view, at)
        yield at, kind, view[at + 4 : at + 4 + length]
        at += 4 + length
