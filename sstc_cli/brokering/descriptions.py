"""What a side may read of the other before both agree: words that fit at least five persons."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import product

from sstc_cli.model.countries import countries
from sstc_cli.partners.profile import Profile
from sstc_cli.views.partners.request import Description

LEAST = 5  # persons whom a description fits, of those whom its reader could be introduced to
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


def describe(
    target: Profile, reader: Profile, others: Sequence[Profile], parents: Parents
) -> Description | None:
    """Return the most exact description of a person that fits enough of the others, or None.

    It has what the person shares: of the topics, those for which the two fit. `others` are those
    whom it could be about: readers know the rules, and leave out everybody else.
    """
    described = sorted(_levels(target, reader, others, parents), key=lambda one: one[0])
    for _, description in described:
        fitting = [profile for profile in others if fits(profile, description, parents)]
        offices = {profile.organisation or profile.person for profile in fitting}
        if len(fitting) >= LEAST and len(offices) >= _ORGANISATIONS:
            return description
    return None


def fits(profile: Profile, description: Description, parents: Parents) -> bool:
    """Return whether a description is true of a person."""
    return (
        (description.place is None or description.place in _places(profile.country))
        and (description.audience is None or description.audience == profile.audience)
        and {*description.offers} <= _widened(profile.offers, parents)
        and {*description.seeks} <= _widened(profile.seeks, parents)
        and {*description.kinds} <= profile.kinds
    )


def _levels(
    target: Profile, reader: Profile, others: Sequence[Profile], parents: Parents
) -> Iterator[tuple[int, Description]]:
    """Yield descriptions, each with how much it leaves out."""
    shares = target.shares
    places = [*_places(target.country if COUNTRY in shares else None), None]
    audiences = [target.audience, None] if AUDIENCE in shares and target.audience else [None]
    common = tuple(sorted(target.kinds & reader.kinds)) if TOPICS in shares else ()
    kinds = [common, ()] if common else [()]
    topics = [*_topics(target, reader, others, parents)] if TOPICS in shares else [((), ())]
    for (where, place), (who, audience), (what, named), (how, kind) in product(
        enumerate(places), enumerate(audiences), enumerate(topics), enumerate(kinds)
    ):
        yield where + 2 * who + what + how, Description(place, audience, *named, kind)


def _topics(
    target: Profile, reader: Profile, others: Sequence[Profile], parents: Parents
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the topics that the person offers and seeks: all, the commonest, and wider ones."""
    offers = _related(target.offers, reader.seeks, parents)
    seeks = _related(target.seeks, reader.offers, parents)
    known = Counter(topic for one in others for topic in _widened(one.offers, parents))
    wanted = Counter(topic for one in others for topic in _widened(one.seeks, parents))
    found: list[tuple[list[str], list[str]]] = []
    for wide in (False, True):
        has, needs = (_wider(part, parents) if wide else part for part in (offers, seeks))
        found += [(has, needs), (_first(has, known), _first(needs, wanted))]
        found += [(_first(has, known), []), ([], _first(needs, wanted))]
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


def _first(topics: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """Return the topic that most have."""
    return [max(topics, key=lambda topic: (counts.get(topic, 0), topic))] if topics else []


def _places(country: str | None) -> list[str]:
    """Return a country and the regions around it, from the narrowest."""
    found = countries().get(country or "")
    if found is None:
        return []
    return [*dict.fromkeys(filter(None, (found.code, found.subregion, found.region)))]
