"""Many counts in one whole number, so that one addition adds all of them."""

import sys
from array import array
from collections.abc import Hashable, Iterable, Iterator
from itertools import repeat
from typing import Any

ALL = 0  # in place of a webinar, for all of them together
_BITS = 64
HIGH = 1 << _BITS // 2  # one in the upper half of a place, which has a count of its own
LOW = HIGH - 1


class Places:
    """The places of counts in a packed number, by name. Each has two counts, `LOW` and `HIGH`."""

    def __init__(self) -> None:
        self.places: dict[Hashable, int] = {}

    def one(self, name: Hashable) -> int:
        """Return a packed number with a one at a place, which is new if the name is."""
        return 1 << _BITS * self.places.setdefault(name, len(self.places))

    def counts(self, packed: int) -> dict[Any, int]:
        """Return the count at each place, with both of its halves."""
        return dict(zip(self.places, self._array([packed]), strict=True))

    def columns(
        self, packed: Iterable[int], names: Iterable[Hashable] | None = None
    ) -> Iterator[tuple[Any, "array[int]"]]:
        """Yield some places, or all, with the counts of all packed numbers there."""
        values, width = self._array(packed), len(self.places)
        for name in self.places if names is None else names:
            if name in self.places:
                yield name, values[self.places[name] :: width]

    def _array(self, packed: Iterable[int]) -> "array[int]":
        size = len(self.places) * _BITS // 8
        return array("Q", b"".join(map(int.to_bytes, packed, repeat(size), repeat(sys.byteorder))))
