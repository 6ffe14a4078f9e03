"""Facts that several documents show. Each field's note is a line in docs/templates.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Annotated

from sstc_cli.model import Foreign, Organiser, Person, Series, Text, Webinar
from sstc_cli.views.dates import city_text, clock_text, day_text, offset_text
from sstc_cli.views.local import LocalSlot, local_slots


@dataclass(frozen=True, slots=True)
class OrganiserFacts:
    """Who runs the webinar."""

    name: Annotated[str, "full name"]
    short: Annotated[str | None, "short name, where there is one"]
    url: Annotated[str | None, "web page, where there is one"]


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """The series that the webinar belongs to."""

    title: Annotated[str, "title of the series"]
    count: Annotated[int, "how many webinars are announced"]
    notes: Annotated[tuple[str, ...], "remarks, as in `Topics are provisional and may change.`"]


@dataclass(frozen=True, slots=True)
class WebinarFacts:
    """The webinar itself."""

    id: Annotated[str, "lasting id"]
    number: Annotated[int, "number in the series"]
    title: Annotated[str, "the topic"]
    summary: Annotated[str | None, "what participants will learn; may hold several paragraphs"]
    status: Annotated[str, "`planned`, `held` or `cancelled`"]
    cancelled: Annotated[bool, "whether it will not take place"]
    date: Annotated[str, "weekday and day, as in `Friday, 9 October 2020`"]
    starts: Annotated[str, "start in the series' zone, as in `15:30`"]
    ends: Annotated[str, "end in the series' zone"]
    zone: Annotated[str, "what people call the zone, as in `Beijing time`"]
    offset: Annotated[str, "the zone's offset on that day, as in `UTC+8`"]
    overnight: Annotated[bool, "whether it ends on the next day"]
    minutes: Annotated[int, "planned length"]
    join_url: Annotated[str | None, "where participants join, once it is known"]
    organisers: Annotated[tuple[OrganiserFacts, ...], "who runs it"]
    audiences: Annotated[tuple[str, ...], "names of the groups that it is for"]
    themes: Annotated[tuple[str, ...], "names of its thematic areas and of its talks'"]


@dataclass(frozen=True, slots=True)
class SpeakerFacts:
    """Who gives a talk."""

    name: Annotated[str, "name as the person writes it"]
    position: Annotated[str | None, "title or function"]
    organisation: Annotated[str | None, "where the person works"]


@dataclass(frozen=True, slots=True)
class LocalTime:
    """The slot on the clocks of an audience."""

    city: Annotated[str, "the city that the zone is named after, as in `Nairobi`"]
    offset: Annotated[str, "offset there on that day, as in `UTC+3`"]
    date: Annotated[str, "weekday and day there at the start"]
    days: Annotated[int, "-1 or 1 where that is the day before or after the webinar's date, else 0"]
    starts: Annotated[str, "start there"]
    ends: Annotated[str, "end there"]
    overnight: Annotated[bool, "whether it ends there on the next day"]
    before: Annotated[
        str | None, "offset at the previous webinar, where clocks there were changed since"
    ]


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A survey around the webinar."""

    when: Annotated[str, "`before` or `after`"]
    purpose: Annotated[str, "why it is asked"]


def revised_text(series: Series, webinar: Webinar | None = None) -> str:
    """When the series, or one webinar of it, last changed: in UTC, ISO 8601."""
    revised = webinar.revised if webinar and webinar.revised else series.revised
    return series.instant(revised).astimezone(UTC).isoformat()


def zone_text(series: Series, language: str) -> str:
    """What people call the series' zone; its city where that name lacks the language."""
    name = series.zone_name.pick(language) if series.zone_name else series.zone
    return city_text(series.zone, language) if isinstance(name, Foreign) else name


def series_facts(series: Series, language: str) -> SeriesFacts:
    """The series that a document belongs to."""
    notes = tuple(note.pick(language) for note in series.notes)
    return SeriesFacts(series.title.pick(language), series.count, notes)


def survey_lines(series: Series, language: str) -> tuple[SurveyLine, ...]:
    """The surveys around each webinar."""
    return tuple(SurveyLine(use.when, use.purpose.pick(language)) for use in series.surveys)


def register_url(series: Series) -> str | None:
    """Where to register: the first survey before the webinar that has an address."""
    return next((use.url for use in series.surveys if use.when == "before" and use.url), None)


def local_times(series: Series, webinar: Webinar, language: str) -> tuple[LocalTime, ...]:
    """The webinar's slot in each of the audience zones."""
    previous = series.previous.get(webinar.id, webinar)
    slots, before = (
        local_slots(series, each, series.audience_zones) for each in (webinar, previous)
    )
    pairs = zip(slots, before, strict=True)
    return tuple(_local_time(slot, earlier, language) for slot, earlier in pairs)


def webinar_facts(series: Series, webinar: Webinar, language: str) -> WebinarFacts:
    """A webinar, its texts ready to be printed."""
    return WebinarFacts(
        id=webinar.id,
        number=webinar.number,
        title=webinar.title.pick(language),
        summary=pick(webinar.summary, language),
        status=str(webinar.status),
        cancelled=webinar.cancelled,
        date=day_text(webinar.starts, language),
        starts=clock_text(webinar.starts),
        ends=clock_text(webinar.ends),
        zone=zone_text(series, language),
        offset=offset_text(series.instant(webinar.starts)),
        overnight=webinar.starts.date() != webinar.ends.date(),
        minutes=webinar.slot,
        join_url=webinar.join_url,
        organisers=_organisers(series.organisers_of(webinar), language),
        audiences=tuple(each.name.pick(language) for each in series.audiences_of(webinar)),
        themes=_themes(series, webinar, language),
    )


def _organisers(organisers: Sequence[Organiser], language: str) -> tuple[OrganiserFacts, ...]:
    return tuple(
        OrganiserFacts(each.name.pick(language), pick(each.short, language), each.url)
        for each in organisers
    )


def _themes(series: Series, webinar: Webinar, language: str) -> tuple[str, ...]:
    """In the series' order, each once."""
    wanted = {*webinar.themes, *(theme for talk in webinar.talks for theme in talk.themes)}
    return tuple(each.name.pick(language) for each in series.themes if each.id in wanted)


def speaker_facts(person: Person, language: str) -> SpeakerFacts:
    """Who a speaker is."""
    return SpeakerFacts(
        person.name.pick(language),
        pick(person.position, language),
        pick(person.organisation, language),
    )


def _local_time(slot: LocalSlot, before: LocalSlot, language: str) -> LocalTime:
    """A slot on the clocks of one zone, and whether they are set otherwise than before."""
    changed = slot.starts.utcoffset() != before.starts.utcoffset()
    return LocalTime(
        city_text(slot.zone, language),
        offset_text(slot.starts),
        day_text(slot.starts, language),
        slot.days,
        clock_text(slot.starts),
        clock_text(slot.ends),
        slot.ends.date() != slot.starts.date(),
        offset_text(before.starts) if changed else None,
    )


def pick(text: Text | None, language: str) -> str | None:
    """A text in a language, where there is one."""
    return text.pick(language) if text else None


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """An organiser that answers questions."""

    name: Annotated[str, "full name"]
    short: Annotated[str | None, "short name, where there is one"]
    email: Annotated[str | None, "public address, where there is one"]
    url: Annotated[str | None, "web page, where there is one"]


def contacts(organisers: Sequence[Organiser], language: str) -> tuple[ContactFacts, ...]:
    """Those that can be reached: by a public address or a web page."""
    return tuple(
        ContactFacts(each.name.pick(language), pick(each.short, language), each.email, each.url)
        for each in organisers
        if each.email or each.url
    )
