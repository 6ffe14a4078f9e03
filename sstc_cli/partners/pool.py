"""The people of the store who may be introduced to others, and why the rest may not."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property, partial

from sstc_cli.model import Role, Series, Survey
from sstc_cli.model.series import audience_of, language_of
from sstc_cli.model.survey import at_once_of
from sstc_cli.model.wording import fold
from sstc_cli.model.zones import load_zone, zones_by_country
from sstc_cli.store.profiles import Registrant, Registration, registrants
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.store import Store


@dataclass(frozen=True, slots=True)
class Profile:
    """A person who agreed to introductions; `person` is the keyed digest of the store.

    `organisation` is compared only, so it is in the form in which equal names are equal. `shares`
    are the codes of what a stranger may know before both agree.
    """

    person: str
    audience: str | None = None
    organisation: str | None = None
    country: str | None = None
    languages: frozenset[str] = frozenset()
    zone: str | None = None
    offers: frozenset[str] = frozenset()
    seeks: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    shares: frozenset[str] = frozenset()
    at_once: int = 1
    webinars: frozenset[int] = frozenset()


class LeftOut(StrEnum):
    """The reason why a person who registered is not in the pool; the first that holds counts."""

    NO_CONSENT = "no_consent"
    NOT_ASKED = "not_asked"
    NO_ANSWER = "no_answer"
    SAID_NO = "said_no"
    NO_ADDRESS = "no_address"
    REFUSED_ADDRESS = "refused_address"
    STOPPED = "stopped"
    EMPTY = "empty"
    UNKNOWN_TOPICS = "unknown_topics"
    NO_PLACES = "no_places"
    NO_LANGUAGE = "no_language"

    @property
    def agrees(self) -> bool:
        """Whether the person still agrees, so that requests already made go on."""
        return self in _AGREE


_AGREE = (LeftOut.EMPTY, LeftOut.UNKNOWN_TOPICS, LeftOut.NO_PLACES, LeftOut.NO_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Pool:
    """The profiles in the order of their digests, and what the rest of the people lack.

    The `paused` agree, but cannot be matched now. `unknown` counts people by code of a topic or
    kind that the data does not have. `disagreeing` are the people whose registrations say different
    things, of whom the latest counts.
    """

    profiles: tuple[Profile, ...] = ()
    paused: tuple[Profile, ...] = ()
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    disagreeing: int = 0

    @property
    def registered(self) -> int:
        return len(self.profiles) + sum(self.left_out.values())


def zone_of(country: str | None, series: Series) -> str | None:
    """Return a zone of a country whose clocks agree at every webinar; None if they do not."""
    zones = zones_by_country().get(country or "", ())
    starts = [series.instant(webinar.starts) for webinar in series.webinars]
    clocks = {tuple(at.astimezone(load_zone(zone)).utcoffset() for at in starts) for zone in zones}
    if len(clocks) != 1:
        return None
    named = (zone for zone in (series.zone, *series.audience_zones) if zone in zones)
    return next(named, zones[0])


_BREAK = re.compile(r"[\W_]+")
# what says only which kind of company it is, as written without points
# fmt: off
_LEGAL = frozenset({
    "ab", "ag", "as", "asa", "bhd", "bv", "co", "company", "corp", "corporation", "doo",
    "eurl", "gmbh", "inc", "incorporated", "kft", "kg", "kk", "limited", "llc", "llp", "ltd",
    "ltda", "lda", "nv", "oy", "oyj", "pao", "plc", "pte", "pty", "pvt", "private", "sa",
    "saa", "sac", "sarl", "sas", "sasu", "sae", "sdn", "spa", "srl", "sro", "ао", "зао",
    "оао", "ооо", "пао",
})
# fmt: on
_CHINESE = re.compile(r"(?:股份|集团)*有限(?:责任)?公司\Z|股份公司\Z")
_POINTS = re.compile(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?!\w)")


def compared_organisation(name: str) -> str | None:
    """Return a name without case, punctuation, `the` and legal endings; None without a letter."""
    words = _BREAK.sub(" ", _POINTS.sub("", fold(name)).replace("&", " and ")).split()
    if words[:1] == ["the"]:
        words = words[1:]
    bare = _bare(words) or words
    text = " ".join(bare)
    return _CHINESE.sub("", text) or text or None


def _bare(words: list[str]) -> list[str]:
    """Return words without the legal forms at both ends, such as `co ltd` and `ооо`."""
    start, end = 0, len(words)
    while end and words[end - 1] in _LEGAL:
        end -= 1
    while start < end and words[start] in _LEGAL and not words[start].isascii():
        start += 1
    return words[start:end]


_TOPICS = (Role.OFFER, Role.SEEK, Role.KIND)
_COMPARED = (*_TOPICS, Role.INTRODUCE, Role.AUDIENCE, Role.COUNTRY)


@dataclass(frozen=True)
class Said:
    """The answers of a person by role, from registrations with consent, the latest first.

    `earlier` are those that were answered again, and do not count.
    """

    registrations: Sequence[tuple[Registration, Survey]]
    earlier: Sequence[tuple[Registration, Survey]] = ()

    @cached_property
    def asked(self) -> bool:
        """Whether a survey that the person answered asks for consent to introductions."""
        return any(survey.question(Role.INTRODUCE) for _, survey in self.registrations)

    @cached_property
    def topics(self) -> Mapping[Role, frozenset[str]]:
        """What the person offers, seeks and wants, all from the latest registration that says it.

        A person who wrote a new list does not offer the old one any more.
        """
        for registration, survey in self.registrations:
            found = {role: _codes(registration, survey, role) for role in _TOPICS}
            if found[Role.OFFER] or found[Role.SEEK]:
                return found
        return dict.fromkeys(_TOPICS, frozenset())

    def latest(self, role: Role) -> object:
        return next(_answers(self.registrations, role), None)

    def several(self, role: Role) -> frozenset[str]:
        answer = self.latest(role)
        return frozenset(answer) if isinstance(answer, list) else frozenset()

    @cached_property
    def organisation(self) -> str | None:
        offices = (registration.organisation for registration, _ in self.registrations)
        return next(filter(None, offices), None)

    @cached_property
    def disagrees(self) -> bool:
        """Whether two registrations answer a question that counts for partners differently."""
        every = (*self.registrations, *self.earlier)
        return any(len({*map(_comparable, _answers(every, role))}) > 1 for role in _COMPARED)


def said_by(who: Registrant, surveys: Mapping[str, Survey]) -> Said:
    """Return what a person said where they agreed that it is kept."""
    kept = [one for one in reversed(who.registrations) if one.consent]
    counted, earlier = (
        [(one, surveys[one.survey]) for one in kept if one.counts is counts]
        for counts in (True, False)
    )
    return Said(counted, earlier)


def _answers(registrations: Sequence[tuple[Registration, Survey]], role: Role) -> Iterator[object]:
    for registration, survey in registrations:
        if (answer := _answer(registration, survey, role)) not in (None, "", []):
            yield answer


def _answer(registration: Registration, survey: Survey, role: Role) -> object:
    question = survey.question(role)
    return registration.answers.get(question.id) if question else None


def _codes(registration: Registration, survey: Survey, role: Role) -> frozenset[str]:
    answer = _answer(registration, survey, role)
    return frozenset(answer) if isinstance(answer, list) else frozenset()


def _comparable(answer: object) -> object:
    return frozenset(answer) if isinstance(answer, list) else answer


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
    """Return the first reason that keeps a person out of the pool, or None."""
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
    """Return the language that a person named, otherwise the only one that the series has."""
    only = series.languages[0] if len(series.languages) == 1 else None
    return language_of(str(said.latest(Role.LANGUAGE) or ""), series) or only
