"""The fields of `knowledge-note.md.j2`: what a webinar taught, on two pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model.report.figure import Figure
from sstc_cli.views.facts import SeriesFacts, WebinarFacts
from sstc_cli.views.knowledge.parts import (
    MaterialLine,
    MessageLine,
    QuestionLine,
    RapporteurLine,
    StepLine,
)


@dataclass(frozen=True, slots=True)
class KnowledgeNoteView:
    """The note about a webinar in one language."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the webinar last changed, in UTC"]
    figures: Annotated[Mapping[str, Figure], "the figures by their ids, for blocks `figure`"]
    series: Annotated[SeriesFacts, "the series"]
    webinar: Annotated[WebinarFacts, "the webinar"]
    rapporteur: Annotated[RapporteurLine | None, "who wrote the note"]
    messages: Annotated[tuple[MessageLine, ...], "what readers should remember"]
    drawn: Annotated[tuple[str, ...], "ids of up to three figures, in order"]
    source: Annotated[str, "where the figures come from"]
    questions: Annotated[tuple[QuestionLine, ...], "the first questions with their answers"]
    materials: Annotated[tuple[MaterialLine, ...], "the first documents that may be passed on"]
    steps: Annotated[tuple[StepLine, ...], "what comes next"]
    is_whole: Annotated[bool, "whether the compendium has no more questions, materials or steps"]
