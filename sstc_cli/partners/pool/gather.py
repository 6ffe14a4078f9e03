"""The store becomes the pool of people who may be introduced."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, partial

from sstc_cli.model import Role, Series, Survey
from sstc_cli.model.mail.stands_for import audience_of, language_of
from sstc_cli.model.partners.at_once import at_once_of
from sstc_cli.partners.pool.clocks import zone_of
from sstc_cli.partners.pool.organisations import compared_organisation
from sstc_cli.partners.pool.pool import LeftOut, Pool
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
    paused: list[Profile] = []
    left_out, unknown, disagreeing = Counter[LeftOut](), Counter[str](), 0
    for who in registrants(store, asking, key):
        said = said_by(who, asking)
        found = {role: said.topics[role] & known[role] for role in known}
        unknown.update(set().union(*said.topics.values()) - set().union(*known.values()))
        disagreeing += said.disagrees
        why = _why_not(who, said, found, series)
        if why:
            left_out[why] += 1
        if not why or why.agrees:
            kept = paused if why else profiles
            kept.append(_profile(who, said, found, series, zones))
    reasons = {why: left_out[why] for why in LeftOut if left_out[why]}
    return Pool((*profiles,), (*paused,), reasons, dict(sorted(unknown.items())), disagreeing)


def _why_not(
    who: Registrant, said: Said, found: Mapping[Role, frozenset[str]], series: Series
) -> LeftOut | None:
    """Return the first reason that keeps somebody out of the pool, or None."""
    introduce = said.latest(Role.INTRODUCE)
    reasons = {
        LeftOut.NO_CONSENT: not said.registrations,
        LeftOut.NOT_ASKED: not said.asked,
        LeftOut.NO_ANSWER: introduce is None,
        LeftOut.SAID_NO: introduce != "yes",
        LeftOut.NO_ADDRESS: not who.has_address,
        LeftOut.STOPPED: who.stopped,
        LeftOut.EMPTY: not (said.topics[Role.OFFER] or said.topics[Role.SEEK]),
        LeftOut.UNKNOWN_TOPICS: not (found[Role.OFFER] or found[Role.SEEK]),
        LeftOut.NO_PLACES: at_once_of(said.latest(Role.AT_ONCE)) == 0,
        LeftOut.NO_LANGUAGE: _language(said, series) is None,
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
    language = _language(said, series)
    places = at_once_of(said.latest(Role.AT_ONCE))
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


def _language(said: Said, series: Series) -> str | None:
    """Return the language that somebody named, otherwise the only one that the series has."""
    only = series.languages[0] if len(series.languages) == 1 else None
    return language_of(str(said.latest(Role.LANGUAGE) or ""), series) or only
