"""The pairs worth comparing: for each person the best of those whom the rules allow.

All pairs of 20,000 persons are 200 million. Here they are sorted roughly, in groups, and only the
best of each person get their exact score.
"""

from collections.abc import Iterable, Iterator
from math import sqrt

from sstc_cli.partners.matching.crowd import Crowd, Member
from sstc_cli.partners.matching.groups import STEPS, Groups, bits_of, split
from sstc_cli.partners.matching.score import Scorer

_MOST = 40  # for each person; others may have them among their own as well


class Candidates:
    """Finds the pairs of a crowd that are worth comparing."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd, self._groups, self._scorer = crowd, Groups(crowd), Scorer(crowd)

    def pairs(self, seekers: Iterable[int], among: Iterable[int]) -> list[int]:
        """Return pairs of seekers and others as numbers, the best ones first.

        Equal scores are in the order of the digests. `pair_of` reads a number.
        """
        members, size = self._crowd.members, len(self._crowd.members)
        others = bits_of(among)
        found: set[int] = set()
        for at in seekers:
            for other in _first(self._ordered(at, others), at, size):
                score = self._scorer.score(members[at], members[other])
                low, high = (at, other) if at < other else (other, at)
                found.add(-score * size * size + low * size + high)
        return sorted(found)

    def _ordered(self, at: int, others: int) -> Iterator[int]:
        """Yield groups of persons who fit one person, those with the most points first."""
        member, allowed = self._crowd.members[at], self._groups.allowed(at) & others
        if not allowed:
            return
        levels = self._by_topics(member, allowed)
        for parts in self._groups.extras(member):
            levels = split(levels, parts)
        for level in sorted(levels, reverse=True):
            yield levels[level]

    def _by_topics(self, member: Member, allowed: int) -> dict[int, int]:
        """Return persons by the points that topics give to them and a member, about."""
        weights = self._crowd.rules.weights
        there, back = {0: allowed}, {0: allowed}
        for parts in self._groups.helped(member):
            there = split(there, parts)
        for parts in self._groups.helping(member):
            back = split(back, parts)
        levels: dict[int, int] = {}
        for gives, helped in there.items():
            for gets, helping in back.items():
                if (gives or gets) and (both := helped & helping):
                    points = weights.mutual * sqrt(gives * gets)
                    level = round((points + weights.one_sided * max(gives, gets)) / STEPS)
                    levels[level] = levels.get(level, 0) | both
        return levels


def pair_of(number: int, size: int) -> tuple[int, int, int]:
    """Return the score in hundredths, and both members, of a number in a crowd of that size."""
    score, rest = divmod(number, size * size)
    return -score, *divmod(rest, size)


def _first(groups: Iterator[int], at: int, size: int) -> Iterator[int]:
    """Yield the first persons of groups; each one begins with those after their own number.

    Otherwise everybody would name the same few of a large group.
    """
    left = _MOST
    for group in groups:
        turned = (group >> at) | ((group & ((1 << at) - 1)) << (size - at))
        while turned and left:
            low = turned & -turned
            turned ^= low
            left -= 1
            yield (low.bit_length() - 1 + at) % size
        if not left:
            return
