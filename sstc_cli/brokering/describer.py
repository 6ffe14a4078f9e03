"""Who can be described to whom without a name, which a request needs before it is asked."""

from collections.abc import Mapping
from functools import cached_property

from sstc_cli.brokering.approving import Pair
from sstc_cli.brokering.descriptions import describe, text_of
from sstc_cli.brokering.people import Person
from sstc_cli.model import Series
from sstc_cli.partners.matching.obstacles import between
from sstc_cli.partners.profile import Profile
from sstc_cli.store.partners.request import Request, State, Withdrawal
from sstc_cli.views.partners.request import Description

NOT_DESCRIBED = "no description of both sides fits five people"


class Describer:
    """Describes those who agree, each to the other, by words that fit enough people."""

    def __init__(self, people: Mapping[str, Person], series: Series) -> None:
        self._people, self._series = people, series
        self._known: dict[Pair, tuple[str, str] | None] = {}

    def both(self, sides: Pair) -> tuple[str, str] | None:
        """Return the texts about two who agree, or None if one cannot be described."""
        if sides not in self._known:
            first, second = (self._people[side].profile for side in sides)
            one, other = self._about(first, second), self._about(second, first)
            self._known[sides] = (text_of(one), text_of(other)) if one and other else None
        return self._known[sides]

    def why_over(self, request: Request) -> Withdrawal | None:
        """Return why an open request has to be withdrawn, or None."""
        if not all(side in self._people for side in request.sides):
            return Withdrawal.CONSENT
        if request.state is State.APPROVED and self.both(request.sides) is None:
            return Withdrawal.DESCRIPTION
        return None

    def _about(self, target: Profile, reader: Profile) -> Description | None:
        """Return what a reader may know of somebody, who is one of those the reader could meet."""
        within = self._series.partners.within_a_country
        possible = [
            profile
            for profile in self._profiles
            if profile.person != reader.person
            if not any(between(profile, reader, within_a_country=within))
        ]
        return describe(target, reader, possible, self._parents)

    @cached_property
    def _profiles(self) -> list[Profile]:
        return [person.profile for person in self._people.values()]

    @cached_property
    def _parents(self) -> Mapping[str, str | None]:
        return {topic.id: topic.parent for topic in self._series.topics}
