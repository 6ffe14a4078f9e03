"""The hard rules: why two persons are not suggested, however well they fit."""

from collections.abc import Iterator

from sstc_cli.partners.matching.crowd import Crowd, Member
from sstc_cli.partners.profile import Profile
from sstc_cli.partners.suggestion import Obstacle, WhyNot


def between(one: Profile, other: Profile, *, within_a_country: bool) -> Iterator[Obstacle]:
    """Yield the rules that forbid two persons to meet, whatever is asked of whom."""
    if one.organisation and one.organisation == other.organisation:
        yield Obstacle(WhyNot.ORGANISATION)
    if not within_a_country and one.country and one.country == other.country:
        yield Obstacle(WhyNot.COUNTRY, (one.country,))
    if not one.languages & other.languages:
        yield Obstacle(WhyNot.LANGUAGE)


def obstacles(crowd: Crowd, one: Member, other: Member) -> Iterator[Obstacle]:
    """Yield every rule that forbids a pair."""
    first, second = one.profile, other.profile
    if first.person == second.person:
        yield Obstacle(WhyNot.PERSON)
        return
    yield from between(first, second, within_a_country=crowd.rules.within_a_country)
    request = crowd.request(first.person, second.person)
    if request is not None and not request.state.is_free:
        yield Obstacle(WhyNot.OPEN if request.state.is_open else WhyNot(request.state.value))
    full = [member.profile.person for member in (one, other) if not member.is_free]
    if full:
        yield Obstacle(WhyNot.PLACES, tuple(full))
    rarity = crowd.rarity
    if not rarity.fit(one.seeks, other.offers) and not rarity.fit(other.seeks, one.offers):
        yield Obstacle(WhyNot.TOPICS)
