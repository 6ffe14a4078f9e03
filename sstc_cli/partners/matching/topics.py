"""How much of what somebody seeks another one offers; rare offers weigh more."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log

from sstc_cli.model.partners.partners import Topic
from sstc_cli.partners.profile import Profile

WHOLE, HALF = 1.0, 0.5  # a topic, and its parent in its place


class Codes:
    """Codes as bits of an integer, in the order of the alphabet."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.names = sorted({*codes})
        self._bits = {name: 1 << at for at, name in enumerate(self.names)}

    def mask(self, codes: Iterable[str]) -> int:
        """Return the bits of codes; unknown ones have none."""
        return sum(self._bits.get(code, 0) for code in {*codes})

    def of(self, mask: int) -> tuple[str, ...]:
        """Return the codes of bits."""
        return tuple(name for name in self.names if self._bits[name] & mask)


class Rarity:
    """The topics of many persons, and the weight of each."""

    def __init__(self, profiles: Sequence[Profile], topics: Sequence[Topic]) -> None:
        parents = {topic.id: topic.parent for topic in topics if topic.parent}
        asked = {code for profile in profiles for code in profile.offers | profile.seeks}
        self.codes = Codes(asked | {topic.id for topic in topics} | {*parents.values()})
        offers = Counter(code for profile in profiles for code in profile.offers)
        self.weights = {
            code: log(1 + len(profiles) / (1 + offers[code])) for code in self.codes.names
        }
        self._parents = {
            self.codes.mask([code]): self.codes.mask([parent]) for code, parent in parents.items()
        }
        self._weight = {self.codes.mask([code]): own for code, own in self.weights.items()}
        self._sums: dict[int, float] = {}
        self._known: dict[int, tuple[int, dict[int, float]]] = {}

    def fit(self, seeks: int, offers: int) -> float:
        """Return which share of the weight of what is sought is offered, from 0 to 1."""
        entry = self._known.get(seeks)
        if entry is None:
            entry = self._known[seeks] = (seeks | self.parents(seeks), {})
        relevant, known = entry
        offers &= relevant
        found = known.get(offers)
        if found is None:
            found = known[offers] = self._fit(seeks, offers)
        return found

    def shares(self, seeks: int) -> Iterator[tuple[int, int, float]]:
        """Yield each topic that is sought, its parent, and its share of the weight of all."""
        whole = self._sums.get(seeks)
        if whole is None:
            whole = self._sums[seeks] = sum(self._weight[bit] for bit in bits(seeks))
        for bit in bits(seeks):
            yield bit, self._parents.get(bit, 0), self._weight[bit] / whole

    def parents(self, topics: int) -> int:
        """Return the parents of topics."""
        found = 0
        for bit in bits(topics):
            found |= self._parents.get(bit, 0)
        return found

    def helping(self, seeks: int, offers: int) -> tuple[str, ...]:
        """Return what is offered that helps: what is sought, or its parent."""
        helping = seeks & offers
        for bit in bits(seeks & ~offers):
            helping |= self._parents.get(bit, 0) & offers
        return self.codes.of(helping)

    def _fit(self, seeks: int, offers: int) -> float:
        parts = (
            share * (WHOLE if bit & offers else HALF)
            for bit, parent, share in self.shares(seeks)
            if (bit | parent) & offers
        )
        return min(1.0, sum(parts))


def bits(mask: int) -> Iterator[int]:
    """Yield the bits of an integer, from the lowest."""
    while mask:
        low = mask & -mask
        yield low
        mask ^= low
