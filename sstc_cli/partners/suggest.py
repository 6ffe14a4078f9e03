"""Who is suggested to whom, in fair rounds, and what is known about any two persons."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sstc_cli.model import Series
from sstc_cli.partners.crowd import Crowd, EarlierRequest, Member
from sstc_cli.partners.pool import Profile
from sstc_cli.partners.reasons import POINT, Obstacle, Reason, Scorer, Suggestion, obstacles

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
    """What speaks for two persons, and what forbids them."""

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
