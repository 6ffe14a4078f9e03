"""Chains of sectors, which readers follow to their ends ([MS-CFB], 2.1)."""

import struct
from array import array
from collections.abc import Iterable, Iterator

END, UNUSED = 0xFFFF_FFFE, 0xFFFF_FFFF


class DamagedError(Exception):
    """A file that starts like a workbook, and cannot be one."""


class Sectors:
    """Sectors of one size, and the number of the next one of each."""

    def __init__(self, data: bytes, shift: int) -> None:
        self._data, self._shift = data, shift
        self.count = -(-len(data) >> shift)
        self.next_of = array("I")
        self._taken = bytearray(self.count)

    def at(self, number: int) -> bytes:
        """Return the bytes of a sector, fewer at the end of the file."""
        if number >= self.count:
            raise DamagedError
        return self._data[number << self._shift : (number + 1) << self._shift]

    def chain(self, number: int) -> Iterator[bytes]:
        """Yield the sectors of a chain. Refuse one that has been in a chain before."""
        while number != END:
            yield self.at(number)
            if self._taken[number] or number >= len(self.next_of):
                raise DamagedError
            self._taken[number] = True
            number = self.next_of[number]


def numbers(sectors: Iterable[bytes]) -> "array[int]":
    """Return the numbers that sectors contain."""
    data = b"".join(sectors)
    return array("I", struct.unpack_from(f"<{len(data) // 4}I", data))
