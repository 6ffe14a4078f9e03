"""The ranges of hidden counts that a reader can work out, as flows through a network.

The counts of a table with sums in two directions are a flow: from the sum of all through the
answers and the webinars, and back. Each edge carries a count, and has the bounds that are
published: those of an exact count are both at its value. Every other flow within the bounds is a
table that a reader must think possible. How far a count can rise or fall is therefore a maximum
flow around its edge (Ford and Fulkerson 1956), which is exact, also for whole numbers.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

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
        """Let readers know the count."""
        self.low = self.high = self.count

    def bound(self, low: int, high: int) -> None:
        """Let readers know bounds of the count."""
        self.low, self.high = low, high

    @property
    def published(self) -> bool:
        """Return whether readers know the count."""
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
        """Return how far the count can rise or fall if others change with it, and how they do."""
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
