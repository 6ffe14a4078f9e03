"""The view of a knowledge note."""

from collections.abc import Sequence
from dataclasses import replace

from sstc_cli.diagnostics import display_width
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
from sstc_cli.views.knowledge.parts import EvidenceLine, MessageLine


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
        messages=_brief_messages(message_lines(noted)[:MOST_MESSAGES]),
        drawn=tuple(figures),
        source=noted.say(ReportLabel.SOURCES, webinars=words.webinars([webinar.number])),
        questions=questions[:MOST_QUESTIONS],
        materials=materials[:MOST_MATERIALS],
        steps=steps[:MOST_STEPS],
        is_whole=len(questions) <= MOST_QUESTIONS
        and len(materials) <= MOST_MATERIALS
        and len(steps) <= MOST_STEPS,
    )


def _brief_messages(messages: Sequence[MessageLine]) -> tuple[MessageLine, ...]:
    """Return messages that share the room for evidence: the compendium has all of it, whole."""
    room = MOST_MESSAGES * MOST_EVIDENCE * EVIDENCE // max(1, len(messages))
    return tuple(replace(message, evidence=_fitted(message.evidence, room)) for message in messages)


def _fitted(items: Sequence[EvidenceLine], room: int) -> tuple[EvidenceLine, ...]:
    """Return the first items; what a short one leaves of its share is for the longer ones."""
    kept = items[:MOST_EVIDENCE]
    fitted = dict.fromkeys(range(len(kept)), "")
    for before, at in enumerate(sorted(fitted, key=lambda at: display_width(kept[at].text))):
        fitted[at] = shortened(kept[at].text, room // (len(kept) - before))
        room -= display_width(fitted[at])
    return tuple(replace(item, text=fitted[at]) for at, item in enumerate(kept))
