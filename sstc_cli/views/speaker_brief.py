"""The fields of `speaker-brief.md.j2`: one speaker's part in one webinar, on their own clock."""

from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from sstc_cli.model import Entry, Person, Series, Webinar, load_zone, run_of_show
from sstc_cli.model.text import pick
from sstc_cli.model.view import Facts
from sstc_cli.model.zones import offsets_text
from sstc_cli.views.agenda import ItemLine, item_lines
from sstc_cli.views.dates import city_of, hour_text, span_text
from sstc_cli.views.facts import (
    DocumentView,
    SlotFacts,
    WebinarFacts,
    document_fields,
    slot_fields,
    webinar_facts,
    zone_text,
)
from sstc_cli.views.people import ContactFacts, SpeakerFacts, contacts, speaker_facts
from sstc_cli.views.run_of_show import TaskLine, arrival, task_line
from sstc_cli.views.speaker_letters import When, open_tasks, when


class OrderLine(Facts):
    """An item or a talk in its place."""

    time: Annotated[str, "start and end in the series' zone, for example `15:30–15:35`"]
    own_time: Annotated[str | None, "the same on the speaker's clock, if that is another one"]
    talk: Annotated[int | None, "number of the talk; none for other items"]
    title: Annotated[str | None, "title of the talk, once it is known, or name of the item"]
    speaker: Annotated[SpeakerFacts | None, "who speaks, once known"]
    is_own: Annotated[bool, "whether the recipient of the brief speaks"]


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


class OwnTime(SlotFacts):
    """A talk on the speaker's own clock."""

    city: Annotated[str, "the city that the speaker's zone is named after"]


class OwnTalk(SlotFacts):
    """A talk of the speaker; its times are those of the series' zone."""

    number: Annotated[int, "1, 2, 3 … in this webinar"]
    title: Annotated[str | None, "title of the talk, once it is known"]
    confirmed: Annotated[bool, "whether the speaker has confirmed"]
    minutes: Annotated[int, "length in minutes"]
    own: Annotated[OwnTime | None, "the same on the speaker's clock, if that is another one"]


class SpeakerBriefView(DocumentView):
    """The brief of one speaker for one webinar."""

    webinar: Annotated[WebinarFacts, "the webinar"]
    speaker: Annotated[SpeakerFacts, "the recipient of the brief"]
    arrive: Annotated[When, "when to join, half an hour before the start: the series' clock"]
    arrive_own: Annotated[When | None, "the same on the speaker's clock, if it is another one"]
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
    arrive, own = arrival(series, webinar), own_zone(series, webinar, person)
    return SpeakerBriefView(
        **document_fields(series, language, webinar),
        webinar=webinar_facts(series, webinar, language, named=True),
        speaker=speaker_facts(person, language),
        arrive=when(series.zone, (arrive,), language, zone_text(series, language)),
        arrive_own=when(own.key, (arrive,), language, city_of(series, own.key, language))
        if own
        else None,
        talks=_talks(series, webinar, person, language),
        order=tuple(
            _line(series, entry, person, own, language) for entry in run_of_show(series, webinar)
        ),
        missing=missing_of(webinar, person),
        others=tuple(speaker_facts(other, language) for other in others),
        items=item_lines(series, webinar, language),
        due=tuple(task_line(duty, language) for duty in open_tasks(series, webinar, person)),
        contacts=contacts(series.organisers_of(webinar), language, named=True),
    )


OWED = ("confirmation", "title", "biography", "picture")


def missing_of(webinar: Webinar, person: Person) -> tuple[str, ...]:
    """Return what a speaker has not sent for a webinar, as far as the plan has it."""
    talks = [talk for talk in webinar.talks if talk.speaker == person.id]
    lacks = {
        "confirmation": not all(talk.confirmed for talk in talks),
        "title": not all(talk.title for talk in talks),
        "biography": person.biography is None,
        "picture": person.picture is None,
    }
    return tuple(name for name, is_missing in lacks.items() if is_missing)


def _talks(series: Series, webinar: Webinar, person: Person, language: str) -> tuple[OwnTalk, ...]:
    zone = own_zone(series, webinar, person)
    return tuple(
        OwnTalk(
            **_slot(entry.starts, entry.ends, language),
            number=entry.talk_number or 0,
            title=pick(entry.talk.title, language),
            confirmed=entry.talk.confirmed,
            minutes=entry.minutes,
            own=OwnTime(
                **_slot(entry.starts.astimezone(zone), entry.ends.astimezone(zone), language),
                city=city_of(series, zone.key, language),
            )
            if zone
            else None,
        )
        for entry in run_of_show(series, webinar)
        if entry.talk and entry.talk.speaker == person.id
    )


def _slot(starts: datetime, ends: datetime, language: str) -> dict[str, Any]:
    return slot_fields(starts, ends, offsets_text(starts, ends), language)
