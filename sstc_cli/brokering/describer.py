"""Descriptions of two people to each other, without which nobody asks them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from sstc_cli.brokering.approving import Pair
from sstc_cli.brokering.descriptions import Words, describe, text_of
from sstc_cli.brokering.people import Person
from sstc_cli.model import Series
from sstc_cli.partners.earlier import EarlierRequest
from sstc_cli.partners.matching.crowd import Crowd
from sstc_cli.partners.matching.groups import Groups
from sstc_cli.store.partners.request import Request, State, Withdrawal
from sstc_cli.views.partners.request import Description

NOT_DESCRIBED = "no description of both sides fits five people"


class Describer:
    """Describes those who agree, each to the other, by words that fit enough people.

    These are people whom no rule forbids to the reader, who knows the rules and whom they have met.
    """

    def __init__(
        self, people: Mapping[str, Person], requests: Iterable[EarlierRequest], series: Series
    ) -> None:
        self._people, self._requests, self._series = people, requests, series
        self._known: dict[Pair, tuple[str, str] | None] = {}

    def both(self, sides: Pair) -> tuple[str, str] | None:
        """Return the texts about two people by their digests; None if one cannot be described."""
        first, second = (self._people[side].profile.person for side in sides)
        return self.texts(first, second)

    def can_describe(self, first: str, second: str) -> bool:
        """Return whether both can be described, by the digests of their profiles."""
        return self.texts(first, second) is not None

    @property
    def undescribed(self) -> int:
        """The number of pairs that could not be described so far."""
        return sum(texts is None for texts in self._known.values())

    def texts(self, first: str, second: str) -> tuple[str, str] | None:
        """Return the same texts by the digests of their profiles."""
        pair = first, second
        if pair not in self._known:
            one = self._about(first, second)
            other = self._about(second, first) if one else None
            self._known[pair] = (text_of(one), text_of(other)) if one and other else None
        return self._known[pair]

    def why_over(self, request: Request) -> Withdrawal | None:
        """Return why an open request has to be withdrawn, or None."""
        if not all(side in self._people for side in request.sides):
            return Withdrawal.CONSENT
        if request.state is State.APPROVED and self.both(request.sides) is None:
            return Withdrawal.DESCRIPTION
        return None

    def _about(self, target: str, reader: str) -> Description | None:
        """Return what a reader may know of somebody."""
        crowd = self._crowd
        possible = self._groups.could_meet(crowd.index[reader])
        return describe(crowd[target].profile, crowd[reader].profile, possible, self._words)

    @cached_property
    def _crowd(self) -> Crowd:
        """Everybody, with the requests of which letters were written.

        Nobody outside the office knows how many places somebody has given away.
        """
        profiles = (person.profile for person in self._people.values())
        told = [one for one in self._requests if one.state is not State.APPROVED]
        known = [replace(one, takes_a_place=False) for one in told]
        return Crowd(profiles, known, self._series)

    @cached_property
    def _groups(self) -> Groups:
        return Groups(self._crowd)

    @cached_property
    def _words(self) -> Words:
        parents = {topic.id: topic.parent for topic in self._series.topics}
        return Words([member.profile for member in self._crowd.members], parents)
