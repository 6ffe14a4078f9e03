"""The amount of text in the cells of an old workbook (`.xls`), where many cells share one string.

The shared strings are in one record and in those that continue it ([MS-XLS], 2.4.265 and 2.5.293).
If a string's characters go on in the next record, a byte there gives their width again.
"""

import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

_TABLE, _CONTINUED, SHARES = 0x00FC, 0x003C, 0x00FD
OF_TEXTS = frozenset({_TABLE, _CONTINUED})
_WIDE, _FAR_EAST, _RICH = 0x01, 0x04, 0x08
_HARMLESS = 200_000_000  # characters
_LONGEST, _MOST = 0xFFFF, 2_000_000
_HEAD, _SHORT, _LONG = struct.Struct("<HB"), struct.Struct("<H"), struct.Struct("<I")


class Texts:
    """The shared strings, and the number of the one that each cell has."""

    def __init__(self, shared: Sequence[int]) -> None:
        self.tables: list[list[memoryview]] = []
        self.shared = shared
        self.end = 0

    def take(self, at: int, kind: int, body: memoryview) -> None:
        """Take the next record, which starts at this place."""
        if kind == _TABLE:
            self.tables.append([body[8:]])
        elif kind == _CONTINUED and at == self.end:  # otherwise it continues another record
            self.tables[-1].append(body)
        else:
            return
        self.end = at + 4 + len(body)

    def total(self) -> int:
        """Return how many characters all cells have together, or 0 if they cannot be many."""
        return max(map(self._total, self.tables), default=0)  # readers differ in which they take

    def _total(self, parts: list[memoryview]) -> int:
        longest = min(sum(map(len, parts)), _LONGEST)
        if len(self.shared) * longest <= _HARMLESS:
            return 0
        lengths = [*islice(_lengths(parts), _MOST)]
        return sum(
            count * (lengths[index] if index < len(lengths) else _LONGEST)
            for index, count in Counter(self.shared).items()
        )


def _lengths(parts: list[memoryview]) -> Iterator[int]:
    """Yield the length of each string, until the records make no sense."""
    reader = _Reader(parts)
    try:
        while True:
            yield reader.string()
    except (IndexError, struct.error):
        return


class _Reader:
    """A position in the records of the shared strings."""

    def __init__(self, parts: list[memoryview]) -> None:
        self.parts = iter(parts)
        self.part, self.at = memoryview(b""), 0

    def string(self) -> int:
        """Pass over the next string, and return how many characters it has."""
        if self.at >= len(self.part):
            self._next()
        count: int
        flags: int
        count, flags = _HEAD.unpack_from(self.part, self.at)
        self.at += _HEAD.size
        end = self.at + (count << (flags & _WIDE))
        if end <= len(self.part) and not flags & (_RICH | _FAR_EAST):  # most strings
            self.at = end
            return count
        runs = self._number(_SHORT) if flags & _RICH else 0
        extra = self._number(_LONG) if flags & _FAR_EAST else 0
        remaining = count
        while remaining:
            if self.at >= len(self.part):
                self._next()
                flags, self.at = self.part[0], 1
            room = (len(self.part) - self.at) >> (flags & _WIDE)
            if not room:
                raise IndexError
            fits = min(remaining, room)
            self.at += fits << (flags & _WIDE)
            remaining -= fits
        self._skip(4 * runs + extra)
        return count

    def _number(self, layout: struct.Struct) -> int:
        number: int = layout.unpack_from(self.part, self.at)[0]
        self.at += layout.size
        return number

    def _skip(self, count: int) -> None:
        while count > len(self.part) - self.at:
            count -= len(self.part) - self.at
            self._next()
        self.at += count

    def _next(self) -> None:
        self.part, self.at = next(self.parts, memoryview(b"")), 0
        if not self.part:
            raise IndexError
