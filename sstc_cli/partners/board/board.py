"""What can be published of a pool: counts that are large enough, and reveal no small one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.model import Series, Survey
from sstc_cli.numbers.hiding import hide
from sstc_cli.numbers.publication.hide import strictest_of
from sstc_cli.partners.pool.counts import kind_counts, topic_counts
from sstc_cli.partners.pool.pool import Pool
from sstc_cli.partners.profile import Profile

LEAST = 5
_REST = "\N{NULL}"  # everybody else
Count = int | None  # None is hidden


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic with the people who offer and seek it."""

    topic: str
    offered: Count
    sought: Count


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of cooperation with the people who want it."""

    kind: str
    wanted: Count


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people of an audience seek something that somebody in another one offers."""

    seeking: str
    offering: str
    people: Count


@dataclass(frozen=True, slots=True)
class Board:
    """The public counts; nothing at all if the pool has fewer people than `least`."""

    least: int
    topics: tuple[TopicLine, ...] = ()
    kinds: tuple[KindLine, ...] = ()
    matrix: tuple[Cell, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no count can be shown."""
        counts = [count for one in self.topics for count in (one.offered, one.sought)]
        counts += [one.wanted for one in self.kinds]
        return all(count is None for count in counts)


def board_of(pool: Pool, series: Series, surveys: Mapping[str, Survey]) -> Board:
    """Return what can be published of a pool, by the strictest thresholds of the surveys."""
    publish = strictest_of(surveys)
    hiding = _Hiding(max(LEAST, publish.least), len(pool.profiles), publish.rounded)
    topics = tuple(
        TopicLine(one.topic, hiding.shown(one.offered), hiding.shown(one.sought))
        for one in topic_counts(pool.profiles, series)
    )
    kinds = tuple(
        KindLine(one.kind, hiding.shown(one.wanted)) for one in kind_counts(pool.profiles, series)
    )
    matrix = tuple(_matrix(pool.profiles, series, hiding))
    return Board(hiding.least, topics, kinds, matrix)


class _Hiding:
    """Decides which counts of people can be shown, of so many in all."""

    def __init__(self, least: int, n: int, rounded: Callable[[int], int]) -> None:
        self.least, self.n, self._rounded = least, n, rounded

    def shown(self, count: int, n: int | None = None) -> Count:
        """Return a count, or None if it or the number of all others is small."""
        cells = {"": count, _REST: (self.n if n is None else n) - count}
        if count < self.least or hide(cells, self.least).cells:
            return None
        return self._rounded(count)


def _matrix(profiles: Sequence[Profile], series: Series, hiding: _Hiding) -> list[Cell]:
    """Return the cells of the matrix of audiences that can be shown."""
    groups = {
        audience.id: [one for one in profiles if one.audience == audience.id]
        for audience in series.audiences
    }
    offers = {
        id_: {topic for one in people for topic in one.offers} for id_, people in groups.items()
    }
    found = []
    for seeking, people in groups.items():
        for offering, topics in offers.items():
            count = sum(not topics.isdisjoint(one.seeks) for one in people)
            found.append(Cell(seeking, offering, hiding.shown(count, len(people))))
    return found
