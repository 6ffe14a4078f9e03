"""The fields of `concept-note.md.j2`: why, for whom and how the series is held."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Citation, Series
from sstc_cli.model.text import pick
from sstc_cli.views.dates import day_text, direction_of
from sstc_cli.views.facts import (
    SeriesFacts,
    SurveyLine,
    revised_text,
    series_facts,
    survey_lines,
    zone_text,
)
from sstc_cli.views.invitation import AudienceFacts, audience_facts
from sstc_cli.views.sdgs import sdg_title
from sstc_cli.views.timetable import (
    ClockChange,
    TimetableRow,
    clock_changes,
    timetable,
)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the list at the end."""

    number: Annotated[int, "1, 2, 3 … in the order of mention"]
    title: Annotated[str, "author, title and page"]
    url: Annotated[str | None, "web address of the source"]


@dataclass(frozen=True, slots=True)
class BackgroundParagraph:
    """A paragraph of the background."""

    text: Annotated[str, "the paragraph"]
    sources: Annotated[tuple[int, ...], "numbers of the paragraph's sources"]


@dataclass(frozen=True, slots=True)
class OrganiserAbout:
    """An organisation that runs the series."""

    name: Annotated[str, "full name"]
    short: Annotated[str | None, "short name"]
    about: Annotated[str | None, "a paragraph about it"]
    url: Annotated[str | None, "web page"]


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
    minutes: Annotated[int, "planned length in minutes"]
    at_least: Annotated[int | None, "shortest length in minutes, if that is less"]


@dataclass(frozen=True, slots=True)
class ConceptNoteView:
    """The concept note of the series in one language."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series"]
    starts: Annotated[str, "first day of the series"]
    ends: Annotated[str, "last day of the series"]
    background: Annotated[tuple[BackgroundParagraph, ...], "why the series is held"]
    sources: Annotated[tuple[SourceLine, ...], "the sources of the background, each once"]
    organisers: Annotated[tuple[OrganiserAbout, ...], "the organisers of the series"]
    objectives: Annotated[tuple[ObjectiveLine, ...], "the objectives of the series"]
    audiences: Annotated[tuple[AudienceFacts, ...], "the groups that it is for"]
    themes: Annotated[tuple[str, ...], "thematic areas"]
    agenda: Annotated[tuple[PartLine, ...], "the parts of every webinar"]
    surveys: Annotated[tuple[SurveyLine, ...], "the surveys before and after every webinar"]
    zone: Annotated[str, "everyday name of the series' zone"]
    webinars: Annotated[tuple[TimetableRow, ...], "every webinar"]
    clock_changes: Annotated[tuple[ClockChange, ...], "clock changes during the series"]


def concept_note_view(series: Series, language: str) -> ConceptNoteView:
    """Return the concept note of a series."""
    cited = dict.fromkeys(source for part in series.background for source in part.sources)
    numbers = {source: number for number, source in enumerate(cited, 1)}
    return ConceptNoteView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series),
        series=series_facts(series, language),
        starts=day_text(series.window.starts, language),
        ends=day_text(series.window.ends, language),
        background=_background(series, numbers, language),
        sources=tuple(
            SourceLine(number, source.title.pick(language), source.url)
            for source, number in numbers.items()
        ),
        organisers=_organisers(series, language),
        objectives=_objectives(series, language),
        audiences=tuple(audience_facts(audience, language) for audience in series.audiences),
        themes=tuple(theme.name.pick(language) for theme in series.themes),
        agenda=_parts(series, language),
        surveys=survey_lines(series, language),
        zone=zone_text(series, language),
        webinars=timetable(series, language),
        clock_changes=clock_changes(series, language),
    )


def _background(
    series: Series, numbers: dict[Citation, int], language: str
) -> tuple[BackgroundParagraph, ...]:
    return tuple(
        BackgroundParagraph(
            part.text.pick(language), tuple(sorted({numbers[source] for source in part.sources}))
        )
        for part in series.background
    )


def _organisers(series: Series, language: str) -> tuple[OrganiserAbout, ...]:
    return tuple(
        OrganiserAbout(
            organiser.name.pick(language),
            pick(organiser.short, language),
            pick(organiser.about, language),
            organiser.url,
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
        PartLine(item.name.pick(language), item.minutes, item.at_least if item.slack else None)
        for item in series.agenda
    )
