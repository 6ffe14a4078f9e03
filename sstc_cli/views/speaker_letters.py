"""The fields of the letters to a speaker, and what speakers have still to do."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Annotated

from sstc_cli.model import Duty, Person, Series, Webinar, duties_of, load_zone, run_of_show
from sstc_cli.model.languages import language_name
from sstc_cli.model.text import pick
from sstc_cli.model.view import Facts
from sstc_cli.model.zones import offsets_text
from sstc_cli.views.dates import city_of, day_text, hour_text, short_day_text, span_text, with_hour
from sstc_cli.views.facts import DocumentView, WebinarFacts, document_fields, webinar_facts
from sstc_cli.views.letters import LetterHead, letter_head
from sstc_cli.views.people import ContactFacts, SpeakerFacts, contacts, speaker_facts
from sstc_cli.views.run_of_show import TaskLine, arrival, task_line

_REPLY = "reply"  # the id of the deadline by which speakers answer the invitation


def tasks_for_speakers(series: Series, webinar: Webinar) -> list[Duty]:
    return [duty for duty in duties_of(series, webinar) if duty.deadline.for_ == "speakers"]


def open_tasks(series: Series, webinar: Webinar, person: Person) -> list[Duty]:
    """Return what a speaker has still to do; one who has confirmed all talks has replied."""
    talks = [talk for talk in webinar.talks if talk.speaker == person.id]
    has_replied = all(talk.confirmed for talk in talks)
    tasks = [duty for duty in tasks_for_speakers(series, webinar) if duty.done is None]
    return [duty for duty in tasks if not (has_replied and duty.deadline.id == _REPLY)]


class When(Facts):
    """A time on one clock: that of the series or of the speaker."""

    date: Annotated[str, "weekday and date there"]
    time: Annotated[str, "start and end there, or the start alone"]
    zone: Annotated[str, "the city that the zone is named after"]
    offset: Annotated[str, "offset there on that date, for example `UTC+8`"]


class LetterTalk(Facts):
    """A talk of the speaker."""

    number: Annotated[int, "1, 2, 3 … in this webinar"]
    title: Annotated[str | None, "title of the talk, once it is known"]
    minutes: Annotated[int, "length in minutes"]
    when: Annotated[When, "its time in the series' zone"]
    own: Annotated[When | None, "the same on the speaker's clock, if the zone is known"]


class SpeakerLetterView(DocumentView):
    """A letter to one speaker about one webinar."""

    head: Annotated[LetterHead | None, "what is above the letter; none in an e-mail"]
    webinar: Annotated[WebinarFacts, "the webinar"]
    link_is_private: Annotated[bool, "whether only named people get the link to join"]
    speaker: Annotated[SpeakerFacts, "the recipient of the letter"]
    talks: Annotated[tuple[LetterTalk, ...], "the speaker's talks in this webinar"]
    languages: Annotated[
        tuple[str, ...],
        "names of the languages that can be heard, otherwise of those of the series",
    ]
    arrival: Annotated[When, "the sound check, half an hour before the start"]
    own_arrival: Annotated[When | None, "the same on the speaker's clock, if the zone is known"]
    reply_by: Annotated[
        str | None, "weekday and date of the deadline `reply`, otherwise of the speakers' first"
    ]
    tasks: Annotated[tuple[TaskLine, ...], "the deadlines that this speaker has to meet before"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


def speaker_letter_view(
    series: Series, webinar: Webinar, person: Person, language: str
) -> SpeakerLetterView:
    """Return the letter as an e-mail, which has no head."""
    facts = webinar_facts(series, webinar, language, named=True)
    last, tasks = webinar.starts.date(), tasks_for_speakers(series, webinar)
    replies = (duty for duty in tasks if duty.deadline.id == _REPLY)
    reply = next(replies, next(iter(tasks), None))
    join = webinar.join_link
    check = arrival(series, webinar)
    return SpeakerLetterView(
        **document_fields(series, language, webinar),
        head=None,
        webinar=facts,
        link_is_private=join is not None and not join.public,
        speaker=speaker_facts(person, language),
        talks=_talks(series, webinar, person, language),
        languages=facts.interpretation
        or tuple(language_name(code, language) for code in series.languages),
        arrival=when(series.zone, (check,), language, facts.zone),
        own_arrival=_own(series, person, (check,), language),
        reply_by=task_line(reply, language).date if reply and reply.day <= last else None,
        tasks=tuple(
            TaskLine(
                with_hour(short_day_text(duty.day, language, year=True), duty.at, language),
                duty.deadline.name.pick(language),
            )
            for duty in open_tasks(series, webinar, person)
            if duty.day <= last
        ),
        contacts=contacts(series.organisers_of(webinar), language, named=True),
    )


def _letter(
    document: str, series: Series, webinar: Webinar, person: Person, language: str
) -> SpeakerLetterView:
    head = letter_head(series, webinar, document, person, language)
    return replace(speaker_letter_view(series, webinar, person, language), head=head)


invitation_letter = partial(_letter, "speaker-invitation")
confirmation_letter = partial(_letter, "speaker-confirmation")
thanks_letter = partial(_letter, "speaker-thanks")


def _talks(
    series: Series, webinar: Webinar, person: Person, language: str
) -> tuple[LetterTalk, ...]:
    zone = webinar_facts(series, webinar, language).zone
    return tuple(
        LetterTalk(
            entry.talk_number or 0,
            pick(entry.talk.title, language),
            entry.minutes,
            when(series.zone, (entry.starts, entry.ends), language, zone),
            _own(series, person, (entry.starts, entry.ends), language),
        )
        for entry in run_of_show(series, webinar)
        if entry.talk and entry.talk.speaker == person.id
    )


def _own(
    series: Series, person: Person, moments: tuple[datetime, ...], language: str
) -> When | None:
    """Return moments on the clock of a person, if it is not that of the series."""
    if person.zone is None or person.zone == series.zone:
        return None
    return when(person.zone, moments, language, city_of(series, person.zone, language))


def when(zone: str, moments: tuple[datetime, ...], language: str, name: str) -> When:
    """Return moments on the clock of a zone that people call by a name."""
    local = [moment.astimezone(load_zone(zone)) for moment in moments]
    hours = [hour_text(moment, language) for moment in local]
    time = span_text(hours[0], hours[1], language) if len(hours) > 1 else hours[0]
    return When(day_text(local[0], language), time, name, offsets_text(local[0], local[-1]))
