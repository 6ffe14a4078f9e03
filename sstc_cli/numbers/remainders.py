"""Choose which parts of a whole can be published together.

Whoever knows the whole and some of its parts knows the remainder too. In a tree of parts of parts,
each published part leaves a remainder without the parts published inside it. These remainders are
everything that can be worked out by adding and subtracting. So each must be empty or large.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ROOT = ""

Counts = tuple[int, ...]  # of people, or of good and of other answers
Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole, or of another part."""

    above: str
    counts: Counts


class Tree:
    """The parts of a whole, and those that are published. Parents stand before their parts."""

    def __init__(
        self,
        whole: Counts,
        parts: Mapping[str, Part],
        least: int,
        published: Iterable[str] = (),
    ) -> None:
        self.whole, self.parts, self.least = whole, parts, least
        self.published = set(published)
        self.inside: dict[str, list[str]] = {ROOT: [], **{key: [] for key in parts}}
        for key, part in parts.items():
            self.inside[part.above].append(key)

    def publish(self, keys: Iterable[str]) -> None:
        """Publish those of some parts that leave no small remainder, in this order."""
        for key in keys:
            counts = self.parts[key].counts
            if min(counts) < self.least or counts == self.whole:
                continue
            self.published.add(key)
            if not all(map(self._is_safe, (key, self._published_above(key)))):
                self.published.remove(key)

    def remainder(self, key: str) -> Counts:
        """Return what is left of a part, or of the whole, without the parts published inside."""
        counts = self.whole if key == ROOT else self.parts[key].counts
        for part in self.inside_of(key):
            counts = tuple(n - m for n, m in zip(counts, self.parts[part].counts, strict=True))
        return counts

    def inside_of(self, key: str) -> list[str]:
        """Return the largest published parts inside a part, or inside the whole."""
        found = []
        for part in self.inside[key]:
            found += [part] if part in self.published else self.inside_of(part)
        return found

    def _is_safe(self, key: str) -> bool:
        left = self.remainder(key)
        return not any(left) or min(left) >= self.least

    def _published_above(self, key: str) -> str:
        above = self.parts[key].above
        while above != ROOT and above not in self.published:
            above = self.parts[above].above
        return above


def narrowed(tree: Tree, said: Mapping[str, Bounds]) -> dict[str, Bounds]:
    """Return the bounds of each part that follow from what is said about some parts.

    In a tree, one pass upwards and one downwards find all that follows.
    """
    parts = tree.parts
    bounds = {key: said.get(key, (0, sum(part.counts))) for key, part in parts.items()}
    bounds[ROOT] = said.get(ROOT, (0, sum(tree.whole)))
    for key in (*reversed([*parts]), ROOT):
        if inner := [bounds[part] for part in tree.inside[key]]:
            low, high = (sum(ends) for ends in zip(*inner, strict=True))
            bounds[key] = (max(bounds[key][0], low), min(bounds[key][1], high))
    for key in (ROOT, *parts):
        _narrow_inside(bounds, bounds[key], tree.inside[key])
    return bounds


def _narrow_inside(bounds: dict[str, Bounds], whole: Bounds, parts: Sequence[str]) -> None:
    low, high = (sum(bounds[part][end] for part in parts) for end in (0, 1))
    before = {part: bounds[part] for part in parts}
    for part, (least, most) in before.items():
        bounds[part] = (max(least, whole[0] - high + most), min(most, whole[1] - low + least))


def added(counts: Iterable[Counts]) -> Counts:
    """Return the sums of one or more counts."""
    return tuple(map(sum, zip(*counts, strict=True)))
