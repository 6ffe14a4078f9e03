"""The fields of `concept-note.md.j2`: why, for whom and how the series is held."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Series, usual_minutes
from sstc_cli.model.text import pick
from sstc_cli.views.background.sources import BackgroundParagraph, SourceLine, background, site_of
from sstc_cli.views.dates import day_text, direction_of, plain_day_text
from sstc_cli.views.facts import (
    SeriesFacts,
    SurveyLine,
    last_revised,
    revised_text,
    series_facts,
    survey_lines,
    zone_text,
)
from sstc_cli.views.invitation import AudienceFacts, audience_facts
from sstc_cli.views.rhythm import CadenceFacts, DaysBefore, agenda_before, cadence_facts
from sstc_cli.views.sdgs import sdg_title
from sstc_cli.views.tables.plan_rows import PlanRow, first_year, plan_rows
from sstc_cli.views.tables.timetable import (
    ClockChange,
    TimetableRow,
    clock_changes,
    only_offset,
    timetable,
)


@dataclass(frozen=True, slots=True)
class OrganiserAbout:
    """An organisation that runs the series."""

    name: Annotated[str, "full name"]
    short: Annotated[str | None, "short name"]
    about: Annotated[str | None, "a paragraph about it"]
    email: Annotated[str | None, "public e-mail address"]
    url: Annotated[str | None, "web page"]
    site: Annotated[str | None, "the web page's site, for example `www.un.org`"]


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A Sustainable Development Goal."""

    number: Annotated[int, "1 to 17"]
    title: Annotated[str, "its official short title"]


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective of the series."""

    number: Annotated[int, "1, 2, 3 …"]
    text: Annotated[str, "the objective"]
    goals: Annotated[tuple[GoalLine, ...], "the Sustainable Development Goals that it serves"]


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part of the agenda that every webinar follows."""

    name: Annotated[str, "what happens"]
    minutes: Annotated[int, "length in minutes, once all parts fit into the usual slot"]


@dataclass(frozen=True, slots=True)
class ConceptNoteView:
    """The concept note of the series in one language."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series"]
    issued: Annotated[str, "date of issue: the day of the latest `revised`"]
    starts: Annotated[str, "first day of the series"]
    ends: Annotated[str, "last day of the series"]
    cadence: Annotated[CadenceFacts | None, "how often a webinar is held, if that is regular"]
    agenda_before: Annotated[
        DaysBefore | None, "how long before a webinar its detailed agenda is circulated"
    ]
    background: Annotated[tuple[BackgroundParagraph, ...], "why the series is held"]
    sources: Annotated[tuple[SourceLine, ...], "the sources of the background, each once"]
    organisers: Annotated[tuple[OrganiserAbout, ...], "the organisers of the series"]
    objectives: Annotated[tuple[ObjectiveLine, ...], "the objectives of the series"]
    audiences: Annotated[tuple[AudienceFacts, ...], "the groups that it is for"]
    themes: Annotated[tuple[str, ...], "thematic areas"]
    agenda: Annotated[tuple[PartLine, ...], "the parts of every webinar"]
    minutes: Annotated[int, "the minutes of all parts together"]
    surveys: Annotated[tuple[SurveyLine, ...], "the surveys before and after every webinar"]
    zone: Annotated[str, "everyday name of the series' zone"]
    offset: Annotated[str | None, "its offset, if it is the same at every webinar"]
    webinars: Annotated[tuple[TimetableRow, ...], "every webinar"]
    year: Annotated[int, "the year in which the plan begins"]
    rows: Annotated[tuple[PlanRow, ...], "the webinars, and the breaks between them"]
    clock_changes: Annotated[tuple[ClockChange, ...], "clock changes in the series' zone"]


def concept_note_view(series: Series, language: str) -> ConceptNoteView:
    """Return the concept note of a series."""
    paragraphs, sources = background(series, language)
    webinars = timetable(series, language)
    return ConceptNoteView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series),
        series=series_facts(series, language),
        issued=plain_day_text(last_revised(series), language),
        starts=day_text(series.window.starts, language),
        ends=day_text(series.window.ends, language),
        cadence=cadence_facts(series, language),
        agenda_before=agenda_before(series),
        background=paragraphs,
        sources=sources,
        organisers=_organisers(series, language),
        objectives=_objectives(series, language),
        audiences=tuple(audience_facts(audience, language) for audience in series.audiences),
        themes=tuple(theme.name.pick(language) for theme in series.themes),
        agenda=_parts(series, language),
        minutes=sum(usual_minutes(series)),
        surveys=survey_lines(series, language),
        zone=zone_text(series, language),
        offset=only_offset(series, series.zone),
        webinars=webinars,
        year=first_year(series),
        rows=plan_rows(series, webinars, language),
        clock_changes=clock_changes(series, [series.zone], language),
    )


def _organisers(series: Series, language: str) -> tuple[OrganiserAbout, ...]:
    return tuple(
        OrganiserAbout(
            organiser.name.pick(language),
            pick(organiser.short, language),
            pick(organiser.about, language),
            organiser.email,
            organiser.url,
            site_of(organiser.url),
        )
        for organiser in series.organisers
    )


def _objectives(series: Series, language: str) -> tuple[ObjectiveLine, ...]:
    return tuple(
        ObjectiveLine(
            number,
            objective.text.pick(language),
            tuple(GoalLine(goal, sdg_title(goal, language)) for goal in objective.sdgs),
        )
        for number, objective in enumerate(series.objectives, 1)
    )


def _parts(series: Series, language: str) -> tuple[PartLine, ...]:
    return tuple(
        PartLine(item.name.pick(language), minutes)
        for item, minutes in zip(series.agenda, usual_minutes(series), strict=True)
    )
