"""The people of each group in the series and at every webinar, without what reveals few of them.

The series counts each person once. So the people at all webinars are those of the series and those
who came again. If nobody did, whoever knows the series and all webinars but one knows that one too.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sstc_cli.numbers.publication.matrix import WHOLE
from sstc_cli.numbers.publication.network import Edge, Network

Counts = Mapping[str, int]  # by group
_SERIES, _AGAIN, _ALL = "series", "again", "all"


@dataclass
class Visits:
    """The people of each group at each webinar, and in the `series`.

    If the series `stays`, its counts are published in any case.
    """

    series: Counts
    counts: Mapping[int, Counts]
    least: int
    stays: bool = False
    network: Network = field(default_factory=Network)
    cells: dict[tuple[int, str], Edge] = field(default_factory=dict)
    sums: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connect()
        for (webinar, group), edge in self.cells.items():
            if 0 < edge.count < self.least or self._is_alone(webinar, edge):
                self._hide(group, edge)
        self._hide_until_safe()

    def count(self, webinar: int, group: str) -> int | None:
        """Return a count that can be published, or None; the series is webinar `WHOLE`."""
        edge = self.cells.get((webinar, group))
        if edge is None:
            return 0
        return edge.count if edge.published and self.sums[webinar] >= self.least else None

    def _connect(self) -> None:
        """Connect the sums: all, webinars, groups, the series beside those who came again, all."""
        again, visits = dict.fromkeys(self.series, 0), 0
        for webinar, counts in self.counts.items():
            n = self.sums[webinar] = sum(counts.values())
            whole = self.network.add(_ALL, ("at", webinar), n)
            if n < self.least:
                whole.bound(0, self.least - 1)
            for group, count in counts.items():
                self.cells[webinar, group] = self.network.add(("at", webinar), group, count)
                again[group] += count
                visits += count
        self.sums[WHOLE] = sum(self.series.values())
        for group, count in self.series.items():
            self.cells[WHOLE, group] = self.network.add(group, _SERIES, count)
            self.network.add(group, _AGAIN, again[group] - count).bound(0, visits)
        self.network.add(_SERIES, _ALL, self.sums[WHOLE])
        self.network.add(_AGAIN, _ALL, visits - self.sums[WHOLE])

    def _is_alone(self, webinar: int, edge: Edge) -> bool:
        """Return whether everybody is in one group, which is a secret of each of them."""
        return edge.count == self.sums[webinar] > 0 and not self._is_fixed(edge)

    def _hide(self, group: str, edge: Edge) -> None:
        """Hide a count. Nobody hides in a group at a webinar who is counted in the series."""
        most = sum(self.sums.values())
        if edge.end == _SERIES:
            for at in (at for at, of in self.cells if of == group):
                self.cells[at, group].bound(0, most)
        else:
            whole = self.cells[WHOLE, group]
            edge.bound(0, whole.count if whole.published else most)

    def _is_fixed(self, edge: Edge) -> bool:
        return self.stays and edge.end == _SERIES

    def _hide_until_safe(self) -> None:
        """Hide more until each small count could have as many other values as the least count."""
        secrets = [edge for (at, _), edge in self.cells.items()
                   if 0 < edge.count < self.least or self._is_alone(at, edge)]  # fmt: skip
        hopeless: set[Edge] = set()
        while exposed := next(self._exposed(secrets, hopeless), None):
            more = self.network.to_hide(exposed, self.least, self._price)
            for edge in more:
                self._hide(str(edge.start if edge.end == _SERIES else edge.end), edge)
            if all(edge.published for edge in more):  # nothing can protect it
                hopeless.add(exposed)

    def _exposed(self, secrets: Iterable[Edge], hopeless: Collection[Edge]) -> Iterator[Edge]:
        left = (edge for edge in secrets if edge not in hopeless)
        return (edge for edge in left if sum(self.network.room(edge, self.least)) < self.least)

    def _price(self, edge: Edge) -> float:
        """Return how much readers lose with a count; sums are known in any case.

        A group that nobody in the series is in has nobody at a webinar either.
        """
        whole = self.cells.get((WHOLE, str(edge.end)))
        is_cell = edge.end == _SERIES or whole is not None
        if not is_cell or self._is_fixed(edge) or (whole is not None and not whole.high):
            return float("inf")
        return 1.0 + edge.count
