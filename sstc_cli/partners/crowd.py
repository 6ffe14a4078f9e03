"""All people who may be introduced, in a form that is compared: topics, hours, earlier requests."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import log

from sstc_cli.model import Series, load_zone
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


HALF = 0.5  # of a topic, if its parent is in its place
# each topic that is sought, its parent, and its share of the weight of all of them
Sought = tuple[tuple[str, str | None, float], ...]


def fit(sought: Sought, offers: frozenset[str]) -> float:
    """Return which share of the weight of what is sought is offered, from 0 to 1."""
    found = 0.0
    for topic, parent, share in sought:
        if topic in offers:
            found += share
        elif parent in offers:
            found += share * HALF
    return min(1.0, found)


def helping(sought: Sought, offers: frozenset[str]) -> tuple[str, ...]:
    """Return what is offered that helps: what is sought, or its parent."""
    found = {topic if topic in offers else parent for topic, parent, _ in sought}
    return tuple(sorted(code for code in found if code in offers))


_NO_DAY = date(2020, 1, 1)  # of a series without webinars: only the clocks of that day matter


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a crowd; `offset` is the minutes of their clock from UTC."""

    profile: Profile
    sought: Sought
    offset: int | None
    places: int
    taken: int

    @property
    def is_free(self) -> bool:
        return self.taken < self.places


class Crowd:
    """The persons in the order of their digests, with the requests that were made.

    A topic has the more weight, the fewer offer it.
    """

    def __init__(
        self, profiles: Iterable[Profile], requests: Sequence[EarlierRequest], series: Series
    ) -> None:
        self.series, self.rules = series, series.partners
        ordered = sorted(profiles, key=lambda profile: profile.person)
        self._count, self._parents = len(ordered), {one.id: one.parent for one in series.topics}
        self._offered = Counter(code for profile in ordered for code in profile.offers)
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
        return self.requests.get((min(one, other), max(one, other)))

    def __getitem__(self, person: str) -> Member:
        return self.members[self.index[person]]

    def _member(self, profile: Profile, taken: int) -> Member:
        weights = {
            topic: log(1 + self._count / (1 + self._offered[topic]))
            for topic in sorted(profile.seeks)
        }
        whole = sum(weights.values())
        sought = ((one, self._parents.get(one), own / whole) for one, own in weights.items())
        places = max(0, min(profile.at_once, self.rules.at_once))
        return Member(profile, tuple(sought), offset_of(profile, self._day), places, taken)
