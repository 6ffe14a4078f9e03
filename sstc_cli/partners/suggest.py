"""Who is suggested to whom, and why two persons are or are not."""

from collections.abc import Iterable
from dataclasses import dataclass

from sstc_cli.model import Series
from sstc_cli.partners.earlier import EarlierRequest
from sstc_cli.partners.matching.candidates import pair_of
from sstc_cli.partners.matching.crowd import Crowd
from sstc_cli.partners.matching.obstacles import obstacles
from sstc_cli.partners.matching.rounds import CanAsk, always, rounds
from sstc_cli.partners.matching.score import POINT, Scorer
from sstc_cli.partners.profile import Profile
from sstc_cli.partners.suggestion import Obstacle, Reason, Suggestion


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
    scorer, size = Scorer(crowd), len(crowd.members)
    found = []
    for number, turn in rounds(crowd, can_ask):
        score, one, other = pair_of(number, size)
        first, second = crowd.members[one], crowd.members[other]
        reasons = scorer.reasons(first, second)
        found.append(
            Suggestion(first.profile.person, second.profile.person, score / POINT, turn, reasons)
        )
    return tuple(found)


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
