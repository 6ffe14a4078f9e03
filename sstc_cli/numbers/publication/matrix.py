"""The answers to one question at every webinar, and what of them can be published together.

Whoever knows the answers of the series and of all webinars but one knows those of that one too. So
counts are hidden in both directions, until each small count could have as many other values as the
least count.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.public_shares import bound, bounds_of
from sstc_cli.numbers.publication.network import Edge, Network
from sstc_cli.numbers.statistics import Shown, share_of

Counts = Mapping[str, int]  # by answer
WHOLE = 0  # in place of a webinar, for the series; the others have their numbers
_ALL, _END = "all", "end"
_SIDE, _SERIES = 4, 2  # how much more than single counts these are missed


@dataclass
class Matrix:
    """The counts of each answer at each webinar; `good` are the best ones, whose sum is shown.

    A webinar of fewer answers than `publish.rate` shows nothing. That everybody has one opinion
    is a secret of each of them; that nobody can have come before a first webinar is none.
    """

    counts: Mapping[int, Counts]
    good: Collection[str]
    publish: Publish
    of_opinions: bool = True
    network: Network = field(default_factory=Network)
    cells: dict[tuple[int, str], Edge] = field(default_factory=dict)
    sides: dict[tuple[int, bool], Edge] = field(default_factory=dict)
    sums: dict[int, Edge] = field(default_factory=dict)
    hopeless: set[Edge] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.answers = list(dict.fromkeys(code for found in self.counts.values() for code in found))
        self._connect()
        self._hide_small()
        self._hide_until_safe()
        self._bound_sides()

    def count(self, webinar: int, answer: str) -> int | None:
        """Return a count that can be published, or None."""
        edge = self.cells[webinar, answer]
        return edge.count if edge.published and self._is_shown(webinar) else None

    def best(self, webinar: int) -> Shown:
        """Return the share of the best answers as far as it can be published."""
        edge, n = self.sides[webinar, True], self.sums[webinar].count
        if not self._is_shown(webinar):
            return None
        if edge.published:
            return share_of(edge.count, n)
        limit = bound(edge.count, n, self.publish)
        return limit if limit and bounds_of(limit, n) == (edge.low, edge.high) else None

    def is_whole(self, webinar: int) -> bool:
        """Return whether every count of a webinar can be published."""
        return all(self.count(webinar, answer) is not None for answer in self.answers)

    def _is_shown(self, webinar: int) -> bool:
        return self.sums[webinar].count >= self.publish.rate

    def _connect(self) -> None:
        """Connect the sums: all, sides, answers, sides of webinars, webinars, and all again."""
        add, total = self.network.add, 0
        of_answers, of_sides = dict.fromkeys(self.answers, 0), {True: 0, False: 0}
        for webinar, counts in self.counts.items():
            n, sides = sum(counts.values()), {True: 0, False: 0}
            for answer in self.answers:
                count, side = counts.get(answer, 0), answer in self.good
                self.cells[webinar, answer] = add(("answer", answer), (webinar, side), count)
                sides[side] += count
                of_answers[answer] += count
                of_sides[side] += count
            for side, count in sides.items():
                self.sides[webinar, side] = add((webinar, side), webinar, count)
            self.sums[webinar] = add(webinar, _END, n)
            total += n
        for answer, count in of_answers.items():
            side = answer in self.good
            self.cells[WHOLE, answer] = add((WHOLE, side), ("answer", answer), count)
        for side, count in of_sides.items():
            self.sides[WHOLE, side] = add(_ALL, (WHOLE, side), count)
        self.sums[WHOLE] = add(_END, _ALL, total)

    def _hide_small(self) -> None:
        least = self.publish.least
        for webinar, n in self.sums.items():
            cells = self._cells_of(webinar)
            alone = self._is_of_one(webinar)
            for edge in (*cells, *self._sides_of(webinar)):
                if not self._is_shown(webinar) or alone or 0 < edge.count < least:
                    self._hide(edge)
            self._hide_both_sides(webinar)
            if n.count < least:
                n.bound(0, least - 1)

    def _hide_both_sides(self, webinar: int) -> None:
        """Hide both sides if one is hidden, because their sum is known."""
        sides = self._sides_of(webinar)
        if any(not edge.published for edge in sides) and self.good:
            for edge in sides:
                self._hide(edge)

    def _hide(self, edge: Edge) -> None:
        edge.bound(0, self.sums[WHOLE].count)

    def _cells_of(self, webinar: int) -> list[Edge]:
        return [self.cells[webinar, answer] for answer in self.answers]

    def _sides_of(self, webinar: int) -> list[Edge]:
        return [self.sides[webinar, side] for side in (True, False)]

    def _is_of_one(self, webinar: int) -> bool:
        """Return whether everybody gave the same answer, and that is a secret."""
        return self.of_opinions and sum(edge.count > 0 for edge in self._cells_of(webinar)) == 1

    def _secrets(self) -> Iterator[Edge]:
        """Yield the counts that must not be known: small ones, and those of everybody at once."""
        for webinar in self.sums:
            cells = self._cells_of(webinar)
            for edge in (*cells, *self._sides_of(webinar)):
                if 0 < edge.count < self.publish.least:
                    yield edge
            if self._is_of_one(webinar):
                yield from (edge for edge in cells if edge.count)

    def _exposed(self, *, bounded: bool = False) -> Iterator[Edge]:
        """Yield the secrets of which a reader can work out too much.

        With `bounded` sums, it is no news that a small count is one of those below the least.
        """
        least = self.publish.least
        for edge in self._secrets():
            if edge not in self.hopeless:
                down, up = self.network.room(edge, least)
                is_small = bounded and down == edge.count and down + up >= least - 1
                if down + up < least and not is_small:
                    yield edge

    def _hide_until_safe(self) -> None:
        """Hide more until no secret is exposed, except for those that nothing can protect.

        If fewer people answered than the least count, that alone tells about each of them.
        """
        while exposed := next(self._exposed(), None):
            if not self._hide_more(exposed):
                self.hopeless.add(exposed)

    def _hide_more(self, exposed: Edge) -> bool:
        """Hide what widens an exposed count, as few people as possible; return whether it can."""
        found = self.network.to_hide(exposed, self.publish.least, self._price)
        for edge in found:
            self._hide(edge)
        for webinar in self.sums:
            self._hide_both_sides(webinar)
        return bool(found)

    def _price(self, edge: Edge) -> float:
        """Return how much readers lose with a count: most with the best answers and the series."""
        if edge in self.sums.values():
            return float("inf")
        price = 1.0 + edge.count
        is_side = edge in self.sides.values()
        return price * (_SIDE if is_side else 1) * (_SERIES if WHOLE in _numbers(edge) else 1)

    def _bound_sides(self) -> None:
        """Publish bounds of hidden sums of the best answers, where no secret is exposed by them."""
        for webinar in self.sums:
            good, other = self.sides[webinar, True], self.sides[webinar, False]
            n = self.sums[webinar].count
            limit = bound(good.count, n, self.publish) if self._is_shown(webinar) else None
            if good.published or limit is None:
                continue
            low, high = bounds_of(limit, n)
            good.bound(low, high)
            other.bound(n - high, n - low)
            if any(self._exposed(bounded=True)):
                self._hide(good)
                self._hide(other)


def _numbers(edge: Edge) -> set[object]:
    """Return the webinars that an edge is about."""
    return {node[0] for node in (edge.start, edge.end) if isinstance(node, tuple)}
