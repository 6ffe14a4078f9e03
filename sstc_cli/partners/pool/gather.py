"""The store becomes the pool of people who may be introduced."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, partial

from sstc_cli.model import Role, Series, Survey
from sstc_cli.model.mail.stands_for import audience_of, language_of
from sstc_cli.model.partners.places import places_of
from sstc_cli.partners.pool.clocks import zone_of
from sstc_cli.partners.pool.organisations import compared_organisation
from sstc_cli.partners.pool.pool import Pool, Why
from sstc_cli.partners.pool.said import Said, said_by
from sstc_cli.partners.profile import Profile
from sstc_cli.store.profiles.registered import Registrant, registrants
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.store import Store

_ASKS = (Role.INTRODUCE, Role.OFFER, Role.SEEK)


def read_pool(
    store: Store, series: Series, surveys: Mapping[str, Survey], key: PseudonymKey
) -> Pool:
    """Return who may be introduced, from all surveys that ask about partners."""
    asking = {id_: one for id_, one in surveys.items() if any(map(one.question, _ASKS))}
    topics = {topic.id for topic in series.topics}
    known = {Role.OFFER: topics, Role.SEEK: topics, Role.KIND: {kind.id for kind in series.kinds}}
    zones = cache(partial(zone_of, series=series))
    profiles: list[Profile] = []
    left_out, unknown, disagreeing = Counter[Why](), Counter[str](), 0
    for who in registrants(store, asking, key):
        said = said_by(who, asking)
        found = {role: said.topics[role] & known[role] for role in known}
        unknown.update(set().union(*said.topics.values()) - set().union(*known.values()))
        disagreeing += said.disagrees
        if why := _why_not(who, said, found):
            left_out[why] += 1
        else:
            profiles.append(_profile(who, said, found, series, zones))
    reasons = {why: left_out[why] for why in Why if left_out[why]}
    return Pool(tuple(profiles), reasons, dict(sorted(unknown.items())), disagreeing)


def _why_not(who: Registrant, said: Said, found: Mapping[Role, frozenset[str]]) -> Why | None:
    """Return the first reason that keeps somebody out of the pool, or None."""
    introduce = said.latest(Role.INTRODUCE)
    reasons = {
        Why.NO_CONSENT: not said.registrations,
        Why.NOT_ASKED: not said.asked,
        Why.NO_ANSWER: introduce is None,
        Why.SAID_NO: introduce != "yes",
        Why.NO_ADDRESS: not who.has_address,
        Why.STOPPED: who.stopped,
        Why.EMPTY: not (said.topics[Role.OFFER] or said.topics[Role.SEEK]),
        Why.UNKNOWN_TOPICS: not (found[Role.OFFER] or found[Role.SEEK]),
        Why.NO_PLACES: places_of(said.latest(Role.AT_ONCE)) == 0,
    }
    return next((why for why, holds in reasons.items() if holds), None)


def _profile(
    who: Registrant,
    said: Said,
    found: Mapping[Role, frozenset[str]],
    series: Series,
    zones: Callable[[str | None], str | None],
) -> Profile:
    country = str(said.latest(Role.COUNTRY) or "") or None
    language = language_of(str(said.latest(Role.LANGUAGE) or ""), series)
    places = places_of(said.latest(Role.AT_ONCE))
    most = series.partners.at_once
    registered = {one.webinar for one, _ in said.registrations if one.webinar}
    return Profile(
        who.person,
        audience=audience_of(str(said.latest(Role.AUDIENCE) or ""), series),
        organisation=compared_organisation(said.organisation or ""),
        country=country,
        languages=frozenset([language] if language else ()),
        zone=zones(country),
        offers=found[Role.OFFER],
        seeks=found[Role.SEEK],
        kinds=found[Role.KIND],
        shares=said.several(Role.SHARE),
        at_once=most if places is None else min(places, most),
        webinars=frozenset(registered | who.attended),
    )
