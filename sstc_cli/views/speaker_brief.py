"""The fields of `speaker-brief.md.j2`: one speaker's part in one webinar."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from sstc_cli.model import Person, Series, Webinar, load_zone, run_of_show
from sstc_cli.model.text import pick
from sstc_cli.model.zones import offsets_text
from sstc_cli.views.agenda import ItemLine, item_lines
from sstc_cli.views.dates import city_of, day_text, direction_of, hour_text
from sstc_cli.views.facts import (
    SeriesFacts,
    WebinarFacts,
    revised_text,
    series_facts,
    webinar_facts,
)
from sstc_cli.views.people import ContactFacts, SpeakerFacts, contacts, speaker_facts
from sstc_cli.views.run_sheet import TaskLine, due_lines


@dataclass(frozen=True, slots=True)
class OwnTime:
    """A talk on the speaker's own clock."""

    city: Annotated[str, "the city that the speaker's zone is named after"]
    offset: Annotated[str, "offset there on that date"]
    date: Annotated[str, "weekday and date there"]
    starts: Annotated[str, "start there"]
    ends: Annotated[str, "end there"]


@dataclass(frozen=True, slots=True)
class OwnTalk:
    """A talk of the speaker."""

    number: Annotated[int, "1, 2, 3 … in this webinar"]
    title: Annotated[str | None, "title of the talk, once it is known"]
    confirmed: Annotated[bool, "whether the speaker has confirmed"]
    date: Annotated[str, "weekday and date in the series' zone"]
    starts: Annotated[str, "start in the series' zone"]
    ends: Annotated[str, "end in the series' zone"]
    offset: Annotated[str, "the series' offset during the talk, for example `UTC+8`"]
    minutes: Annotated[int, "length in minutes"]
    own: Annotated[OwnTime | None, "the same times on the speaker's clock, if the zone is known"]


@dataclass(frozen=True, slots=True)
class SpeakerBriefView:
    """The brief of one speaker for one webinar."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series of the webinar"]
    webinar: Annotated[WebinarFacts, "the webinar"]
    speaker: Annotated[SpeakerFacts, "the recipient of the brief"]
    talks: Annotated[tuple[OwnTalk, ...], "the speaker's talks in this webinar"]
    others: Annotated[tuple[SpeakerFacts, ...], "the other speakers"]
    items: Annotated[tuple[ItemLine, ...], "the run of show"]
    due: Annotated[tuple[TaskLine, ...], "the tasks due before and after the webinar, by date"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


def speaker_brief_view(
    series: Series, webinar: Webinar, person: Person, language: str
) -> SpeakerBriefView:
    """Return the brief of a speaker."""
    others = (other for other in series.speakers_of(webinar) if other.id != person.id)
    return SpeakerBriefView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series, webinar),
        series=series_facts(series, language),
        webinar=webinar_facts(series, webinar, language, named=True),
        speaker=speaker_facts(person, language),
        talks=_talks(series, webinar, person, language),
        others=tuple(speaker_facts(other, language) for other in others),
        items=item_lines(series, webinar, language),
        due=due_lines(series, webinar, language),
        contacts=contacts(series.organisers_of(webinar), language),
    )


def _talks(series: Series, webinar: Webinar, person: Person, language: str) -> tuple[OwnTalk, ...]:
    return tuple(
        OwnTalk(
            entry.talk_number or 0,
            pick(entry.talk.title, language),
            entry.talk.confirmed,
            day_text(entry.starts, language),
            hour_text(entry.starts, language),
            hour_text(entry.ends, language),
            offsets_text(entry.starts, entry.ends),
            entry.minutes,
            _own(series, person, entry.starts, entry.ends, language),
        )
        for entry in run_of_show(series, webinar)
        if entry.talk and entry.talk.speaker == person.id
    )


def _own(
    series: Series, person: Person, starts: datetime, ends: datetime, language: str
) -> OwnTime | None:
    if person.zone is None:
        return None
    zone = load_zone(person.zone)
    own_start, own_end = (time.astimezone(zone) for time in (starts, ends))
    return OwnTime(
        city_of(series, person.zone, language),
        offsets_text(own_start, own_end),
        day_text(own_start, language),
        hour_text(own_start, language),
        hour_text(own_end, language),
    )
