"""The hard rules: why two persons are not suggested, however well they fit."""

from collections.abc import Iterator

from sstc_cli.partners.matching.crowd import Crowd, Member
from sstc_cli.partners.suggestion import Obstacle, WhyNot


def obstacles(crowd: Crowd, one: Member, other: Member) -> Iterator[Obstacle]:
    """Yield every rule that forbids a pair."""
    first, second = one.profile, other.profile
    if first.person == second.person:
        yield Obstacle(WhyNot.PERSON)
        return
    if first.organisation and first.organisation == second.organisation:
        yield Obstacle(WhyNot.ORGANISATION)
    if not crowd.rules.within_a_country and first.country and first.country == second.country:
        yield Obstacle(WhyNot.COUNTRY, (first.country,))
    if not first.languages & second.languages:
        yield Obstacle(WhyNot.LANGUAGE)
    request = crowd.request(first.person, second.person)
    if request is not None and not request.state.is_free:
        yield Obstacle(WhyNot.OPEN if request.state.is_open else WhyNot(request.state.value))
    full = [member.profile.person for member in (one, other) if not member.is_free]
    if full:
        yield Obstacle(WhyNot.PLACES, tuple(full))
    rarity = crowd.rarity
    if not rarity.fit(one.seeks, other.offers) and not rarity.fit(other.seeks, one.offers):
        yield Obstacle(WhyNot.TOPICS)
