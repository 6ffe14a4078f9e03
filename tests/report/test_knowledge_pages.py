"""A note whose texts and figures are as long as they may fits on two A4 pages, and so in Word."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import REPOSITORY, poppler
from knowledge_at_limits import LANGUAGES, WORDS, longest, note_at_limits
from office import printed

from sstc_cli.diagnostics import display_width
from sstc_cli.model import Series
from sstc_cli.model.knowledge import (
    EVIDENCE,
    MOST_EVIDENCE,
    MOST_FIGURES,
    MOST_MESSAGES,
    MOST_ROWS,
    MOST_TOGETHER,
    KnowledgeNote,
)
from sstc_cli.model.report import ReportTexts
from sstc_cli.model.view import Figure, Form, Mark, Row, Segment
from sstc_cli.numbers.words import Words
from sstc_cli.render import FORMATS, Document, Templates
from sstc_cli.render.stationery import Stationery
from sstc_cli.report.compendium import note_setting
from sstc_cli.report.evidence import ReportEvidence
from sstc_cli.report.knowledge_note import brief, fits, note_view, shortened, spare_lines
from sstc_cli.rules import check_note
from sstc_cli.source import build, parse
from sstc_cli.views.catalogues import read_labels
from sstc_cli.views.dates import direction_of
from sstc_cli.views.documents import VIEWS
from sstc_cli.views.knowledge import KnowledgeNoteView

TEMPLATES = REPOSITORY / "templates"


def series() -> Series:
    """Return the shipped series with a person who answers; a webinar has the longest title."""
    text = (REPOSITORY / "data" / "webinars.yaml").read_text(encoding="utf-8")
    person = "people: [{id: first-person, name: {en: Grace Wanjiru Kamau, zh: 格蕾丝, ar: غريس}}]\n"
    text = text.replace("languages: [en, zh]", "languages: [en, zh, ar]")
    found, _ = build(parse(text.replace("\nwebinars:\n", f"\n{person}\nwebinars:\n"), "f"), Series)
    assert found is not None
    return found


def note(messages: int = MOST_MESSAGES) -> KnowledgeNote:
    found, problems = build(
        parse(note_at_limits("sustainable-logistics", messages), "note.yaml"), KnowledgeNote
    )
    assert found is not None, problems
    return found


def figure(language: str, form: Form, count: int) -> Figure:
    """Return a figure with names as long as fit beside texts at their limits."""
    bars = 2 if form in (Form.CHANGE, Form.STACKED) else 1
    marks = tuple(Mark(50 - 20 * at, f"{50 - 20 * at} %", 20, 60) for at in range(bars))
    note = "two best ratings: at least 80 %"
    name = shortened(WORDS[language], 46)
    rows = [Row(name, marks, "66 → 24", note) for _ in range(count)]
    if form is Form.STACKED:  # as ratings of which only a range is known
        hidden = (Mark(None, "at least 80 %"), Mark(None, ""))
        rows[1:] = [replace(row, marks=hidden) for row in rows[1:]]
    segments = tuple(Segment(name, 2 * at) for at, name in enumerate(("after", "before")[:bars]))
    return brief(
        Figure(
            id=form.value,
            form=form,
            caption=WORDS[language][:100],
            rows=tuple(rows),
            segments=segments,
            head=("", "share", "n"),
            wording=WORDS[language],
            source="Source: registrations, attendance and survey responses, webinar 7; n = 24",
            alternative="A figure.",
            language=language,
            direction=direction_of(language),
        )
    )


def view(language: str, messages: int = MOST_MESSAGES) -> KnowledgeNoteView:
    labels = read_labels([TEMPLATES], language)
    evidence = ReportEvidence(series(), {}, ReportTexts(), {})
    noted = note_setting(evidence, note(messages), Words(language, labels))
    made, spare = note_view(noted), spare_lines(noted)
    rows = {Form.CHANGE: 3, Form.STACKED: MOST_ROWS, Form.DOTS: 2}
    assert len(rows) == MOST_FIGURES and sum(rows.values()) == MOST_TOGETHER
    figures = {form.value: figure(language, form, count) for form, count in rows.items()}
    drawn = list(figures.values())
    assert fits(drawn, spare) and not fits([*drawn, drawn[0]], spare)
    if messages < MOST_MESSAGES:  # shorter texts leave room for a longer name
        name = shortened(WORDS[language], 76)
        longer = replace(drawn[2], rows=tuple(replace(row, label=name) for row in drawn[2].rows))
        assert fits([*drawn[:2], longer], spare)
        figures[Form.DOTS.value] = longer
    return replace(made, figures=figures, drawn=tuple(figures))


def document(language: str, messages: int = MOST_MESSAGES) -> tuple[Document, Templates]:
    labels = read_labels([TEMPLATES], language)
    page = Stationery(series="A series of webinars", organisers="CATIS · UNOSSC Cities Project")
    made = Templates(TEMPLATES, TEMPLATES, labels, str, page)
    filled = made.document("knowledge-note", view(language, messages))
    assert VIEWS["knowledge-note"].dense
    return replace(filled, dense=True), made


def pages(data: bytes) -> list[str]:
    return poppler("pdftotext", data, "-layout").decode().removesuffix("\f").split("\f")


def test_the_note_at_its_limits_keeps_them_and_one_more_letter_does_not() -> None:
    found = [problem.code for problem in check_note(note(), series())]
    assert "W796" not in found
    longer = note_at_limits("sustainable-logistics").replace(
        longest("messages", "text", end=".")["en"], "a" * 161
    )
    spoilt, _ = build(parse(longer, "sustainable-logistics.yaml"), KnowledgeNote)
    assert "W796" in [problem.code for problem in check_note(spoilt, series())]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("messages", [3, MOST_MESSAGES])
def test_a_note_at_its_limits_has_two_pages(language: str, messages: int) -> None:
    assert len(pages(FORMATS["pdf"](*document(language, messages)))) == 2


def test_a_note_of_few_messages_has_more_of_their_evidence() -> None:
    def widest(messages: int) -> int:
        told = view("en", messages).messages
        return max(sum(display_width(item.text) for item in message.evidence) for message in told)

    room = MOST_EVIDENCE * EVIDENCE
    assert room - 20 < widest(MOST_MESSAGES) <= room, "less by the parts of two words"
    assert room * MOST_MESSAGES / 3 - 20 < widest(3) <= room * MOST_MESSAGES / 3


def test_notes_at_their_limits_have_two_pages_in_word(tmp_path: Path) -> None:
    files = {
        f"{language}{messages}": FORMATS["docx"](*document(language, messages))
        for language in LANGUAGES
        for messages in (3, MOST_MESSAGES)
    }
    counts = {name: len(pages(data)) for name, data in printed(files, tmp_path / "word").items()}
    assert counts == dict.fromkeys(files, 2)
