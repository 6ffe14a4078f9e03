"""The view of a knowledge note."""

from dataclasses import replace

from sstc_cli.model.knowledge.limits import (
    EVIDENCE,
    MOST_EVIDENCE,
    MOST_MATERIALS,
    MOST_MESSAGES,
    MOST_QUESTIONS,
    MOST_STEPS,
)
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.report.knowledge.drawn import drawn_figures
from sstc_cli.report.knowledge.lines import (
    material_lines,
    message_lines,
    question_lines,
    rapporteur_line,
    step_lines,
)
from sstc_cli.report.knowledge.noted import NoteSetting
from sstc_cli.report.knowledge.shortened import shortened
from sstc_cli.views.facts import revised_text, series_facts, webinar_facts
from sstc_cli.views.knowledge.note import KnowledgeNoteView
from sstc_cli.views.knowledge.parts import MessageLine


def note_view(noted: NoteSetting) -> KnowledgeNoteView:
    """Return the note about a webinar: as much as fits on two pages."""
    series, webinar, language = noted.setting.series, noted.webinar, noted.language
    figures, words = drawn_figures(noted), noted.setting.words
    questions, materials, steps = question_lines(noted), material_lines(noted), step_lines(noted)
    return KnowledgeNoteView(
        language=language,
        direction=noted.setting.direction,
        revised=revised_text(series, webinar),
        figures=figures,
        series=series_facts(series, language),
        webinar=webinar_facts(series, webinar, language),
        rapporteur=rapporteur_line(noted),
        messages=tuple(map(_brief, message_lines(noted)[:MOST_MESSAGES])),
        drawn=tuple(figures),
        source=noted.say(ReportLabel.SOURCES, webinars=words.webinars([webinar.number])),
        questions=questions[:MOST_QUESTIONS],
        materials=materials[:MOST_MATERIALS],
        steps=steps[:MOST_STEPS],
        is_whole=len(questions) <= MOST_QUESTIONS
        and len(materials) <= MOST_MATERIALS
        and len(steps) <= MOST_STEPS,
    )


def _brief(message: MessageLine) -> MessageLine:
    """Return a message with the beginning of its evidence: the compendium has it whole."""
    evidence = (
        replace(item, text=shortened(item.text, EVIDENCE))
        for item in message.evidence[:MOST_EVIDENCE]
    )
    return replace(message, evidence=tuple(evidence))
