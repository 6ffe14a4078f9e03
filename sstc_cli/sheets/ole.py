"""The streams of an OLE file ([MS-CFB], 2.2 to 2.6), and the numbers of its sectors.

Readers trust these numbers: a chain that loops never ends for them, and they make room for a sector
that is far outside the file.
"""

import struct
from collections.abc import Container, Iterator
from typing import NamedTuple

from sstc_cli.sheets.sectors import END, UNUSED, DamagedError, Sectors, numbers

_HEADER = struct.Struct("<28xHHH6xIIIIIIIII109I")
_BYTE_ORDER, _SHIFT, _LARGER_SHIFT, _SMALL_SHIFT = 0xFFFE, 9, 12, 6
_CUTOFF = 4_096  # bytes: a smaller stream is in small sectors; readers may ignore the header's
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")  # of an encoding: a reader may obey them
_ENTRY = struct.Struct("<64s2xB49xIQ")
_EMPTY, _STORAGE = 0, 1


class _Entry(NamedTuple):
    name: str
    kind: int
    start: int
    size: int


def streams_named(data: bytes, names: Container[str]) -> list[bytes]:
    """Return the streams with these names, which are given in lower case.

    Refuse a file in which a chain loops, meets another one, or leaves the file.
    """
    try:
        return [*_streams(data, names, *_HEADER.unpack_from(data))]
    except (struct.error, ValueError) as error:
        raise DamagedError from error


def _streams(
    data: bytes, names: Container[str], order: int, shift: int, small_shift: int, *header: int
) -> Iterator[bytes]:
    directories, tables, directory, _, cutoff, small_table, small_tables, more, _, *listed = header
    fixed = order, small_shift, cutoff
    if fixed != (_BYTE_ORDER, _SMALL_SHIFT, _CUTOFF) or shift not in (_SHIFT, _LARGER_SHIFT):
        raise DamagedError
    file = Sectors(data[1 << shift :], shift)
    if max(directories, tables, small_tables) > file.count:
        raise DamagedError  # a reader makes room for as many as there should be
    file.next_of = numbers(file.at(number) for number in _tables(file, listed, more))
    bits = 0xFFFF_FFFF if shift == _SHIFT else -1  # a size may have more in files of that kind
    root, *entries = _entries(b"".join(file.chain(directory)), bits)
    if max(entry.size for entry in (root, *entries)) > len(data):
        raise DamagedError
    small = Sectors(b"".join(file.chain(root.start)), small_shift)
    small.next_of = numbers(file.chain(small_table))
    for entry in entries:
        is_wanted = entry.name in names  # a reader may go by the name alone
        if is_wanted or entry.kind not in (_EMPTY, _STORAGE):
            chain = b"".join((small if entry.size < _CUTOFF else file).chain(entry.start))
            if is_wanted:
                yield chain[: entry.size or None]


def _tables(file: Sectors, listed: list[int], more: int) -> Iterator[int]:
    """Yield the sectors with the next sector of each: those in the header, then all others."""
    yield from (number for number in listed if number not in (END, UNUSED))
    for _ in range(file.count):
        if more in (END, UNUSED):
            return
        *others, more = numbers([file.at(more)])
        yield from (number for number in others if number not in (END, UNUSED))
    raise DamagedError


def _entries(directory: bytes, bits: int) -> Iterator[_Entry]:
    """Yield the entries of the directory, with these bits of their sizes."""
    for at in range(0, len(directory) - _ENTRY.size + 1, _ENTRY.size):
        name, kind, start, size = _ENTRY.unpack_from(directory, at)
        if name.startswith(_MARKS):
            raise DamagedError
        name = name.decode("utf-16-le", "replace").partition("\0")[0].lower()
        yield _Entry(name, kind, start, size & bits)
