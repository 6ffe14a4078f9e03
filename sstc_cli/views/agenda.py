"""What `agenda.md.j2` may see. Each field's note is its line in docs/templates.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby
from typing import Annotated

from sstc_cli.model import Entry, Organiser, Series, Talk, Text, Webinar, run_of_show
from sstc_cli.views.dates import city_text, clock_text, day_text, direction_of, offset_text
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
class TalkLine:
    """A talk with its share of the time."""

    number: Annotated[int, "1, 2, 3 … in this webinar"]
    starts: Annotated[str, "start, as in `15:35`"]
    ends: Annotated[str, "end"]
    minutes: Annotated[int, "length"]
    title: Annotated[str | None, "the sub-topic, once it is known"]
    speaker: Annotated[SpeakerFacts | None, "who speaks, once it is known"]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A timed item of the run of show."""

    starts: Annotated[str, "start, as in `15:30`"]
    ends: Annotated[str, "end"]
    minutes: Annotated[int, "length, after fitting the items into the slot"]
    name: Annotated[str, "what is done"]
    talks: Annotated[tuple[TalkLine, ...], "the talks that share the item's time, in their order"]


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


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A survey around the webinar."""

    when: Annotated[str, "`before` or `after`"]
    purpose: Annotated[str, "why it is asked"]


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The agenda of one webinar in one language; texts are ready to be printed."""

    language: Annotated[str, "code of the document's language, as in `en`"]
    direction: Annotated[str, "`ltr` or `rtl`: the way the language is written"]
    revised: Annotated[str, "when the plan last changed, in UTC: `2020-05-25T16:00:00+00:00`"]
    series: Annotated[SeriesFacts, "the series that the webinar belongs to"]
    webinar: Annotated[WebinarFacts, "the webinar itself"]
    items: Annotated[tuple[ItemLine, ...], "the run of show"]
    local_times: Annotated[tuple[LocalTime, ...], "the slot in each of the `audience_zones`"]
    surveys: Annotated[tuple[SurveyLine, ...], "the surveys around the webinar"]


def agenda_view(series: Series, webinar: Webinar, language: str) -> AgendaView:
    """The agenda of a webinar."""
    revised = series.instant(webinar.revised or series.revised).astimezone(UTC)
    notes = tuple(note.pick(language) for note in series.notes)
    slots = local_slots(series, webinar, series.audience_zones)
    return AgendaView(
        language=language,
        direction=direction_of(language),
        revised=revised.isoformat(),
        series=SeriesFacts(series.title.pick(language), series.count, notes),
        webinar=_webinar(series, webinar, language),
        items=_items(series, webinar, language),
        local_times=tuple(_local(slot, language) for slot in slots),
        surveys=tuple(SurveyLine(use.when, use.purpose.pick(language)) for use in series.surveys),
    )


def _webinar(series: Series, webinar: Webinar, language: str) -> WebinarFacts:
    zone = series.zone_name.pick(language) if series.zone_name else series.zone
    return WebinarFacts(
        id=webinar.id,
        number=webinar.number,
        title=webinar.title.pick(language),
        summary=_pick(webinar.summary, language),
        status=str(webinar.status),
        cancelled=webinar.cancelled,
        date=day_text(webinar.starts, language),
        starts=clock_text(webinar.starts),
        ends=clock_text(webinar.ends),
        zone=zone,
        offset=offset_text(series.instant(webinar.starts)),
        minutes=webinar.slot,
        join_url=webinar.join_url,
        organisers=_organisers(series.organisers_of(webinar), language),
        audiences=tuple(each.name.pick(language) for each in series.audiences_of(webinar)),
        themes=_themes(series, webinar, language),
    )


def _organisers(organisers: Sequence[Organiser], language: str) -> tuple[OrganiserFacts, ...]:
    return tuple(
        OrganiserFacts(each.name.pick(language), _pick(each.short, language), each.url)
        for each in organisers
    )


def _themes(series: Series, webinar: Webinar, language: str) -> tuple[str, ...]:
    """In the series' order, each once."""
    wanted = {*webinar.themes, *(theme for talk in webinar.talks for theme in talk.themes)}
    return tuple(each.name.pick(language) for each in series.themes if each.id in wanted)


def _items(series: Series, webinar: Webinar, language: str) -> tuple[ItemLine, ...]:
    """The entries of the run of show, those of one item gathered under it."""
    lines = []
    for item, group in groupby(run_of_show(series, webinar), key=lambda entry: entry.item):
        entries = list(group)
        lines.append(
            ItemLine(
                clock_text(entries[0].starts),
                clock_text(entries[-1].ends),
                sum(entry.minutes for entry in entries),
                item.name.pick(language),
                tuple(_talk(series, each, each.talk, language) for each in entries if each.talk),
            )
        )
    return tuple(lines)


def _talk(series: Series, entry: Entry, talk: Talk, language: str) -> TalkLine:
    return TalkLine(
        entry.talk_number or 0,
        clock_text(entry.starts),
        clock_text(entry.ends),
        entry.minutes,
        _pick(talk.title, language),
        _speaker(series, talk, language),
    )


def _speaker(series: Series, talk: Talk, language: str) -> SpeakerFacts | None:
    person = series.speakers.get(talk.speaker) if talk.speaker else None
    if person is None:
        return None
    position, organisation = _pick(person.position, language), _pick(person.organisation, language)
    return SpeakerFacts(person.name.pick(language), position, organisation)


def _local(slot: LocalSlot, language: str) -> LocalTime:
    return LocalTime(
        city_text(slot.zone, language),
        offset_text(slot.starts),
        day_text(slot.starts, language),
        slot.days,
        clock_text(slot.starts),
        clock_text(slot.ends),
        slot.ends.date() != slot.starts.date(),
    )


def _pick(text: Text | None, language: str) -> str | None:
    return text.pick(language) if text else None
