"""The fields of `agenda.md.j2` and `title-slides.md.j2`: talks and other items, with times."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Annotated

from sstc_cli.model import Entry, Series, Talk, Webinar, run_of_show
from sstc_cli.model.text import pick
from sstc_cli.model.view import Facts
from sstc_cli.views.dates import hour_text, own_slot, span_text
from sstc_cli.views.facts import (
    DocumentView,
    LocalTime,
    SurveyLine,
    WebinarFacts,
    document_fields,
    local_times,
    survey_lines,
    webinar_facts,
    zone_text,
)
from sstc_cli.views.people import ContactFacts, SpeakerFacts, contacts, own_texts, speaker_facts


class TalkLine(Facts):
    """A talk and its share of the time."""

    number: Annotated[int, "1, 2, 3 … in this webinar"]
    starts: Annotated[str, "start, for example `15:35`"]
    ends: Annotated[str, "end"]
    time: Annotated[str, "start and end, for example `15:35–15:55`"]
    minutes: Annotated[int, "length in minutes"]
    title: Annotated[str | None, "title of the talk, once it is known"]
    speaker: Annotated[SpeakerFacts | None, "the speaker, once known"]
    more: Annotated[Mapping[str, str], "texts of the office's own, by key"]


class ItemLine(Facts):
    """A timed item of the run of show."""

    starts: Annotated[
        str, "start, for example `15:30`; `02:35 (UTC+1)` if the clocks change during the webinar"
    ]
    ends: Annotated[str, "end"]
    time: Annotated[str, "start and end, for example `15:30–15:35`"]
    minutes: Annotated[int, "length in minutes, once all items fit into the slot"]
    name: Annotated[str, "what happens"]
    speaker: Annotated[SpeakerFacts | None, "who speaks in it, once known"]
    gives_talk: Annotated[bool, "whether the same person also gives a talk"]
    talks: Annotated[tuple[TalkLine, ...], "the talks that share the item's time, in order"]
    unknown: Annotated[int, "how many they are, if no title or speaker is known yet, otherwise 0"]


class AgendaView(DocumentView):
    """The agenda of one webinar in one language; texts are ready to be printed."""

    webinar: Annotated[WebinarFacts, "the webinar"]
    clock: Annotated[str, "the zone of all times, as the head of a column: `Beijing time`"]
    items: Annotated[tuple[ItemLine, ...], "the run of show"]
    local_times: Annotated[tuple[LocalTime, ...], "the slot in each of the `audience_zones`"]
    own: Annotated[
        LocalTime | None, "the slot on the clock of the person who gets it, if not the series'"
    ]
    is_expected: Annotated[bool, "whether it goes to a person who is registered, or speaks"]
    surveys: Annotated[tuple[SurveyLine, ...], "the surveys before and after the webinar"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


def agenda_view(
    series: Series,
    webinar: Webinar,
    language: str,
    *,
    named: bool = False,
    zones: Sequence[str] | None = None,
) -> AgendaView:
    """Return the agenda of a webinar, with private links if it is `named`.

    The local times are those of the zones of its reader, or of the audience zones.
    """
    zone, slots = zone_text(series, language), local_times(series, webinar, language, zones)
    return AgendaView(
        **document_fields(series, language, webinar),
        webinar=webinar_facts(series, webinar, language, named=named),
        clock=zone[:1].upper() + zone[1:],
        items=item_lines(series, webinar, language),
        local_times=slots,
        own=slots[0] if zones else None,
        is_expected=False,
        surveys=survey_lines(series, language),
        contacts=contacts(series.organisers_of(webinar), language),
    )


def item_lines(series: Series, webinar: Webinar, language: str) -> tuple[ItemLine, ...]:
    parts = groupby(run_of_show(series, webinar), key=lambda entry: entry.item)
    return tuple(_item(series, webinar, list(entries), language) for _, entries in parts)


def _item(series: Series, webinar: Webinar, entries: Sequence[Entry], language: str) -> ItemLine:
    """Return the line of an item with its entries: one for each of its talks."""
    item, offset = entries[0].item, own_slot(series, webinar).offset
    talks = [(entry, entry.talk) for entry in entries if entry.talk]
    known = any(talk.title or series.person(talk.speaker) for _, talk in talks)
    speaker = series.person(item.speaker)
    return ItemLine(
        *_times(entries[0].starts, entries[-1].ends, offset, language),
        sum(entry.minutes for entry in entries),
        item.name.pick(language),
        speaker_facts(speaker, language) if speaker else None,
        speaker in series.speakers_of(webinar),
        tuple(_talk(series, entry, talk, offset, language) for entry, talk in talks),
        0 if known else len(talks),
    )


def _times(starts: datetime, ends: datetime, offset: str, language: str) -> tuple[str, str, str]:
    start, end = (hour_text(moment, language, offset) for moment in (starts, ends))
    return start, end, span_text(start, end, language)


def _talk(series: Series, entry: Entry, talk: Talk, offset: str, language: str) -> TalkLine:
    person = series.person(talk.speaker)
    return TalkLine(
        entry.talk_number or 0,
        *_times(entry.starts, entry.ends, offset, language),
        entry.minutes,
        pick(talk.title, language),
        speaker_facts(person, language) if person else None,
        own_texts(talk.more, language),
    )
