"""Everybody who may be introduced, as integers that are compared quickly."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sstc_cli.model import Series
from sstc_cli.partners.earlier import EarlierRequest
from sstc_cli.partners.matching.hours import offset_of
from sstc_cli.partners.matching.topics import Codes, Rarity
from sstc_cli.partners.profile import Profile

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
        self.kinds = Codes(code for profile in ordered for code in profile.kinds)
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
