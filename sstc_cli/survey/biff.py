"""How large the tables of an old workbook (`.xls`) are, before a reader makes room for them.

Its records are those of [MS-XLS], 2.3 and 2.4: a kind and a length of two bytes each, then the
data, which for a cell starts with its row and column.
"""

import struct
from collections.abc import Iterator
from io import BytesIO

import olefile

_STREAMS = ("workbook", "book")
_START, _EXTENT, _SEVERAL = 0x0809, 0x0200, 0x00BD
_CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E, _SEVERAL})
_SLACK = 8  # sheets say that they have more than they have, where cells were formatted
_PLACE, _LENGTH = struct.Struct("<HH"), struct.Struct("<H")
_WIDE, _NARROW = struct.Struct("<IIHH"), struct.Struct("<HHHH")


class DamagedError(Exception):
    """The file cannot be what it starts like."""


def sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """Rows and columns up to the last cell of each sheet, and as the sheet itself says them."""
    for stream in _streams(data):
        height = width = 0
        for kind, body in _records(stream):
            if kind == _START:
                yield height, width
                height = width = 0
            elif kind in _CELLS and len(body) >= 4:
                row, column = _PLACE.unpack_from(body)
                last = _LENGTH.unpack_from(body, len(body) - 2)[0] if kind == _SEVERAL else column
                height, width = max(height, row + 1), max(width, last + 1)
            elif kind == _EXTENT and len(body) >= 8:
                layout = _WIDE if len(body) >= 14 else _NARROW
                _, rows, _, columns = layout.unpack_from(body)
                yield rows // _SLACK, columns
        yield height, width


def _streams(data: bytes) -> Iterator[bytes]:
    """The streams that hold a workbook."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            for path in file.listdir():
                if path[-1].lower() in _STREAMS:
                    yield file.openstream(path).read()
    except (OSError, ValueError, IndexError, struct.error, OverflowError) as error:
        raise DamagedError from error


def _records(stream: bytes) -> Iterator[tuple[int, memoryview]]:
    """Kinds and data of all records."""
    view = memoryview(stream)
    at, end = 0, len(stream) - 4
    while at <= end:
        kind, length = _PLACE.unpack_from(view, at)
        yield kind, view[at + 4 : at + 4 + length]
        at += 4 + length
