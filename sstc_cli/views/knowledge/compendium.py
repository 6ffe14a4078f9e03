"""The fields of `compendium.md.j2`: what all webinars taught."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.views.facts import SeriesFacts
from sstc_cli.views.knowledge.parts import (
    MaterialLine,
    MessageLine,
    PracticeLine,
    QuestionLine,
    RapporteurLine,
    StepLine,
    TalkLine,
)


@dataclass(frozen=True, slots=True)
class ThemePart:
    """The messages of a theme; those without one have no name."""

    name: Annotated[str | None, "name of the theme"]
    messages: Annotated[tuple[MessageLine, ...], "its messages, webinar by webinar"]


@dataclass(frozen=True, slots=True)
class GoalPart:
    """The practices that serve a Sustainable Development Goal."""

    number: Annotated[int | None, "number of the goal; none for practices without a goal"]
    title: Annotated[str | None, "short title of the goal"]
    practices: Annotated[tuple[PracticeLine, ...], "practices whose first goal it is"]
    also: Annotated[tuple[int, ...], "numbers of practices that serve it besides another one"]


@dataclass(frozen=True, slots=True)
class CityLine:
    """A city, and its practices."""

    city: Annotated[str, "name of the city"]
    country: Annotated[str | None, "name of the country"]
    practices: Annotated[tuple[int, ...], "numbers of its practices"]


@dataclass(frozen=True, slots=True)
class WebinarPart:
    """What was said in a webinar, besides messages and practices."""

    number: Annotated[int, "number of the webinar"]
    title: Annotated[str, "its topic"]
    date: Annotated[str, "weekday and date"]
    rapporteur: Annotated[RapporteurLine | None, "who wrote the note"]
    talks: Annotated[tuple[TalkLine, ...], "its talks"]
    questions: Annotated[tuple[QuestionLine, ...], "questions with their answers"]
    materials: Annotated[tuple[MaterialLine, ...], "documents that may be passed on"]
    steps: Annotated[tuple[StepLine, ...], "what comes next"]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source."""

    number: Annotated[int, "1, 2, 3 …"]
    title: Annotated[str, "author, title and page"]
    url: Annotated[str | None, "web address"]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A word of the index."""

    term: Annotated[str, "a theme, a goal, a city, a country or a practice"]
    webinars: Annotated[tuple[int, ...], "numbers of the webinars"]


@dataclass(frozen=True, slots=True)
class CompendiumView:
    """The compendium of a series in one language."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series"]
    organisers: Annotated[tuple[str, ...], "names of the organisers"]
    covered: Annotated[str, "which webinars it covers, for example `3 of 15 (webinars 5, 6, 7)`"]
    themes: Annotated[tuple[ThemePart, ...], "messages by theme"]
    goals: Annotated[tuple[GoalPart, ...], "practices by Sustainable Development Goal"]
    cities: Annotated[tuple[CityLine, ...], "practices by city"]
    webinars: Annotated[tuple[WebinarPart, ...], "what was said, webinar by webinar"]
    sources: Annotated[tuple[SourceLine, ...], "sources of messages and practices"]
    index: Annotated[tuple[IndexLine, ...], "the index, in order"]
