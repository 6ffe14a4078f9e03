"""The fields of `partner-introduction.md.j2`: two persons who both said yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from sstc_cli.model import Series, load_zone
from sstc_cli.model.countries import country_name
from sstc_cli.model.zones import offset_text
from sstc_cli.views.dates import city_of, direction_of, hour_text, short_day_text
from sstc_cli.views.facts import SeriesFacts, revised_text, series_facts
from sstc_cli.views.partners.request import audience_name, topic_names
from sstc_cli.views.people import ContactFacts, OrganiserFacts, contacts, organiser_facts


@dataclass(frozen=True, slots=True)
class Introduced:
    """A person who is introduced: codes for the country, the audience and topics."""

    name: str
    email: str
    organisation: str | None
    country: str | None
    audience: str | None
    offers: Sequence[str]
    seeks: Sequence[str]
    zone: str | None


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """A person of an introduction, as the other one reads of them."""

    name: Annotated[str, "name as the person writes it"]
    email: Annotated[str, "e-mail address"]
    organisation: Annotated[str | None, "the person's organisation"]
    country: Annotated[str | None, "country that the person works in"]
    audience: Annotated[str | None, "group of the person"]
    offers: Annotated[tuple[str, ...], "topics that the person offers"]
    seeks: Annotated[tuple[str, ...], "topics that the person looks for"]


@dataclass(frozen=True, slots=True)
class CommonHour:
    """An hour in which both could talk: on the clock of the first, and of the second."""

    first_day: Annotated[str, "date where the first is"]
    first_time: Annotated[str, "time there"]
    second_day: Annotated[str, "date where the second is"]
    second_time: Annotated[str, "time there"]


@dataclass(frozen=True, slots=True)
class PartnerIntroductionView:
    """The introduction of two persons to each other, the same for both."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series"]
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
        language=language,
        direction=direction_of(language),
        revised=revised_text(series),
        series=series_facts(series, language),
        partners=tuple(_partner(series, one, language) for one in partners),
        cities=tuple(_city(series, zone, hours[0], language) for zone in zones) if hours else (),
        hours=tuple(_hour(zones, start, language) for start in hours),
        at_work=at_work,
        has_calendar=bool(hours),
        organisers=organiser_facts(series.organisers, language),
        contacts=contacts(series.organisers, language),
    )


def _partner(series: Series, one: Introduced, language: str) -> PartnerFacts:
    return PartnerFacts(
        name=one.name,
        email=one.email,
        organisation=one.organisation,
        country=country_name(one.country, language) if one.country else None,
        audience=audience_name(series, one.audience, language),
        offers=topic_names(series, one.offers, language),
        seeks=topic_names(series, one.seeks, language),
    )


def _city(series: Series, zone: str, moment: datetime, language: str) -> str:
    offset = offset_text(moment.astimezone(load_zone(zone)))
    return f"{city_of(series, zone, language)} ({offset})"


def _hour(zones: Sequence[str], start: datetime, language: str) -> CommonHour:
    first, second = (start.astimezone(load_zone(zone)) for zone in zones)
    return CommonHour(
        short_day_text(first.date(), language),
        hour_text(first, language),
        short_day_text(second.date(), language),
        hour_text(second, language),
    )
