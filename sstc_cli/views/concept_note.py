"""What `concept-note.md.j2` may see: why, for whom and how the series is held."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Citation, Series
from sstc_cli.views.dates import day_text, direction_of
from sstc_cli.views.facts import (
    SeriesFacts,
    SurveyLine,
    pick,
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
    url: Annotated[str | None, "where it can be read"]


@dataclass(frozen=True, slots=True)
class BackgroundParagraph:
    """A paragraph of the background."""

    text: Annotated[str, "the paragraph"]
    sources: Annotated[tuple[int, ...], "numbers of the sources that it rests on"]


@dataclass(frozen=True, slots=True)
class OrganiserAbout:
    """An organisation that runs the series."""

    name: Annotated[str, "full name"]
    short: Annotated[str | None, "short name, where there is one"]
    about: Annotated[str | None, "a paragraph on it"]
    url: Annotated[str | None, "web page, where there is one"]


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A Sustainable Development Goal."""

    number: Annotated[int, "1 to 17"]
    title: Annotated[str, "its official short title"]


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """What the series is to achieve."""

    number: Annotated[int, "1, 2, 3 …"]
    text: Annotated[str, "the objective"]
    goals: Annotated[tuple[GoalLine, ...], "the goals that it serves"]


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part of the agenda that every webinar follows."""

    name: Annotated[str, "what is done"]
    minutes: Annotated[int, "planned length"]
    at_least: Annotated[int | None, "how short it may become, where that is less"]


@dataclass(frozen=True, slots=True)
class ConceptNoteView:
    """The concept note of the series in one language."""

    language: Annotated[str, "code of the document's language, as in `en`"]
    direction: Annotated[str, "`ltr` or `rtl`: the way the language is written"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series"]
    starts: Annotated[str, "first day of the window"]
    ends: Annotated[str, "last day of the window"]
    background: Annotated[tuple[BackgroundParagraph, ...], "why the series is held"]
    sources: Annotated[tuple[SourceLine, ...], "what the background rests on, each once"]
    organisers: Annotated[tuple[OrganiserAbout, ...], "who runs the series"]
    objectives: Annotated[tuple[ObjectiveLine, ...], "what it is to achieve"]
    audiences: Annotated[tuple[AudienceFacts, ...], "whom it is for"]
    themes: Annotated[tuple[str, ...], "thematic areas"]
    agenda: Annotated[tuple[PartLine, ...], "the parts of every webinar"]
    surveys: Annotated[tuple[SurveyLine, ...], "the surveys around every webinar"]
    zone: Annotated[str, "what people call the series' zone"]
    webinars: Annotated[tuple[TimetableRow, ...], "every webinar"]
    clock_changes: Annotated[tuple[ClockChange, ...], "where clocks change inside the series"]


def concept_note_view(series: Series, language: str) -> ConceptNoteView:
    """The concept note of a series."""
    cited = dict.fromkeys(source for each in series.background for source in each.sources)
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
            SourceLine(n, each.title.pick(language), each.url) for each, n in numbers.items()
        ),
        organisers=_organisers(series, language),
        objectives=_objectives(series, language),
        audiences=tuple(audience_facts(each, language) for each in series.audiences),
        themes=tuple(each.name.pick(language) for each in series.themes),
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
            each.text.pick(language), tuple(sorted({numbers[source] for source in each.sources}))
        )
        for each in series.background
    )


def _organisers(series: Series, language: str) -> tuple[OrganiserAbout, ...]:
    return tuple(
        OrganiserAbout(
            each.name.pick(language),
            pick(each.short, language),
            pick(each.about, language),
            each.url,
        )
        for each in series.organisers
    )


def _objectives(series: Series, language: str) -> tuple[ObjectiveLine, ...]:
    return tuple(
        ObjectiveLine(
            number,
            each.text.pick(language),
            tuple(GoalLine(goal, sdg_title(goal, language)) for goal in each.sdgs),
        )
        for number, each in enumerate(series.objectives, 1)
    )


def _parts(series: Series, language: str) -> tuple[PartLine, ...]:
    return tuple(
        PartLine(each.name.pick(language), each.minutes, each.at_least if each.slack else None)
        for each in series.agenda
    )
