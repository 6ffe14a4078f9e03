"""Who is suggested to whom, in fair rounds, and what is known about any two persons."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import sqrt

from sstc_cli.model import Series
from sstc_cli.partners.crowd import Crowd, EarlierRequest, Member, common_share, fit, helping
from sstc_cli.partners.pool import Profile


class Why(StrEnum):
    """The reasons for a pair."""

    MUTUAL = "mutual"
    ONE_SIDED = "one_sided"
    KINDS = "kinds"
    AUDIENCES = "audiences"
    HOURS = "hours"
    WEBINARS = "webinars"


class WhyNot(StrEnum):
    """What forbids a pair."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    LANGUAGE = "language"
    OPEN = "open"
    INTRODUCED = "introduced"
    DECLINED = "declined"
    PLACES = "places"
    TOPICS = "topics"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: its points, and the topics, kinds or other codes that it is about.

    `codes` of topics are offered by the first person, and those in `back` by the second.
    """

    name: Why
    points: float
    codes: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why two persons are not suggested, and the persons or codes that it is about."""

    name: WhyNot
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair that is suggested in a round, in the order of their digests."""

    first: str
    second: str
    score: float
    round: int
    reasons: tuple[Reason, ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        return self.first, self.second


def obstacles(crowd: Crowd, one: Member, other: Member) -> Iterator[Obstacle]:
    """Yield every rule that forbids a pair."""
    first, second = one.profile, other.profile
    if first.person == second.person:
        yield Obstacle(WhyNot.PERSON)
        return
    if first.organisation and first.organisation == second.organisation:
        yield Obstacle(WhyNot.ORGANISATION)
    if not crowd.rules.within_a_country and first.country and first.country == second.country:
        yield Obstacle(WhyNot.COUNTRY, (first.country,))
    if not first.languages & second.languages:
        yield Obstacle(WhyNot.LANGUAGE)
    request = crowd.request(first.person, second.person)
    if request is not None and not request.state.is_free:
        yield Obstacle(WhyNot.OPEN if request.state.is_open else WhyNot(request.state.value))
    full = [member.profile.person for member in (one, other) if not member.is_free]
    if full:
        yield Obstacle(WhyNot.PLACES, tuple(full))
    if not fit(one.sought, second.offers) and not fit(other.sought, first.offers):
        yield Obstacle(WhyNot.TOPICS)


POINT = 100


class Scorer:
    """Gives points to pairs of a crowd."""

    def __init__(self, crowd: Crowd) -> None:
        self._fits = {(a, b) for fit in crowd.fits for a in fit for b in fit if {a, b} == fit}
        weights = crowd.rules.weights
        self._mutual, self._one = weights.mutual * POINT, weights.one_sided * POINT
        self._kinds, self._webinars = weights.kinds * POINT, weights.webinars * POINT
        self._audiences = weights.audiences * POINT
        offsets = {member.offset for member in crowd.members}
        self._hours = {
            (one, other): round(weights.hours * POINT * common_share(one, other))
            for one in offsets
            for other in offsets
        }

    def score(self, one: Member, other: Member) -> int:
        """Return the sum of all points, or 0 if neither offers what the other seeks."""
        first, second = one.profile, other.profile
        there, back = fit(other.sought, first.offers), fit(one.sought, second.offers)
        best = max(there, back)
        if not best:
            return 0
        points = round(self._one * best) + self._hours[one.offset, other.offset]
        if there and back:
            points += round(self._mutual * sqrt(there * back))
        if common := first.kinds & second.kinds:
            points += round(self._kinds * len(common) / min(len(first.kinds), len(second.kinds)))
        if (first.audience, second.audience) in self._fits:
            points += self._audiences
        if not first.webinars.isdisjoint(second.webinars):
            points += self._webinars
        return points

    def reasons(self, one: Member, other: Member) -> tuple[Reason, ...]:
        """Return what makes the score of a pair, in the order of the weights."""
        first, second = one.profile, other.profile
        there, back = fit(other.sought, first.offers), fit(one.sought, second.offers)
        if not (best := max(there, back)):
            return ()
        gives, gets = helping(other.sought, first.offers), helping(one.sought, second.offers)
        kinds, webinars = first.kinds & second.kinds, first.webinars & second.webinars
        least = min(len(first.kinds), len(second.kinds)) or 1
        audiences = (first.audience, second.audience)
        points = {
            Why.MUTUAL: (round(self._mutual * sqrt(there * back)), gives, gets),
            Why.ONE_SIDED: (round(self._one * best), gives, gets),
            Why.KINDS: (round(self._kinds * len(kinds) / least), tuple(sorted(kinds)), ()),
            Why.AUDIENCES: (self._audiences * (audiences in self._fits), _named(audiences), ()),
            Why.HOURS: (self._hours[one.offset, other.offset], (), ()),
            Why.WEBINARS: (
                self._webinars * bool(webinars), tuple(map(str, sorted(webinars))), (),
            ),
        }  # fmt: skip
        return tuple(
            Reason(name, own / POINT, codes, more)
            for name, (own, codes, more) in points.items()
            if own
        )


def _named(audiences: tuple[str | None, str | None]) -> tuple[str, ...]:
    return tuple(audience for audience in audiences if audience)


ROUNDS = 3
Pairs = list[tuple[int, int]]  # by their places in the crowd
CanAsk = Callable[[str, str], bool]  # whether two people, by their digests, can be asked


def always(_one: str, _other: str) -> bool:
    return True


def rounds(crowd: Crowd, scorer: Scorer, can_ask: CanAsk) -> Iterator[tuple[Member, Member, int]]:
    """Yield pairs with their rounds: nobody gets a second before all had a first.

    Open requests count as what a person already had. A pair that a rule forbids, or that nobody
    can ask, is looked at only once both have a place for it, because most never come to that.
    """
    members, left = crowd.members, _best_first(crowd.members, scorer)
    had, places = [one.taken for one in members], [one.places for one in members]
    for number in range(1, ROUNDS + 1):
        for least in range(number):
            later: Pairs = []
            for pair in left:
                at, to = pair
                a, b = had[at], had[to]
                if a >= places[at] or b >= places[to]:
                    continue
                if a >= number or b >= number or a > least < b:
                    later.append(pair)
                    continue
                one, other = members[at], members[to]
                people = one.profile.person, other.profile.person
                if not any(obstacles(crowd, one, other)) and can_ask(*people):
                    had[at], had[to] = a + 1, b + 1
                    yield one, other, number
            left = later


def _best_first(members: Sequence[Member], scorer: Scorer) -> Pairs:
    """Return the pairs of which one offers what the other seeks, the equal ones by digests."""
    by_score: dict[int, Pairs] = defaultdict(list)
    for pair in combinations((at for at, one in enumerate(members) if one.is_free), 2):
        at, to = pair
        if score := scorer.score(members[at], members[to]):
            by_score[score].append(pair)
    return [pair for score in sorted(by_score, reverse=True) for pair in by_score[score]]


@dataclass(frozen=True, slots=True)
class Judged:
    """The reasons for a pair, and what forbids it."""

    first: str
    second: str
    score: float
    reasons: tuple[Reason, ...]
    obstacles: tuple[Obstacle, ...]


def suggest(
    profiles: Iterable[Profile],
    requests: Iterable[EarlierRequest],
    series: Series,
    can_ask: CanAsk = always,
) -> tuple[Suggestion, ...]:
    """Return new pairs, round by round, the best ones first; requests stay as they are.

    All `profiles` consented. Instead of a pair that nobody can ask, the next best is chosen. The
    result does not depend on the order of what is given.
    """
    crowd = Crowd(profiles, [*requests], series)
    scorer = Scorer(crowd)
    return tuple(
        Suggestion(
            one.profile.person,
            other.profile.person,
            scorer.score(one, other) / POINT,
            turn,
            scorer.reasons(one, other),
        )
        for one, other, turn in rounds(crowd, scorer, can_ask)
    )


def judge(
    one: str,
    other: str,
    profiles: Iterable[Profile],
    requests: Iterable[EarlierRequest],
    series: Series,
) -> Judged:
    """Return what is known about two persons of the profiles, by their digests."""
    crowd = Crowd(profiles, [*requests], series)
    first, second = crowd[min(one, other)], crowd[max(one, other)]
    scorer = Scorer(crowd)
    return Judged(
        first.profile.person,
        second.profile.person,
        scorer.score(first, second) / POINT,
        scorer.reasons(first, second),
        tuple(obstacles(crowd, first, second)),
    )
