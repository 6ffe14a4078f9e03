"""Who is suggested to whom, in fair rounds, and what is known about any two persons."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sstc_cli.model import Series
from sstc_cli.partners.candidates import Candidates, pair_of
from sstc_cli.partners.crowd import Crowd, EarlierRequest
from sstc_cli.partners.pool import Profile
from sstc_cli.partners.reasons import POINT, Obstacle, Reason, Scorer, Suggestion, obstacles

ROUNDS = 3
Chosen = list[tuple[int, int]]  # the number of a pair, and its round
CanAsk = Callable[[str, str], bool]  # whether two people, by their digests, can be asked


def always(_one: str, _other: str) -> bool:
    """Return True: every pair can be asked."""
    return True


def rounds(crowd: Crowd, can_ask: CanAsk) -> Chosen:
    """Return the pairs of each round; open requests count as what a person already had."""
    return _Rounds(crowd, can_ask).chosen()


class _Rounds:
    """Takes pairs while both have a place."""

    def __init__(self, crowd: Crowd, can_ask: CanAsk) -> None:
        self._people, self._can_ask = [one.profile.person for one in crowd.members], can_ask
        self._size, self._candidates = len(crowd.members), Candidates(crowd)
        self._had = [member.taken for member in crowd.members]
        self._places = [member.places for member in crowd.members]
        self._chosen: Chosen = []

    def chosen(self) -> Chosen:
        """Return the pairs of all rounds.

        Those who are left without anybody look once more: first at each other, since each of
        them may be too far down in the list of the other, and at the end at all who have a place.
        """
        free = self._free()
        left = self._candidates.pairs(free, free)
        for number in range(1, ROUNDS + 1):
            for least in range(number):
                left = self._take(left, number, least)
                if number == 1:
                    alone = self._alone()
                    self._take(self._candidates.pairs(alone, alone), 1, 0)
        self._take(self._candidates.pairs(self._alone(), self._free()), ROUNDS, 0)
        return self._chosen

    def _free(self) -> list[int]:
        return [at for at in range(self._size) if self._had[at] < self._places[at]]

    def _alone(self) -> list[int]:
        return [at for at in self._free() if not self._had[at]]

    def _take(self, pairs: Sequence[int], number: int, least: int) -> list[int]:
        """Take pairs of which one had no more than the least; return those for later rounds."""
        had, places, size, later = self._had, self._places, self._size, []
        for pair in pairs:
            _, one, other = pair_of(pair, size)
            a, b = had[one], had[other]
            if a >= places[one] or b >= places[other]:
                continue
            if min(a, b) <= least and max(a, b) < number:
                if not self._can_ask(self._people[one], self._people[other]):
                    continue
                had[one], had[other] = a + 1, b + 1
                self._chosen.append((pair, number))
            else:
                later.append(pair)
        return later


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
