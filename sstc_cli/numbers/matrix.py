"""Counts at every webinar, and what of them can be published together, as flows through a network.

The counts of a table with sums in two directions are a flow: from the sum of all through the
answers and the webinars, and back. Each edge carries a count, and has the bounds that are
published: those of an exact count are both at its value. Every other flow within the bounds is a
table that a reader must think possible. How far a count can rise or fall is therefore a maximum
flow around its edge (Ford and Fulkerson 1956), which is exact, also for whole numbers.

A reader who knows the answers of the series and of all webinars but one knows those of that one
too. So counts are hidden in both directions, until each small count could have as many other values
as the least count.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

from sstc_cli.model.survey import Publish
from sstc_cli.numbers.hiding import bound, bounds_of, rough_shares
from sstc_cli.numbers.statistics import Rough, Shown, share_of

Node = Hashable
Way = list[tuple["Edge", bool]]  # edges, and whether one goes along them forward


@dataclass(slots=True, eq=False)
class Edge:
    """A count on its way from one sum to another, and the bounds that readers know."""

    start: Node
    end: Node
    count: int
    low: int
    high: int

    def publish(self) -> None:
        self.low = self.high = self.count

    def bound(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    @property
    def published(self) -> bool:
        return self.low == self.high

    def room(self, *, forward: bool) -> int:
        """Return by how much the count can rise or fall within its own bounds."""
        return self.high - self.count if forward else self.count - self.low


class Network:
    """Sums as nodes and counts as edges. What flows into a node flows out of it."""

    def __init__(self) -> None:
        self.edges: list[Edge] = []
        self.at: dict[Node, Way] = defaultdict(list)

    def add(self, start: Node, end: Node, count: int) -> Edge:
        """Add a count that readers know, and return its edge."""
        edge = Edge(start, end, count, count, count)
        self.edges.append(edge)
        self.at[start].append((edge, True))
        self.at[end].append((edge, False))
        return edge

    def room(self, edge: Edge, enough: int) -> tuple[int, int]:
        """Return how far a count could be lower and higher for a reader, up to `enough`."""
        down, _ = self._room(edge, enough, forward=False)
        up, _ = self._room(edge, enough, forward=True)
        return down, up

    def to_hide(self, edge: Edge, enough: int, price: Callable[[Edge], float]) -> list[Edge]:
        """Return the published counts of the lowest price that, once hidden, widen another one.

        There are none if nothing helps. A count without a price, that is an infinite one, stays.
        """
        ways = [self._wider(edge, enough, price, forward=forward) for forward in (True, False)]
        possible = [way for way in ways if way]
        return min(possible, key=lambda edges: sum(map(price, edges)), default=[])

    def _wider(
        self, edge: Edge, enough: int, price: Callable[[Edge], float], *, forward: bool
    ) -> list[Edge]:
        found, moved = self._room(edge, enough, forward=forward)
        if edge.room(forward=forward) <= found:
            return []
        start, end = (edge.end, edge.start) if forward else (edge.start, edge.end)
        way = self._way(edge, start, end, moved, price)
        return [other for other, _ in way if other.published]

    def _room(self, edge: Edge, enough: int, *, forward: bool) -> tuple[int, dict[Edge, int]]:
        start, end = (edge.end, edge.start) if forward else (edge.start, edge.end)
        moved: dict[Edge, int] = defaultdict(int)
        found, most = 0, min(enough, edge.room(forward=forward))
        while found < most and (way := self._way(edge, start, end, moved)):
            for other, ahead in way:
                moved[other] += 1 if ahead else -1
            found += 1
        return found, moved

    def _way(
        self, own: Edge, start: Node, end: Node, moved: dict[Edge, int],
        price: Callable[[Edge], float] | None = None,
    ) -> Way:  # fmt: skip
        """Return the way of the lowest price on which one more can flow without the `own` edge.

        Without prices, published counts cannot change.
        """
        before: dict[Node, tuple[Edge, bool]] = {}
        turn = count()  # decides between ways of the same price
        waiting: list[tuple[float, int, Node, Edge | None, bool]] = [(0, 0, start, None, True)]
        seen = set[Node]()
        while waiting and end not in seen:
            paid, _, node, by, ahead = heappop(waiting)
            if node in seen:
                continue
            seen.add(node)
            if by is not None:
                before[node] = by, ahead
            for edge, forward in self.at[node]:
                cost = 0.0 if edge is own else _cost(edge, forward, moved[edge], price)
                if edge is not own and cost < float("inf"):
                    reached = edge.end if forward else edge.start
                    heappush(waiting, (paid + cost, next(turn), reached, edge, forward))
        way: Way = []
        while end in before and end != start:
            edge, ahead = before[end]
            way.append((edge, ahead))
            end = edge.start if ahead else edge.end
        return way


def _cost(edge: Edge, forward: bool, moved: int, price: Callable[[Edge], float] | None) -> float:
    """Return what it costs that one more flows along an edge: nothing if readers allow for it."""
    shift = moved if forward else -moved
    if edge.room(forward=forward) > shift:
        return 0.0
    could = edge.published and (forward or edge.count > shift)  # a count cannot fall below zero
    return price(edge) if price and could else float("inf")


Counts = Mapping[str, int]  # by answer
WHOLE = 0  # in place of a webinar, for the series; the others have their numbers
_ALL, _END = "all", "end"
_SIDE, _SERIES = 4, 2  # how much more than single counts these are missed


@dataclass
class Matrix:
    """The counts of each answer at each webinar; `good` are the best ones, whose sum is shown.

    A webinar of fewer answers than `publish.rate` shows nothing. That everybody has one opinion
    is a secret of each of them; that nobody can have come before a first webinar is none. At the
    webinars `also`, all counts are secrets, because few people follow from them elsewhere. Of
    sides, and of counts that are hidden, readers may have bounds that are `known` from elsewhere.
    Shares that are hidden can be `round` ones.
    """

    counts: Mapping[int, Counts]
    good: Collection[str]
    publish: Publish
    of_opinions: bool = True
    also: Collection[int] = ()
    known: Mapping[tuple[int, str | bool], tuple[int, int]] = field(default_factory=dict)
    round: bool = False
    rough: dict[int, Rough] = field(default_factory=dict)
    network: Network = field(default_factory=Network)
    cells: dict[tuple[int, str], Edge] = field(default_factory=dict)
    sides: dict[tuple[int, bool], Edge] = field(default_factory=dict)
    sums: dict[int, Edge] = field(default_factory=dict)
    limits: dict[Edge, tuple[int, int]] = field(default_factory=dict)
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
        return self.rough.get(webinar)

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
        for (webinar, of), bounds in self.known.items():
            if isinstance(of, bool):
                edge = self.sides[webinar, of]
                edge.bound(*bounds)
            else:
                edge = self.cells[webinar, of]
            self.limits[edge] = bounds

    def _hide_small(self) -> None:
        least = self.publish.least
        for webinar, n in self.sums.items():
            cells = self._cells_of(webinar)
            alone = self._is_of_one(webinar) or webinar in self.also
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
        edge.bound(*self.limits.get(edge, (0, self.sums[WHOLE].count)))

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
                if 0 < edge.count < self.publish.least or (webinar in self.also and edge.count):
                    yield edge
            if self._is_of_one(webinar):
                yield from (edge for edge in cells if edge.count)

    def _exposed(self, *, bounded: bool = False) -> Iterator[Edge]:
        """Yield the secrets of which a reader can work out too much.

        With `bounded` sums, and of no opinions, it is no news that a small count is one of those
        below the least.
        """
        least = self.publish.least
        for edge in self._secrets():
            if edge not in self.hopeless:
                down, up = self.network.room(edge, least)
                is_news = self.of_opinions and not bounded
                is_small = not is_news and down == edge.count and down + up >= least - 1
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
        low, high = self.limits.get(edge, (0, 1))
        if edge in self.sums.values() or low == high:
            return float("inf")
        price = 1.0 + edge.count
        is_side = edge in self.sides.values()
        nodes = (node for node in (edge.start, edge.end) if isinstance(node, tuple))
        of_series = any(node[0] == WHOLE for node in nodes)
        return price * (_SIDE if is_side else 1) * (_SERIES if of_series else 1)

    def _bound_sides(self) -> None:
        """Publish bounds of hidden sums of the best answers, where no secret is exposed by them.

        What nothing can protect does not get less room by them either.
        """
        least = self.publish.least
        rooms = {edge: sum(self.network.room(edge, least)) for edge in self.hopeless}
        for webinar in sorted(self.sums, key=lambda at: self.round and at != WHOLE):
            good, other = self.sides[webinar, True], self.sides[webinar, False]
            if good.published or not self._is_shown(webinar):
                continue
            n = self.sums[webinar].count
            for rough in self._limits(good.count, n):
                low, high = bounds_of(rough, n)
                good.bound(low, high)
                other.bound(n - high, n - low)
                is_less = any(sum(self.network.room(edge, least)) < had
                              for edge, had in rooms.items())  # fmt: skip
                if not is_less and not any(self._exposed(bounded=True)):
                    self.rough[webinar] = rough
                    break
                self._hide(good)
                self._hide(other)

    def _limits(self, good: int, n: int) -> Iterable[Rough]:
        """Return what can be said of a share that is hidden, the most exact first."""
        if self.round:
            return rough_shares((good, n - good), self.publish)
        limit = bound(good, n, self.publish)
        return [limit] if limit else []
