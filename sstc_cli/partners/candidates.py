"""The pairs worth comparing: for each person the best of those whom the rules allow."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from math import sqrt
from operator import or_
from typing import TypeVar

from sstc_cli.partners.crowd import HALF, Crowd, Member, bits, common_share
from sstc_cli.partners.reasons import Scorer

STEPS = 12  # in which fits are told apart before a pair is scored exactly
_NEAR = 0.5  # of a working day in common

_K = TypeVar("_K")
Parts = list[tuple[int, int]]  # groups without common members, and the steps that each gains


class Groups:
    """Who is in which group, and whom the hard rules allow to whom."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd, rules = crowd, crowd.rules
        members = crowd.members
        self.free = bits_of(at for at, member in enumerate(members) if member.is_free)
        self._organisations = grouped((m.profile.organisation, at) for at, m in _each(crowd))
        countries = () if rules.within_a_country else _each(crowd)
        self._countries = grouped((m.profile.country, at) for at, m in countries)
        self._languages = grouped(
            (code, at) for at, m in _each(crowd) for code in m.profile.languages
        )
        self._offering = grouped((bit, at) for at, m in _each(crowd) for bit in bits(m.offers))
        self._kinds = grouped((bit, at) for at, m in _each(crowd) for bit in bits(m.kinds))
        self._visitors = grouped((bit, at) for at, m in _each(crowd) for bit in bits(m.webinars))
        self._audiences = grouped((m.profile.audience, at) for at, m in _each(crowd))
        self._offsets = grouped((m.offset, at) for at, m in _each(crowd))
        self._near: dict[int | None, int] = {}
        self._seeking = self._shares_sought()
        self._met: dict[int, int] = {}
        for pair, request in crowd.requests.items():
            if not request.state.is_free and all(person in crowd.index for person in pair):
                first, second = (crowd.index[person] for person in pair)
                self._met[first] = self._met.get(first, 0) | 1 << second
                self._met[second] = self._met.get(second, 0) | 1 << first

    def allowed(self, at: int) -> int:
        """Return whom the hard rules allow to a person, apart from topics."""
        profile = self._crowd.members[at].profile
        speaking = _united(self._languages, profile.languages)
        refused = self._met.get(at, 0) | 1 << at
        if profile.organisation:
            refused |= self._organisations[profile.organisation]
        if profile.country:
            refused |= self._countries.get(profile.country, 0)
        return speaking & self.free & ~refused

    def could_meet(self, at: int) -> int:
        """Return whom all hard rules allow to a person."""
        member, fitting = self._crowd.members[at], 0
        for parts in (*self.helping(member), *self.helped(member)):
            for _, group in parts:
                fitting |= group
        return self.allowed(at) & fitting

    def helping(self, member: Member) -> list[Parts]:
        """Return, for each topic that a person seeks, who offers it, or its parent."""
        parts = []
        for bit, parent, share in self._crowd.rarity.shares(member.seeks):
            whole = self._offering.get(bit, 0)
            half = self._offering.get(parent, 0) & ~whole
            parts.append([(_steps(share), whole), (_steps(share * HALF), half)])
        return parts

    def helped(self, member: Member) -> list[Parts]:
        """Return, for each topic that a person helps with, who seeks it, by its share."""
        parts = []
        for bit, (parent, seeking) in self._seeking.items():
            factor = 1 if bit & member.offers else HALF if parent & member.offers else 0
            if factor:
                parts.append([(max(1, round(share * factor)), who) for share, who in seeking])
        return parts

    def extras(self, member: Member) -> list[Parts]:
        """Return who else gets points, and about how many: for audience, kinds, hours, webinars."""
        crowd, weights = self._crowd, self._crowd.rules.weights
        own = member.profile.audience
        fitting = {a for fit in crowd.fits if own in fit for a in (fit - {own} or {own})}
        if member.offset not in self._near:
            near = [o for o in self._offsets if common_share(member.offset, o) >= _NEAR]
            self._near[member.offset] = _united(self._offsets, near)
        return [
            [(weights.audiences, _united(self._audiences, fitting))],
            [(round(weights.kinds * 0.7), _united(self._kinds, bits(member.kinds)))],
            [(round(weights.hours * 0.7), self._near[member.offset])],
            [(weights.webinars, _united(self._visitors, bits(member.webinars)))],
        ]

    def _shares_sought(self) -> dict[int, tuple[int, Parts]]:
        """Return for each topic its parent, and who seeks it, by its share of all they seek."""
        found: dict[int, tuple[int, dict[int, list[int]]]] = {}
        for at, member in _each(self._crowd):
            for bit, parent, share in self._crowd.rarity.shares(member.seeks):
                _, who = found.setdefault(bit, (parent, {}))
                who.setdefault(_steps(share), []).append(at)
        return {
            bit: (parent, [(share, bits_of(who)) for share, who in sorted(by_share.items())])
            for bit, (parent, by_share) in sorted(found.items())
        }


def split(levels: Mapping[int, int], parts: Parts) -> dict[int, int]:
    """Return persons by their level after those in each part have risen."""
    risen: dict[int, int] = {}
    for level, people in levels.items():
        rest = people
        for gain, group in parts:
            if both := people & group:
                risen[level + gain] = risen.get(level + gain, 0) | both
                rest ^= both
        if rest:
            risen[level] = risen.get(level, 0) | rest
    return risen


def _steps(share: float) -> int:
    return max(1, round(share * STEPS))


def _each(crowd: Crowd) -> Iterable[tuple[int, Member]]:
    return enumerate(crowd.members)


def bits_of(numbers: Iterable[int]) -> int:
    """Return an integer that has the bits with these numbers."""
    found = bytearray()
    for number in numbers:
        at, bit = divmod(number, 8)
        if at >= len(found):
            found.extend(bytes(at + 1 - len(found)))
        found[at] |= 1 << bit
    return int.from_bytes(found, "little")


def grouped(entries: Iterable[tuple[_K, int]]) -> dict[_K, int]:
    """Return the numbers of each key as bits."""
    lists: dict[_K, list[int]] = {}
    for key, at in entries:
        lists.setdefault(key, []).append(at)
    return {key: bits_of(numbers) for key, numbers in lists.items()}


def _united(groups: Mapping[_K, int], keys: Iterable[_K]) -> int:
    return reduce(or_, (groups.get(key, 0) for key in keys), 0)


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
