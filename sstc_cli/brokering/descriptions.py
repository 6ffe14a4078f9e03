"""Descriptions of each side for the other: words that fit at least five people."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from itertools import product

from sstc_cli.model.countries import countries
from sstc_cli.partners.matching.groups import grouped
from sstc_cli.partners.matching.topics import bits
from sstc_cli.partners.profile import Profile
from sstc_cli.views.partners.request import Description

LEAST = 5  # people whom a description fits, of those whom its reader could be introduced to
_ORGANISATIONS = 2  # of which they are, so that it does not tell whose people they are
# what people may let a stranger know, as the registration asks it
COUNTRY, AUDIENCE, TOPICS = "my_country", "my_group", "my_topics"

Parents = Mapping[str, str | None]  # each topic with the wider one that it belongs to


def text_of(description: Description) -> str:
    """Return the form in which the store keeps a description."""
    return json.dumps(asdict(description), separators=(",", ":"), sort_keys=True)


def read_description(text: str) -> Description:
    """Return a description that the store has kept."""
    values = json.loads(text)
    lists = (tuple(values[name]) for name in ("offers", "seeks", "kinds"))
    return Description(values["place"], values["audience"], *lists)


class Words:
    """Whom each word of a description fits, as bits: the numbers of people in a crowd."""

    def __init__(self, crowd: Sequence[Profile], parents: Parents) -> None:
        self.parents, self._crowd = parents, crowd
        each = [*enumerate(crowd)]
        self._places = grouped((place, at) for at, one in each for place in _places(one.country))
        self._audiences = grouped((one.audience, at) for at, one in each)
        self.offers = grouped((t, at) for at, one in each for t in _widened(one.offers, parents))
        self.seeks = grouped((t, at) for at, one in each for t in _widened(one.seeks, parents))
        self._kinds = grouped((kind, at) for at, one in each for kind in one.kinds)

    def are_enough(self, description: Description, possible: int) -> bool:
        """Return whether a description fits enough of those whom it could be about."""
        fitting = self._fitting(description, possible)
        if fitting.bit_count() < LEAST:
            return False
        offices = set()
        for bit in bits(fitting):
            one = self._crowd[bit.bit_length() - 1]
            offices.add(one.organisation or one.person)
            if len(offices) >= _ORGANISATIONS:
                return True
        return False

    def _fitting(self, description: Description, possible: int) -> int:
        for groups, words in (
            (self._places, (description.place,)),
            (self._audiences, (description.audience,)),
            (self.offers, description.offers),
            (self.seeks, description.seeks),
            (self._kinds, description.kinds),
        ):
            for word in words:
                possible &= groups.get(word, 0) if word else possible
        return possible


def describe(target: Profile, reader: Profile, possible: int, words: Words) -> Description | None:
    """Return the most exact description of a person that fits enough others, or None.

    It has what the person shares: of the topics, those for which the two fit. `possible` are those
    whom it could be about: readers know the rules, and leave out everybody else.
    """
    described = sorted(_levels(target, reader, possible, words), key=lambda one: one[0])
    return next((one for _, one in described if words.are_enough(one, possible)), None)


def _levels(
    target: Profile, reader: Profile, possible: int, words: Words
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
    target: Profile, reader: Profile, possible: int, words: Words
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
    """Return the topics that are among those of another, or wider or narrower than one."""
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


def _first(topics: Sequence[str], groups: Mapping[str, int], possible: int) -> list[str]:
    """Return the topic that most have of those whom it could be about."""
    counts = {topic: (groups.get(topic, 0) & possible).bit_count() for topic in topics}
    return [max(topics, key=lambda topic: (counts[topic], topic))] if topics else []


@cache
def _places(country: str | None) -> tuple[str, ...]:
    """Return a country and the regions around it, from the narrowest."""
    found = countries().get(country or "")
    if found is None:
        return ()
    return (*dict.fromkeys(filter(None, (found.code, found.subregion, found.region))),)
