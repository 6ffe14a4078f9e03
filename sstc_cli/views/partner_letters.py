"""The fields of `partner-request.md.j2` and `partner-introduction.md.j2`, and examples."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated

from sstc_cli.model import Series, Webinar, load_zone
from sstc_cli.model.countries import countries, country_name
from sstc_cli.model.languages import region_name
from sstc_cli.model.view import Facts
from sstc_cli.model.zones import offset_text
from sstc_cli.views.dates import city_of, day_text, hour_text, short_day_text
from sstc_cli.views.facts import DocumentView, document_fields
from sstc_cli.views.file_names import Made
from sstc_cli.views.people import (
    ContactFacts,
    OrganiserFacts,
    contacts,
    in_language,
    organiser_facts,
    with_direction_mark,
)


class Description(Facts):
    """What a letter says of the other side without a name, by codes.

    These are a country or region, an audience, topics and kinds of cooperation.
    """

    place: str | None = None
    audience: str | None = None
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class DescriptionFacts(Facts):
    """What the reader may know of the other person, who stays unnamed."""

    country: Annotated[str | None, "country that the person works in"]
    region: Annotated[str | None, "region of the world, if the country would reveal too much"]
    audience: Annotated[str | None, "group of the person"]
    offers: Annotated[tuple[str, ...], "topics that the person offers and the reader looks for"]
    seeks: Annotated[tuple[str, ...], "topics that the person looks for and the reader offers"]
    kinds: Annotated[tuple[str, ...], "kinds of cooperation that interest both"]


class PartnerRequestView(DocumentView):
    """The question to one side whether it wants to be introduced."""

    name: Annotated[str | None, "name of the reader, as the reader writes it"]
    wanted: Annotated[tuple[str, ...], "topics that the reader looks for"]
    offered: Annotated[tuple[str, ...], "topics that the reader offers"]
    other: Annotated[DescriptionFacts, "the other person, unnamed"]
    code: Annotated[str, "code for the answer, for example `abcd-efgh`"]
    last_day: Annotated[str, "weekday and date of the last day to answer"]
    city: Annotated[str | None, "city on whose clock that day ends"]
    organisers: Annotated[tuple[OrganiserFacts, ...], "the organisers, who ask"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


class Letter(Facts):
    """What a letter asks a side: the day is the last to answer, in the zone of the reader."""

    name: str | None
    wanted: Sequence[str]
    offered: Sequence[str]
    other: Description
    code: str
    last_day: date
    zone: str | None


def partner_request_view(series: Series, letter: Letter, language: str) -> PartnerRequestView:
    return PartnerRequestView(
        **document_fields(series, language),
        name=letter.name,
        wanted=topic_names(series, letter.wanted, language),
        offered=topic_names(series, letter.offered, language),
        other=_described(series, letter.other, language),
        code=with_direction_mark(letter.code, language),
        last_day=day_text(letter.last_day, language),
        city=city_of(series, letter.zone, language) if letter.zone else None,
        organisers=organiser_facts(series.organisers, language),
        contacts=contacts(series.organisers, language),
    )


def topic_names(series: Series, codes: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple(one.title.pick(language) for one in series.topics if one.id in codes)


def audience_name(series: Series, id_: str | None, language: str) -> str | None:
    names = (one.name.pick(language) for one in series.audiences if one.id == id_)
    return next(names, None)


def _described(series: Series, other: Description, language: str) -> DescriptionFacts:
    is_country = other.place in countries()
    return DescriptionFacts(
        country=country_name(other.place, language) if other.place and is_country else None,
        region=region_name(other.place, language) if other.place and not is_country else None,
        audience=audience_name(series, other.audience, language),
        offers=topic_names(series, other.offers, language),
        seeks=topic_names(series, other.seeks, language),
        kinds=tuple(one.title.pick(language) for one in series.kinds if one.id in other.kinds),
    )


class Introduced(Facts):
    """A person who is introduced: codes for the country, the audience and topics."""

    name: str
    email: str
    organisation: str | None
    country: str | None
    audience: str | None
    offers: Sequence[str]
    seeks: Sequence[str]
    zone: str | None


class PartnerFacts(Facts):
    """A person of an introduction, as the other one reads of them."""

    name: Annotated[str, "name as the person writes it"]
    email: Annotated[str, "e-mail address"]
    organisation: Annotated[str | None, "the person's organisation"]
    country: Annotated[str | None, "country that the person works in"]
    audience: Annotated[str | None, "group of the person"]
    offers: Annotated[tuple[str, ...], "topics that the person offers"]
    seeks: Annotated[tuple[str, ...], "topics that the person looks for"]


class CommonHour(Facts):
    """An hour in which both could talk: on the clock of the first, and of the second."""

    first_day: Annotated[str, "date where the first is"]
    first_time: Annotated[str, "time there"]
    second_day: Annotated[str, "date where the second is"]
    second_time: Annotated[str, "time there"]


class PartnerIntroductionView(DocumentView):
    """The introduction of two persons to each other, the same for both."""

    partners: Annotated[tuple[PartnerFacts, ...], "the two persons"]
    cities: Annotated[tuple[str, ...], "the cities of their clocks, each with its offset"]
    hours: Annotated[tuple[CommonHour, ...], "hours in which both could talk, one for each day"]
    at_work: Annotated[bool, "whether both are in the office then, and not only awake"]
    has_calendar: Annotated[bool, "whether a draft for the calendar is attached"]
    organisers: Annotated[tuple[OrganiserFacts, ...], "the organisers, who introduce them"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


def partner_introduction_view(
    series: Series,
    partners: tuple[Introduced, Introduced],
    starts: Sequence[datetime],
    language: str,
    *,
    at_work: bool = True,
) -> PartnerIntroductionView:
    """Return an introduction in a language, with the `starts` of hours for a talk."""
    zones = [one.zone for one in partners if one.zone]
    hours = starts if len(zones) == len(partners) else ()
    return PartnerIntroductionView(
        **document_fields(series, language),
        partners=tuple(_partner(series, one, language) for one in partners),
        cities=tuple(
            f"{city_of(series, zone, language)} ({offset_text(start.astimezone(load_zone(zone)))})"
            for start in hours[:1]
            for zone in zones
        ),
        hours=tuple(_hour(zones, start, language) for start in hours),
        at_work=at_work,
        has_calendar=bool(hours),
        organisers=organiser_facts(series.organisers, language),
        contacts=contacts(series.organisers, language),
    )


def _partner(series: Series, one: Introduced, language: str) -> PartnerFacts:
    return in_language(
        PartnerFacts,
        one,
        language,
        country=country_name(one.country, language) if one.country else None,
        audience=audience_name(series, one.audience, language),
        offers=topic_names(series, one.offers, language),
        seeks=topic_names(series, one.seeks, language),
    )


def _hour(zones: Sequence[str], start: datetime, language: str) -> CommonHour:
    first, second = (start.astimezone(load_zone(zone)) for zone in zones)
    return CommonHour(
        short_day_text(first.date(), language),
        hour_text(first, language),
        short_day_text(second.date(), language),
        hour_text(second, language),
    )


_START = datetime(2026, 3, 5, 7, tzinfo=UTC)


def partner_request_examples(series: Series, webinars: Sequence[Webinar], language: str) -> Made:
    """Yield a request that says much of the other person, and one that says nothing."""
    topics, kinds = tuple(one.id for one in series.topics), tuple(one.id for one in series.kinds)
    audience = next((one.id for one in series.audiences), None)
    much = Description("KE", audience, topics[:2], topics[2:3], kinds[:1])
    others = {"much": much, "region": Description("africa"), "nothing": Description()}
    for name, other in others.items():
        zone = "Africa/Nairobi" if other.place else None
        letter = Letter("A name", topics[:3], topics[2:4], other, "abcd-efgh", _START.date(), zone)
        if webinars:
            yield name, partial(partner_request_view, series, letter, language)


def partner_introduction_examples(
    series: Series, webinars: Sequence[Webinar], language: str
) -> Made:
    """Yield an introduction with hours for a talk, and one without."""
    topics = [one.id for one in series.topics]
    audience = next((one.id for one in series.audiences), None)
    first = Introduced("A name", "one@example.org", "An office", "KE", audience, topics[:2],
                       topics[2:3], "Africa/Nairobi")  # fmt: skip
    second = Introduced("Another name", "two@example.org", None, None, None, topics[2:3],
                        topics[:2], "Asia/Shanghai")  # fmt: skip
    for name, starts in (("hours", [_START]), ("no-hours", [])):
        if webinars:
            made = partial(partner_introduction_view, series, (first, second), starts, language)
            yield name, made
