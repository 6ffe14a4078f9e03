"""The fields of `speaker-brief.md.j2`: one speaker's part in one webinar, on their own clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from sstc_cli.model import Entry, Person, Series, Webinar, load_zone, run_of_show
from sstc_cli.model.text import pick
from sstc_cli.model.zones import offsets_text
from sstc_cli.views.agenda import ItemLine, item_lines
from sstc_cli.views.dates import city_of, day_text, hour_text, span_text
from sstc_cli.views.facts import (
    DocumentView,
    WebinarFacts,
    document_fields,
    webinar_facts,
    zone_text,
)
from sstc_cli.views.people import ContactFacts, SpeakerFacts, contacts, speaker_facts
from sstc_cli.views.run_of_show import TaskLine, arrival, task_line
from sstc_cli.views.speaker_letters import open_tasks


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An item or a talk in its place."""

    time: Annotated[str, "start and end in the series' zone, for example `15:30–15:35`"]
    own_time: Annotated[str | None, "the same on the speaker's clock, if that is another one"]
    talk: Annotated[int | None, "number of the talk; none for other items"]
    title: Annotated[str | None, "title of the talk, once it is known, or name of the item"]
    speaker: Annotated[SpeakerFacts | None, "who speaks, once known"]
    is_own: Annotated[bool, "whether the recipient of the brief speaks"]


def order_lines(
    series: Series, webinar: Webinar, person: Person, language: str
) -> tuple[OrderLine, ...]:
    """Return the items of a webinar, with the talks instead of the item that holds them."""
    entries = run_of_show(series, webinar)
    zone = own_zone(series, webinar, person)
    return tuple(_line(series, entry, person, zone, language) for entry in entries)


def own_zone(series: Series, webinar: Webinar, person: Person) -> ZoneInfo | None:
    """Return a person's zone if their clock differs from that of the series at the webinar."""
    if person.zone is None:
        return None
    zone = load_zone(person.zone)
    moments = [series.instant(moment) for moment in (webinar.starts, webinar.ends)]
    differs = any(moment.astimezone(zone).utcoffset() != moment.utcoffset() for moment in moments)
    return zone if differs else None


def _line(
    series: Series, entry: Entry, person: Person, zone: ZoneInfo | None, language: str
) -> OrderLine:
    code = entry.talk.speaker if entry.talk else entry.item.speaker
    speaker = series.person(code)
    return OrderLine(
        _span(entry, None, language),
        _span(entry, zone, language) if zone else None,
        entry.talk_number,
        pick(entry.talk.title, language) if entry.talk else entry.item.name.pick(language),
        speaker_facts(speaker, language) if speaker else None,
        code == person.id,
    )


def _span(entry: Entry, zone: ZoneInfo | None, language: str) -> str:
    """Return start and end of an entry on a clock, with the offsets if it changes meanwhile."""
    starts, ends = (
        moment.astimezone(zone) if zone else moment for moment in (entry.starts, entry.ends)
    )
    span = span_text(hour_text(starts, language), hour_text(ends, language), language)
    changes = starts.utcoffset() != ends.utcoffset()
    return f"{span} ({offsets_text(starts, ends)})" if changes else span


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A moment on one clock."""

    zone: Annotated[str, "everyday name of the zone, or the city that it is named after"]
    date: Annotated[str, "weekday and date there"]
    time: Annotated[str, "time there, for example `15:00`"]


@dataclass(frozen=True, slots=True)
class OwnTime:
    """A talk on the speaker's own clock."""

    city: Annotated[str, "the city that the speaker's zone is named after"]
    offset: Annotated[str, "offset there on that date"]
    date: Annotated[str, "weekday and date there"]
    time: Annotated[str, "start and end there, for example `04:35–04:55`"]
    starts: Annotated[str, "start there"]
    ends: Annotated[str, "end there"]


@dataclass(frozen=True, slots=True)
class OwnTalk:
    """A talk of the speaker."""

    number: Annotated[int, "1, 2, 3 … in this webinar"]
    title: Annotated[str | None, "title of the talk, once it is known"]
    confirmed: Annotated[bool, "whether the speaker has confirmed"]
    date: Annotated[str, "weekday and date in the series' zone"]
    time: Annotated[str, "start and end in the series' zone"]
    starts: Annotated[str, "start in the series' zone"]
    ends: Annotated[str, "end in the series' zone"]
    offset: Annotated[str, "the series' offset during the talk, for example `UTC+8`"]
    minutes: Annotated[int, "length in minutes"]
    own: Annotated[OwnTime | None, "the same on the speaker's clock, if that is another one"]


@dataclass(frozen=True, slots=True)
class SpeakerBriefView(DocumentView):
    """The brief of one speaker for one webinar."""

    webinar: Annotated[WebinarFacts, "the webinar"]
    speaker: Annotated[SpeakerFacts, "the recipient of the brief"]
    arrive: Annotated[ClockTime, "when to join, half an hour before the start: the series' clock"]
    arrive_own: Annotated[ClockTime | None, "the same on the speaker's clock, if it is another one"]
    talks: Annotated[tuple[OwnTalk, ...], "the speaker's talks in this webinar"]
    order: Annotated[tuple[OrderLine, ...], "all items and talks, in order"]
    missing: Annotated[
        tuple[str, ...],
        "what the speaker has not sent: `confirmation`, `title`, `biography`, `picture`",
    ]
    others: Annotated[tuple[SpeakerFacts, ...], "the other speakers"]
    items: Annotated[tuple[ItemLine, ...], "the run of show"]
    due: Annotated[
        tuple[TaskLine, ...], "the deadlines `for: speakers` that this speaker has to meet, by date"
    ]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


def speaker_brief_view(
    series: Series, webinar: Webinar, person: Person, language: str
) -> SpeakerBriefView:
    others = (other for other in series.speakers_of(webinar) if other.id != person.id)
    arrive, arrive_own = _arrival(series, webinar, person, language)
    return SpeakerBriefView(
        **document_fields(series, language, webinar),
        webinar=webinar_facts(series, webinar, language, named=True),
        speaker=speaker_facts(person, language),
        arrive=arrive,
        arrive_own=arrive_own,
        talks=_talks(series, webinar, person, language),
        order=order_lines(series, webinar, person, language),
        missing=_missing(webinar, person),
        others=tuple(speaker_facts(other, language) for other in others),
        items=item_lines(series, webinar, language),
        due=tuple(task_line(duty, language) for duty in open_tasks(series, webinar, person)),
        contacts=contacts(series.organisers_of(webinar), language, named=True),
    )


def _arrival(
    series: Series, webinar: Webinar, person: Person, language: str
) -> tuple[ClockTime, ClockTime | None]:
    """Return when to join on the series' clock, and on the speaker's if that is another one."""
    moment = arrival(series, webinar)
    own = own_zone(series, webinar, person)
    return (
        _clock_time(moment.astimezone(series.tz), zone_text(series, language), language),
        _clock_time(moment.astimezone(own), city_of(series, own.key, language), language)
        if own
        else None,
    )


def _clock_time(moment: datetime, zone: str, language: str) -> ClockTime:
    return ClockTime(zone, day_text(moment, language), hour_text(moment, language))


def _missing(webinar: Webinar, person: Person) -> tuple[str, ...]:
    talks = [talk for talk in webinar.talks if talk.speaker == person.id]
    lacks = {
        "confirmation": not all(talk.confirmed for talk in talks),
        "title": not all(talk.title for talk in talks),
        "biography": person.biography is None,
        "picture": person.picture is None,
    }
    return tuple(name for name, is_missing in lacks.items() if is_missing)


def _talks(series: Series, webinar: Webinar, person: Person, language: str) -> tuple[OwnTalk, ...]:
    return tuple(
        OwnTalk(
            entry.talk_number or 0,
            pick(entry.talk.title, language),
            entry.talk.confirmed,
            day_text(entry.starts, language),
            *_times(entry.starts, entry.ends, language),
            offsets_text(entry.starts, entry.ends),
            entry.minutes,
            _own(series, webinar, person, (entry.starts, entry.ends), language),
        )
        for entry in run_of_show(series, webinar)
        if entry.talk and entry.talk.speaker == person.id
    )


def _times(starts: datetime, ends: datetime, language: str) -> tuple[str, str, str]:
    start, end = hour_text(starts, language), hour_text(ends, language)
    return span_text(start, end, language), start, end


def _own(
    series: Series,
    webinar: Webinar,
    person: Person,
    slot: tuple[datetime, datetime],
    language: str,
) -> OwnTime | None:
    zone = own_zone(series, webinar, person)
    if zone is None:
        return None
    starts, ends = (moment.astimezone(zone) for moment in slot)
    return OwnTime(
        city_of(series, zone.key, language),
        offsets_text(starts, ends),
        day_text(starts, language),
        *_times(starts, ends, language),
    )
