"""Choose which parts of a whole, and which shares of groups, can be published.

A reader who knows the whole and some of its parts knows the remainder too. In a tree of parts of
parts, each published part leaves a remainder without the parts published inside it. These
remainders are everything that can be worked out by adding and subtracting. So each must be empty or
large.

A share is exact if what remains of the whole is large on both sides. Otherwise it is rounded, or
only a bound is published, as long as no small count follows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sstc_cli.model.survey import Publish, Survey
from sstc_cli.numbers.statistics import Rough, Share, Shown, share_of, wilson


def strictest(surveys: Iterable[Survey]) -> Publish:
    """Return thresholds that satisfy all surveys."""
    own = [survey.publish for survey in surveys] or [Publish()]
    return own[0].replaced(
        least=max(publish.least for publish in own),
        rate=max(publish.rate for publish in own),
        round=max(publish.round for publish in own),
    )


ROOT = ""

Counts = tuple[int, ...]  # of people, or of good and of other answers
Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole, or of another part."""

    above: str
    counts: Counts


class Tree:
    """The parts of a whole, and those that are published. Parents come before their parts."""

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
            above = self.parts[key].above
            while above != ROOT and above not in self.published:
                above = self.parts[above].above
            remainders = (self.remainder(key), self.remainder(above))
            if not all(not any(left) or min(left) >= self.least for left in remainders):
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
        whole, before = bounds[key], {part: bounds[part] for part in tree.inside[key]}
        low, high = (sum(ends[side] for ends in before.values()) for side in (0, 1))
        for part, (least, most) in before.items():
            bounds[part] = (max(least, whole[0] - high + most), min(most, whole[1] - low + least))
    return bounds


def added(counts: Iterable[Counts]) -> Counts:
    return tuple(map(sum, zip(*counts, strict=True)))


def public_shares(
    tree: Tree, whole: Shown, keys: Iterable[str], publish: Publish, effect: float = 1.0
) -> dict[str, Shown]:
    """Return what can be published about the shares of some parts, with their design effect.

    The counts in the tree are the good answers and all others. Its published parts are exact, and
    `whole` is what is published about all together.
    """
    exact = {key: tree.parts[key].counts[0] for key in tree.published}
    said = {ROOT: bounds_of(whole, sum(tree.whole)), **{key: (n, n) for key, n in exact.items()}}
    shown: dict[str, Shown] = {}
    for key in (key for key in keys if sum(tree.parts[key].counts) >= publish.rate):
        counts = tree.parts[key].counts
        if key in exact:
            shown[key] = share_of(exact[key], sum(counts), effect)
            continue
        for rough in rough_shares(counts, publish, effect):
            more = {**said, key: bounds_of(rough, rough.n)}
            if not _reveals(tree, more) and not _reveals_size(tree, (*exact, *shown, key)):
                said, shown[key] = more, rough
                break
    return shown


def bound(count: int, n: int, publish: Publish) -> Rough | None:
    """Return a bound instead of a share of which one side is small, or None."""
    edge = 5 * (20 * (n - publish.least + 1) // n)
    if n < publish.rate or edge <= 50:
        return None
    if 100 * count >= edge * n:
        return Rough(n, None, edge, 100)
    return Rough(n, None, 0, 100 - edge) if 100 * count <= (100 - edge) * n else None


def rough_shares(counts: Counts, publish: Publish, effect: float = 1.0) -> Iterator[Rough]:
    """Yield round shares, the most exact first."""
    good, n = counts[0], sum(counts)
    step = 5 if n >= 40 else 10
    if n >= 20 and min(counts) >= publish.least:
        percent = (200 * good + step * n) // (2 * step * n) * step
        low, high = wilson(percent / 100, n / effect)
        yield Rough(n, percent, round(100 * low), round(100 * high))
    if limit := bound(good, n, publish):
        yield limit


def bounds_of(shown: Shown, n: int) -> Bounds:
    """Return the least and the largest number of good answers that a published share allows."""
    if shown is None:
        return 0, n
    if isinstance(shown, Share):
        return shown.count, shown.count
    if shown.percent is None:
        return -(-shown.low * n // 100), shown.high * n // 100
    half = 5 if n >= 40 else 10
    return (
        max(0, -(-(2 * shown.percent - half) * n // 200)),
        min(n, -(-(2 * shown.percent + half) * n // 200) - 1),
    )


def _reveals_size(tree: Tree, known: Iterable[str]) -> bool:
    """Return whether a small number of answers follows from those of the parts that are shown."""
    sizes = {key: Part(part.above, (sum(part.counts),)) for key, part in tree.parts.items()}
    whole = sum(tree.whole)
    said = {ROOT: (whole, whole), **{key: (n, n) for key in known for n in sizes[key].counts}}
    bounds = narrowed(Tree((whole,), sizes, tree.least), said)
    return any(
        low == high and 0 < low < tree.least
        for key, (low, high) in bounds.items()
    )  # fmt: skip


def _reveals(tree: Tree, said: Mapping[str, Bounds]) -> bool:
    """Return whether a small count of good or of other answers follows from published shares."""
    if 0 in tree.whole:
        return False
    bounds = narrowed(tree, said)
    return any(
        bounds[key][0] == bounds[key][1] and any(0 < n < tree.least for n in part.counts)
        for key, part in tree.parts.items()
    )
