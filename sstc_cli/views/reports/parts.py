"""The parts that both reports have."""

from dataclasses import dataclass
from typing import Annotated

FIGURES = "ids of its figures, in order"


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """A row of the results at a glance."""

    name: Annotated[str, "what is measured"]
    value: Annotated[str, "the result, for example `77 %`"]
    n: Annotated[str, "how many people are behind it"]
    interval: Annotated[str, "its 95 % interval, or empty"]
    target: Annotated[str, "what should have been reached, or empty"]
    reached: Annotated[bool | None, "whether the target was reached"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the findings: sentences, then figures, then sentences on what is not shown."""

    sentences: Annotated[tuple[str, ...], "what the numbers say"]
    figures: Annotated[tuple[str, ...], FIGURES]
    remarks: Annotated[tuple[str, ...], "what is not shown, and why"]


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings; a part without contents is none."""

    reach: Annotated[Part | None, "who registered, came and answered"]
    respondents: Annotated[Part | None, "who answered, and what that means for the results"]
    reaction: Annotated[Part | None, "ratings, recommendation and other answers"]
    learning: Annotated[Part | None, "knowledge before and after"]
    groups: Annotated[Part | None, "results of groups"]
    webinars: Annotated[Part | None, "results of one webinar after another"]
    comments: Annotated[Part | None, "themes of comments"]
    later: Annotated[Part | None, "what people say months later"]
    partners: Annotated[Part | None, "participants introduced to each other, and outcomes"]


@dataclass(frozen=True, slots=True)
class EvaluatorLine:
    """A person or an office that answers for the report."""

    name: Annotated[str, "name"]
    role: Annotated[str | None, "role"]


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """The words of a person who agreed to be quoted."""

    text: Annotated[str, "what the person wrote"]
    theme: Annotated[str, "the theme under which it was coded"]


@dataclass(frozen=True, slots=True)
class MethodLine:
    """An item that a report must disclose."""

    name: Annotated[str, "what is disclosed"]
    text: Annotated[str, "what holds for this series"]


@dataclass(frozen=True, slots=True)
class TableOfResults:
    """A table of the annex."""

    title: Annotated[str, "what it is about"]
    head: Annotated[tuple[str, ...], "heads of its columns"]
    rows: Annotated[tuple[tuple[str, ...], ...], "its cells, row by row"]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its wording in each language."""

    id: Annotated[str, "its id"]
    wordings: Annotated[tuple[str, ...], "its text in each language of the survey"]


@dataclass(frozen=True, slots=True)
class AskedSurvey:
    """A survey with its questions."""

    title: Annotated[str, "its title"]
    questions: Annotated[tuple[AskedQuestion, ...], "its questions, in order"]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file from which answers or attendances were imported."""

    file: Annotated[str, "its name"]
    sha256: Annotated[str, "the beginning of its SHA-256 hash"]
    what: Annotated[str, "the survey, or attendance"]
    rows: Annotated[str, "rows that it had, for the office only"]
    imported: Annotated[str, "day of the import"]
