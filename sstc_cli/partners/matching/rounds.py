"""Fair rounds: the best pairs first, but nobody gets a second before all had a first."""

from collections.abc import Callable, Sequence

from sstc_cli.partners.matching.candidates import Candidates, pair_of
from sstc_cli.partners.matching.crowd import Crowd

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
