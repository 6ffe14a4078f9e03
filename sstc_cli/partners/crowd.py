"""Everybody who may be introduced, in a form that is compared: topics, hours, earlier requests."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import log

from sstc_cli.model import Series, load_zone
from sstc_cli.model.partners import Topic
from sstc_cli.partners.pool import Profile
from sstc_cli.store.requests import RequestState


@dataclass(frozen=True, slots=True)
class EarlierRequest:
    """A request between two persons, in the order of their digests.

    `takes_a_place` means that both have one place less for others.
    """

    first: str
    second: str
    state: RequestState
    takes_a_place: bool

    @property
    def pair(self) -> tuple[str, str]:
        """Both persons, which is how a pair is recognised."""
        return self.first, self.second


OFFICE = (9, 17)  # the hours in which people are in the office
_WORKING = (OFFICE[1] - OFFICE[0]) * 60
_DAY = 24 * 60


def offset_of(profile: Profile, day: date) -> int | None:
    """Return the minutes between a person's clock and UTC, or None if it is not known."""
    if profile.zone is None:
        return None
    offset = datetime.combine(day, time(12), load_zone(profile.zone)).utcoffset()
    return int(offset.total_seconds()) // 60 if offset is not None else None


def common_minutes(one: int | None, other: int | None) -> int:
    """Return the minutes of a day in which both are in the office."""
    if one is None or other is None:
        return 0
    apart = abs(one - other) % _DAY
    return max(0, _WORKING - min(apart, _DAY - apart))


def common_share(one: int | None, other: int | None) -> float:
    """Return the share of a working day that two have in common."""
    return common_minutes(one, other) / _WORKING


WHOLE, HALF = 1.0, 0.5  # a topic, and its parent in its place


class CodeBits:
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
        self.codes = CodeBits(asked | {topic.id for topic in topics} | {*parents.values()})
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


_NO_DAY = date(2020, 1, 1)  # of a series without webinars: only the clocks of that day matter


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a crowd: codes are bits, and `offset` is the minutes of their clock from UTC."""

    profile: Profile
    offers: int
    seeks: int
    kinds: int
    webinars: int
    offset: int | None
    places: int
    taken: int

    @property
    def is_free(self) -> bool:
        """Whether another request may be made."""
        return self.taken < self.places


class Crowd:
    """The persons in the order of their digests, with the requests that were made."""

    def __init__(
        self, profiles: Iterable[Profile], requests: Sequence[EarlierRequest], series: Series
    ) -> None:
        self.series, self.rules = series, series.partners
        ordered = sorted(profiles, key=lambda profile: profile.person)
        self.rarity = Rarity(ordered, series.topics)
        self.kinds = CodeBits(code for profile in ordered for code in profile.kinds)
        self.requests = {request.pair: request for request in requests if request.state.is_free}
        self.requests |= {r.pair: r for r in requests if not r.state.is_free}
        self.fits = {frozenset(fit.audiences) for fit in self.rules.fits}
        taken = Counter(
            person for r in self.requests.values() if r.takes_a_place for person in r.pair
        )
        days = [webinar.starts.date() for webinar in series.webinars]
        self._day = min(days, default=_NO_DAY)
        self.members = [self._member(profile, taken[profile.person]) for profile in ordered]
        self.index = {member.profile.person: at for at, member in enumerate(self.members)}

    def request(self, one: str, other: str) -> EarlierRequest | None:
        """Return the request between two persons that counts, or None."""
        return self.requests.get((min(one, other), max(one, other)))

    def __getitem__(self, person: str) -> Member:
        return self.members[self.index[person]]

    def _member(self, profile: Profile, taken: int) -> Member:
        topics = self.rarity.codes
        return Member(
            profile,
            topics.mask(profile.offers),
            topics.mask(profile.seeks),
            self.kinds.mask(profile.kinds),
            sum(1 << number for number in profile.webinars),
            offset_of(profile, self._day),
            max(0, min(profile.at_once, self.rules.at_once)),
            taken,
        )
