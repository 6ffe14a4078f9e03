"""Descriptions of each side for the other, in words that fit at least five people."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, replace
from functools import cache, cached_property
from itertools import product

from sstc_cli.brokering.people import Partner
from sstc_cli.brokering.requests import Pair
from sstc_cli.model import Series
from sstc_cli.model.countries import countries
from sstc_cli.partners.crowd import Crowd, EarlierRequest
from sstc_cli.partners.pool import Profile
from sstc_cli.partners.suggest import WhyNot, obstacles
from sstc_cli.store.requests import Request, RequestState, Withdrawal
from sstc_cli.views.partner_letters import Description

LEAST = 5  # people whom a description fits, of those whom its reader could be introduced to
_OFFICES = 2  # where they work, at least, so that it does not tell whose people they are
# what people may let a stranger know, as the registration asks it
COUNTRY, AUDIENCE, TOPICS = "my_country", "my_group", "my_topics"

Parents = Mapping[str, str | None]  # each topic with the wider one that it belongs to


def text_of(description: Description) -> str:
    return json.dumps(asdict(description), separators=(",", ":"), sort_keys=True)


def read_description(text: str) -> Description:
    values = json.loads(text)
    lists = (tuple(values[name]) for name in ("offers", "seeks", "kinds"))
    return Description(values["place"], values["audience"], *lists)


class DescriptionWords:
    """Whom each word of a description fits, by the places of people in a crowd."""

    def __init__(self, crowd: Sequence[Profile], parents: Parents) -> None:
        self.parents, self._offices = parents, [one.organisation or one.person for one in crowd]
        self._places, self._audiences, self._kinds, self.offers, self.seeks = (
            defaultdict[str | None, set[int]](set) for _ in range(5)
        )
        for at, one in enumerate(crowd):
            for groups, words in (
                (self._places, _places(one.country)),
                (self._audiences, [one.audience]),
                (self._kinds, one.kinds),
                (self.offers, _widened(one.offers, parents)),
                (self.seeks, _widened(one.seeks, parents)),
            ):
                for word in words:
                    groups[word].add(at)

    def are_enough(self, description: Description, possible: Set[int]) -> bool:
        """Return whether a description fits enough of those whom it could be about."""
        groups: list[Set[int]] = [
            found.get(word, frozenset())
            for found, words in (
                (self._places, (description.place,)),
                (self._audiences, (description.audience,)),
                (self.offers, description.offers),
                (self.seeks, description.seeks),
                (self._kinds, description.kinds),
            )
            for word in words
            if word
        ]
        fitting, *others = sorted([possible, *groups], key=len)  # the least leave least to compare
        for group in others:
            fitting = fitting & group
        return len(fitting) >= LEAST and len({self._offices[at] for at in fitting}) >= _OFFICES


def describe(
    target: Profile, reader: Profile, possible: Set[int], words: DescriptionWords
) -> Description | None:
    """Return the most exact description of a person that fits enough others, or None.

    It has what the person shares: of the topics, those for which the two fit. `possible` are those
    whom it could be about: readers know the rules, and leave out everybody else.
    """
    described = sorted(_levels(target, reader, possible, words), key=lambda one: one[0])
    return next((one for _, one in described if words.are_enough(one, possible)), None)


def _levels(
    target: Profile, reader: Profile, possible: Set[int], words: DescriptionWords
) -> Iterator[tuple[int, Description]]:
    """Yield descriptions, each with how much it leaves out."""
    shares = target.shares
    places = [*_places(target.country if COUNTRY in shares else None), None]
    audiences = [target.audience, None] if AUDIENCE in shares and target.audience else [None]
    common = tuple(sorted(target.kinds & reader.kinds)) if TOPICS in shares else ()
    kinds = [common, ()] if common else [()]
    topics = [*_topics(target, reader, possible, words)] if TOPICS in shares else [((), ())]
    for (where, place), (who, audience), (what, named), (how, kind) in product(
        enumerate(places), enumerate(audiences), enumerate(topics), enumerate(kinds)
    ):
        yield where + 2 * who + what + how, Description(place, audience, *named, kind)


def _topics(
    target: Profile, reader: Profile, possible: Set[int], words: DescriptionWords
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the topics that the person offers and seeks: all, the commonest, and wider ones."""
    parents = words.parents
    offers = _related(target.offers, reader.seeks, parents)
    seeks = _related(target.seeks, reader.offers, parents)
    found: list[tuple[list[str], list[str]]] = []
    for wide in (False, True):
        has, needs = (_wider(part, parents) if wide else part for part in (offers, seeks))
        first = _first(has, words.offers, possible), _first(needs, words.seeks, possible)
        found += [(has, needs), first, (first[0], []), ([], first[1])]
    yield from dict.fromkeys((tuple(a), tuple(b)) for a, b in found if a or b)


def _related(own: frozenset[str], others: frozenset[str], parents: Parents) -> list[str]:
    wide = {parents.get(topic) for topic in others}
    return sorted(
        topic
        for topic in own
        if topic in others or topic in wide or parents.get(topic) in {*others}
    )


def _wider(topics: Sequence[str], parents: Parents) -> list[str]:
    return sorted({parents.get(topic) or topic for topic in topics})


def _widened(topics: frozenset[str], parents: Parents) -> set[str]:
    return {*topics, *filter(None, map(parents.get, topics))}


def _first(
    topics: Sequence[str], groups: Mapping[str | None, Set[int]], possible: Set[int]
) -> list[str]:
    """Return the topic that most have of those whom it could be about."""
    counts = {topic: len(groups.get(topic, frozenset()) & possible) for topic in topics}
    return [max(topics, key=lambda topic: (counts[topic], topic))] if topics else []


@cache
def _places(country: str | None) -> tuple[str, ...]:
    """Return a country and the regions around it, from the narrowest."""
    found = countries().get(country or "")
    if found is None:
        return ()
    return (*dict.fromkeys(filter(None, (found.code, found.subregion, found.region))),)


NOT_DESCRIBED = "no description of both sides fits five people"


class Describer:
    """Describes those who agree, each to the other, by words that fit enough people.

    These are people whom no rule forbids to the reader, who knows the rules and whom they have met.
    """

    def __init__(
        self, people: Mapping[str, Partner], requests: Iterable[EarlierRequest], series: Series
    ) -> None:
        self._people, self._requests, self._series = people, requests, series
        self._known: dict[Pair, tuple[str, str] | None] = {}
        self._could_meet: dict[str, Set[int]] = {}

    def both(self, sides: Pair) -> tuple[str, str] | None:
        """Return the texts about two people by their digests; None if one cannot be described."""
        first, second = (self._people[side].profile.person for side in sides)
        return self.texts(first, second)

    def can_describe(self, first: str, second: str) -> bool:
        return self.texts(first, second) is not None

    @property
    def undescribed(self) -> int:
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
        if request.state is RequestState.APPROVED and self.both(request.sides) is None:
            return Withdrawal.DESCRIPTION
        return None

    def _about(self, target: str, reader: str) -> Description | None:
        """Return what a reader may know of a person."""
        crowd = self._crowd
        if reader not in self._could_meet:
            own = crowd[reader]
            self._could_meet[reader] = {
                at
                for at, one in enumerate(crowd.members)
                # whether the reader has a place is of no account
                if one.is_free and all(o.name is WhyNot.PLACES for o in obstacles(crowd, own, one))
            }
        possible = self._could_meet[reader]
        return describe(crowd[target].profile, crowd[reader].profile, possible, self._words)

    @cached_property
    def _crowd(self) -> Crowd:
        """All people, with the requests whose letters were written.

        Nobody outside the office knows how many places a person has given away.
        """
        profiles = (person.profile for person in self._people.values())
        told = [one for one in self._requests if one.state is not RequestState.APPROVED]
        known = [replace(one, takes_a_place=False) for one in told]
        return Crowd(profiles, known, self._series)

    @cached_property
    def _words(self) -> DescriptionWords:
        parents = {topic.id: topic.parent for topic in self._series.topics}
        return DescriptionWords([member.profile for member in self._crowd.members], parents)
