"""What `speaker-brief.md.j2` may see: one speaker's part in one webinar."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from sstc_cli.model import Person, Series, Webinar, load_zone, run_of_show
from sstc_cli.views.agenda import ItemLine, item_lines
from sstc_cli.views.dates import city_text, clock_text, day_text, direction_of, offset_text
from sstc_cli.views.facts import (
    ContactFacts,
    SeriesFacts,
    SpeakerFacts,
    WebinarFacts,
    contacts,
    pick,
    revised_text,
    series_facts,
    speaker_facts,
    webinar_facts,
)
from sstc_cli.views.run_sheet import TaskLine, due_lines


@dataclass(frozen=True, slots=True)
class OwnTime:
    """A talk on the speaker's own clock."""

    city: Annotated[str, "the city that the speaker's zone is named after"]
    offset: Annotated[str, "offset there on that day"]
    date: Annotated[str, "weekday and day there"]
    starts: Annotated[str, "start there"]
    ends: Annotated[str, "end there"]


@dataclass(frozen=True, slots=True)
class OwnTalk:
    """A talk of the speaker."""

    number: Annotated[int, "1, 2, 3 … in this webinar"]
    title: Annotated[str | None, "the sub-topic, once it is known"]
    confirmed: Annotated[bool, "whether the speaker has said yes"]
    date: Annotated[str, "weekday and day in the series' zone"]
    starts: Annotated[str, "start in the series' zone"]
    ends: Annotated[str, "end in the series' zone"]
    minutes: Annotated[int, "length"]
    own: Annotated[OwnTime | None, "the same where the speaker lives, if the data has the zone"]


@dataclass(frozen=True, slots=True)
class SpeakerBriefView:
    """The brief of one speaker for one webinar."""

    language: Annotated[str, "code of the document's language, as in `en`"]
    direction: Annotated[str, "`ltr` or `rtl`: the way the language is written"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series that the webinar belongs to"]
    webinar: Annotated[WebinarFacts, "the webinar itself"]
    speaker: Annotated[SpeakerFacts, "whom the brief is for"]
    talks: Annotated[tuple[OwnTalk, ...], "the speaker's talks in this webinar"]
    others: Annotated[tuple[SpeakerFacts, ...], "who else speaks"]
    items: Annotated[tuple[ItemLine, ...], "the run of show"]
    due: Annotated[tuple[TaskLine, ...], "what is due around the webinar, by day"]
    contacts: Annotated[tuple[ContactFacts, ...], "whom to ask"]


def speakers_of(series: Series, webinar: Webinar) -> tuple[Person, ...]:
    """The known speakers of a webinar, each once, in the order of their talks."""
    ids = dict.fromkeys(talk.speaker for talk in webinar.talks if talk.speaker)
    return tuple(series.speakers[each] for each in ids if each in series.speakers)


def speaker_brief_view(
    series: Series, webinar: Webinar, person: Person, language: str
) -> SpeakerBriefView:
    """The brief of a speaker."""
    others = (each for each in speakers_of(series, webinar) if each.id != person.id)
    return SpeakerBriefView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series, webinar),
        series=series_facts(series, language),
        webinar=webinar_facts(series, webinar, language),
        speaker=speaker_facts(person, language),
        talks=_talks(series, webinar, person, language),
        others=tuple(speaker_facts(each, language) for each in others),
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
            clock_text(entry.starts),
            clock_text(entry.ends),
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
    here, until = (series.instant(each).astimezone(zone) for each in (starts, ends))
    return OwnTime(
        city_text(person.zone, language),
        offset_text(here),
        day_text(here, language),
        clock_text(here),
        clock_text(until),
    )
