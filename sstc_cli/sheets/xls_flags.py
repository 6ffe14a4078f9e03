"""The flags of cells in old workbooks (`.xls`): records of [MS-XLS], 2.4, and bits in them.

The records are in a stream of an OLE file ([MS-CFB], 2.2 to 2.6), in chains of sectors.
"""

import struct
from array import array
from collections.abc import Iterable, Iterator

from sstc_cli.sheets.flags import CellFlags

_STREAMS = ("workbook", "book")
_HEADER = struct.Struct("<30xHH14xI8xIIII109I")
_ENTRY = struct.Struct("<64s2xB49xII4x")
_END, _UNUSED = 0xFFFF_FFFE, 0xFFFF_FFFF
_CUTOFF = 4_096  # bytes: a smaller stream is in small sectors
_START, _STOP, _SHEET = 0x0809, 0x000A, 0x0085
_FORMULA, _ERROR, _ROW, _COLUMNS = 0x0006, 0x0205, 0x0208, 0x007D
_LEAST = {_START: 0, _STOP: 0, _SHEET: 9, _FORMULA: 14, _ERROR: 8, _ROW: 16, _COLUMNS: 10}
_HEAD, _PAIR, _OFFSET = struct.Struct("<HH"), struct.Struct("<HH"), struct.Struct("<I")


def xls_flags(data: bytes) -> Iterator[CellFlags]:
    """Yield the flags of each sheet of the workbook in an OLE file."""
    try:
        streams = [*_streams(data)]
    except (struct.error, IndexError) as error:
        raise ValueError("no stream can be read") from error
    for stream in streams:
        yield from flags_of_records(stream)


def flags_of_records(stream: bytes) -> Iterator[CellFlags]:
    """Yield the flags of each sheet in a stream of records."""
    names: dict[int, str] = {}
    depth, flags = 0, CellFlags("")
    for at, kind, body in _records(stream):
        if kind == _START:
            if depth == 0:
                yield flags
                flags = CellFlags(names.get(at, ""))
            depth += 1
        elif kind == _STOP:
            depth = max(depth - 1, 0)
        elif kind == _SHEET:
            names[_OFFSET.unpack_from(body)[0]] = _name(body)
        elif depth == 1:  # otherwise it belongs to a chart in the sheet
            _take(flags, kind, body)
    yield flags


def _records(stream: bytes) -> Iterator[tuple[int, int, memoryview]]:
    """Yield the place, kind and data of each record that may have a flag, or begins a sheet."""
    view, at, unpacked, least = memoryview(stream), 0, _HEAD.unpack_from, _LEAST
    last = len(stream) - _HEAD.size
    while at <= last:
        kind, length = unpacked(stream, at)
        if kind in least and length >= least[kind]:
            yield at, kind, view[at + 4 : at + 4 + length]
        at += 4 + length


def _take(flags: CellFlags, kind: int, body: memoryview) -> None:
    """Add the flags of a record, which starts with a row and a column, or with two columns."""
    if len(body) < _LEAST[kind]:  # at the end of a file that was cut
        return
    first, second = _PAIR.unpack_from(body)
    if kind == _ROW and body[12] & 0x20:  # fDyZero
        flags.hidden_rows.add(first + 1)
    elif kind == _COLUMNS and body[8] & 0x01:  # fHidden
        flags.hide_columns(first + 1, second + 1)
    elif (kind == _ERROR and body[7] == 1) or (kind == _FORMULA and _is_error(body)):
        flags.errors.add(first + 1, second + 1)


def _is_error(formula: memoryview) -> bool:
    """Return whether the stored result of a formula is an error (FormulaValue, 2.5.133)."""
    return formula[6] == 2 and formula[12] == formula[13] == 0xFF


def _name(sheet: memoryview) -> str:
    """Return the name of a sheet from its length, the width of its letters, and the letters."""
    wide = sheet[7] & 1
    letters = bytes(sheet[8 : 8 + (sheet[6] << wide)])
    return letters.decode("utf-16-le" if wide else "latin-1", "replace")


def _streams(data: bytes) -> Iterator[bytes]:
    """Yield the streams of an OLE file that hold a workbook."""
    shift, small_shift, directory, small_table, _, more, _, *listed = _HEADER.unpack_from(data)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError("no such sectors")
    sectors = data[1 << shift :]
    while more not in (_END, _UNUSED):  # numbers for which the header has no room
        *others, more = _numbers([_sector(sectors, more, shift)])
        listed += others
        if len(listed) > len(sectors) >> shift:
            raise ValueError("a chain without an end")
    used = (number for number in listed if number not in (_END, _UNUSED))
    following = _numbers(_sector(sectors, number, shift) for number in used)
    listing = b"".join(_chain(sectors, directory, shift, following))
    root, *entries = [*_ENTRY.iter_unpack(listing[: len(listing) // 128 * 128])]
    small = b"".join(_chain(sectors, root[2], shift, following))
    small_following = _numbers(_chain(sectors, small_table, shift, following))
    for name, _, start, size in entries:
        if name.decode("utf-16-le", "replace").partition("\0")[0].lower() in _STREAMS:
            if size < _CUTOFF:
                chain = _chain(small, start, small_shift, small_following)
            else:
                chain = _chain(sectors, start, shift, following)
            yield b"".join(chain)[: size or None]


def _sector(sectors: bytes, number: int, shift: int) -> bytes:
    """Return a sector, with fewer bytes at the end of the file."""
    if number << shift >= len(sectors):
        raise ValueError("a sector after the last one")
    return sectors[number << shift : (number + 1) << shift]


def _chain(sectors: bytes, number: int, shift: int, following: "array[int]") -> Iterator[bytes]:
    for _ in range((len(sectors) >> shift) + 2):
        if number == _END:
            return
        yield _sector(sectors, number, shift)
        number = following[number]
    raise ValueError("a chain without an end")


def _numbers(sectors: Iterable[bytes]) -> "array[int]":
    data = b"".join(sectors)
    return array("I", struct.unpack_from(f"<{len(data) // 4}I", data))
