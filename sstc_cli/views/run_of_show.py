"""The fields of `run-of-show.md.j2`: the moderator's sheet, minute by minute, with the team."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated

from sstc_cli.model import Duty, Person, Series, Webinar, duties_of, run_of_show
from sstc_cli.model.view import Facts
from sstc_cli.views.agenda import ItemLine, item_lines
from sstc_cli.views.dates import day_text, hour_text, own_slot, with_hour
from sstc_cli.views.facts import (
    DocumentView,
    SurveyLine,
    WebinarFacts,
    document_fields,
    survey_lines,
    webinar_facts,
)
from sstc_cli.views.people import honorific_of, name_of, phone_text


class TeamContact(Facts):
    """A person to call during a webinar; never part of a public document."""

    role: Annotated[str, "`moderator`, `speaker`, `interpreter` or `organiser`"]
    name: Annotated[str, "name, or short name of an organiser"]
    honorific: Annotated[str | None, "words before a person's name, for example `Dr.`"]
    phone: Annotated[str | None, "telephone number"]


def team_of(series: Series, webinar: Webinar, language: str) -> tuple[TeamContact, ...]:
    """Return the moderator, speakers, interpreters and organisers; each person once."""
    people: dict[str, TeamContact] = {}
    for role, person in _roles(series, webinar):
        contact = TeamContact(
            role,
            name_of(person, language),
            honorific_of(person, language),
            phone_text(person.phone, language),
        )
        people.setdefault(person.id, contact)
    organisers = []
    for who in series.organisers_of(webinar):
        name, phone = (who.short or who.name).pick_name(language), phone_text(who.phone, language)
        organisers.append(TeamContact("organiser", name, None, phone))
    return (*people.values(), *organisers)


def _roles(series: Series, webinar: Webinar) -> Iterator[tuple[str, Person]]:
    """Yield each person of a webinar with a role; a person with two roles comes twice."""
    if moderator := series.person(webinar.moderator):
        yield "moderator", moderator
    for speaker in series.speakers_of(webinar):
        yield "speaker", speaker
    for item in series.agenda_of(webinar):
        if speaker_of_item := series.person(item.speaker):
            yield "speaker", speaker_of_item
    for code in webinar.interpreters:
        if interpreter := series.person(code):
            yield "interpreter", interpreter


_OPEN_ROOM = timedelta(minutes=30)
_LET_IN = timedelta(minutes=10)


class TaskLine(Facts):
    """A task that is due on a date."""

    date: Annotated[str, "weekday and date, with the hour if the deadline has one"]
    name: Annotated[str, "what has to be ready"]


class RunOfShowView(DocumentView):
    """The moderator's sheet of one webinar."""

    webinar: Annotated[WebinarFacts, "the webinar"]
    opens: Annotated[str, "when the team and the speakers meet: half an hour before the start"]
    lets_in: Annotated[str, "when participants are let in: ten minutes before the start"]
    closes: Annotated[str, "when the webinar ends"]
    items: Annotated[tuple[ItemLine, ...], "the run of show"]
    shares: Annotated[
        str | None, "when the team shares the survey after the webinar: as the last item begins"
    ]
    survey_url: Annotated[str | None, "link to the survey after the webinar"]
    surveys: Annotated[tuple[SurveyLine, ...], "the surveys before and after the webinar"]
    due: Annotated[tuple[TaskLine, ...], "the tasks due before and after the webinar, by date"]
    team: Annotated[tuple[TeamContact, ...], "people and organisers to call"]


def run_of_show_view(series: Series, webinar: Webinar, language: str) -> RunOfShowView:
    length = timedelta(minutes=series.minutes_of(webinar))
    survey = next((use for use in series.surveys if use.when == "after"), None)
    entries, ends = run_of_show(series, webinar), series.instant(webinar.ends)
    last = next((entry.starts for entry in entries if entry.item is entries[-1].item), ends)
    return RunOfShowView(
        **document_fields(series, language, webinar),
        webinar=webinar_facts(series, webinar, language, named=True),
        opens=_clock(series, webinar, arrival(series, webinar), language),
        lets_in=_clock(series, webinar, _after(series, webinar, -_LET_IN), language),
        closes=_clock(series, webinar, _after(series, webinar, length), language),
        items=item_lines(series, webinar, language),
        shares=_clock(series, webinar, last, language) if survey else None,
        survey_url=survey.url if survey else None,
        surveys=survey_lines(series, language),
        due=tuple(task_line(duty, language) for duty in duties_of(series, webinar)),
        team=team_of(series, webinar, language),
    )


def arrival(series: Series, webinar: Webinar) -> datetime:
    """Return when the team and the speakers meet, in UTC."""
    return _after(series, webinar, -_OPEN_ROOM)


def task_line(duty: Duty, language: str) -> TaskLine:
    day = with_hour(day_text(duty.day, language), duty.at, language)
    return TaskLine(day, duty.deadline.name.pick(language))


def _after(series: Series, webinar: Webinar, time: timedelta) -> datetime:
    return series.instant(webinar.starts).astimezone(UTC) + time


def _clock(series: Series, webinar: Webinar, moment: datetime, language: str) -> str:
    offset = own_slot(series, webinar).offset
    return hour_text(moment.astimezone(series.tz), language, offset)
