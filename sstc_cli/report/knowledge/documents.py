"""Knowledge notes and the compendium as documents that can be composed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sstc_cli.model import Webinar
from sstc_cli.model.knowledge.note import KnowledgeNote
from sstc_cli.numbers.words import Words
from sstc_cli.report.evidence import Evidence
from sstc_cli.report.knowledge.compendium import compendium_view
from sstc_cli.report.knowledge.note import note_view
from sstc_cli.report.knowledge.noted import NoteSetting
from sstc_cli.views.documents import Made, stem_of
from sstc_cli.views.knowledge.compendium import CompendiumView
from sstc_cli.views.knowledge.note import KnowledgeNoteView

SERIES_STEM = "compendium"


def knowledge_makes(
    evidence: Evidence,
    notes: Mapping[int, KnowledgeNote],
    webinars: Sequence[Webinar],
    words_of: Callable[[str], Words],
) -> dict[str, Callable[[str], Made]]:
    """Return the makers of the notes about some webinars, and of the compendium of all notes."""

    def of_webinars(language: str) -> Made:
        words = words_of(language)
        for webinar in webinars:
            yield stem_of(webinar), partial(_note, evidence, notes[webinar.number], words)

    def of_series(language: str) -> Made:
        yield SERIES_STEM, partial(_compendium, evidence, notes, words_of(language))

    return {"knowledge-note": of_webinars, "compendium": of_series}


def note_setting(evidence: Evidence, note: KnowledgeNote, words: Words) -> NoteSetting:
    """Return a note with the public tables of its webinar."""
    return NoteSetting(note, evidence.setting(words, evidence.series.webinar(note.webinar)))


def _note(evidence: Evidence, note: KnowledgeNote, words: Words) -> KnowledgeNoteView:
    return note_view(note_setting(evidence, note, words))


def _compendium(
    evidence: Evidence, notes: Mapping[int, KnowledgeNote], words: Words
) -> CompendiumView:
    settings = [note_setting(evidence, notes[number], words) for number in sorted(notes)]
    return compendium_view(evidence.setting(words), settings)
