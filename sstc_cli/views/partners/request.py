"""The fields of `partner-request.md.j2`: what one side may know of the other before both agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sstc_cli.model import Series
from sstc_cli.model.countries import countries, country_name
from sstc_cli.model.regions import region_name
from sstc_cli.views.dates import city_of, day_text, direction_of
from sstc_cli.views.facts import SeriesFacts, revised_text, series_facts
from sstc_cli.views.people import ContactFacts, OrganiserFacts, contacts, organiser_facts


@dataclass(frozen=True, slots=True)
class Description:
    """What a letter says of the other side without a name, by codes.

    These are a country or region, an audience, topics and kinds of cooperation.
    """

    place: str | None = None
    audience: str | None = None
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DescriptionFacts:
    """What the reader may know of the other person, who stays unnamed."""

    country: Annotated[str | None, "country that the person works in"]
    region: Annotated[str | None, "region of the world, if the country would tell too much"]
    audience: Annotated[str | None, "group of the person"]
    offers: Annotated[tuple[str, ...], "topics that the person offers and the reader looks for"]
    seeks: Annotated[tuple[str, ...], "topics that the person looks for and the reader offers"]
    kinds: Annotated[tuple[str, ...], "kinds of cooperation that interest both"]


@dataclass(frozen=True, slots=True)
class PartnerRequestView:
    """The question to one side whether it wants to be introduced."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series"]
    name: Annotated[str | None, "name of the reader, as the reader writes it"]
    wanted: Annotated[tuple[str, ...], "topics that the reader looks for"]
    offered: Annotated[tuple[str, ...], "topics that the reader offers"]
    other: Annotated[DescriptionFacts, "the other person, unnamed"]
    code: Annotated[str, "code for the answer, for example `abcd-efgh`"]
    last_day: Annotated[str, "weekday and date of the last day to answer"]
    city: Annotated[str | None, "city on whose clock that day ends"]
    organisers: Annotated[tuple[OrganiserFacts, ...], "the organisers, who ask"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter asks a side: the day is the last to answer, in the zone of the reader."""

    name: str | None
    wanted: Sequence[str]
    offered: Sequence[str]
    other: Description
    code: str
    last_day: date
    zone: str | None


def partner_request_view(series: Series, letter: Letter, language: str) -> PartnerRequestView:
    """Return what a side reads in a language."""
    return PartnerRequestView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series),
        series=series_facts(series, language),
        name=letter.name,
        wanted=topic_names(series, letter.wanted, language),
        offered=topic_names(series, letter.offered, language),
        other=_described(series, letter.other, language),
        code=("\u200e" if direction_of(language) == "rtl" else "") + letter.code,
        last_day=day_text(letter.last_day, language),
        city=city_of(series, letter.zone, language) if letter.zone else None,
        organisers=organiser_facts(series.organisers, language),
        contacts=contacts(series.organisers, language),
    )


def topic_names(series: Series, codes: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the titles of topics, in the order of the series."""
    return tuple(one.title.pick(language) for one in series.topics if one.id in codes)


def audience_name(series: Series, id_: str | None, language: str) -> str | None:
    """Return the name of an audience by its id, or None."""
    names = (one.name.pick(language) for one in series.audiences if one.id == id_)
    return next(names, None)


def _described(series: Series, other: Description, language: str) -> DescriptionFacts:
    """Return the description of the other side in words."""
    is_country = other.place in countries()
    return DescriptionFacts(
        country=country_name(other.place, language) if other.place and is_country else None,
        region=region_name(other.place, language) if other.place and not is_country else None,
        audience=audience_name(series, other.audience, language),
        offers=topic_names(series, other.offers, language),
        seeks=topic_names(series, other.seeks, language),
        kinds=tuple(one.title.pick(language) for one in series.kinds if one.id in other.kinds),
    )
