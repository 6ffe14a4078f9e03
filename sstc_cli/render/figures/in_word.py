"""Inserts in Word: a figure is a native chart, which people edit with the numbers in it."""

from collections.abc import Iterable, Sequence

from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.text.paragraph import Paragraph

from sstc_cli.model.report.figure import Figure, Row
from sstc_cli.render.blank import TABLE_GAP
from sstc_cli.render.element import field, local_name
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.inserts import Insert, InsertKind
from sstc_cli.render.figures.scale import has_intervals, interval
from sstc_cli.render.figures.word_chart import add_word_chart
from sstc_cli.render.figures.word_fields import (
    add_bookmark,
    bookmark_name,
    enclose,
    link_to,
    sequence,
)
from sstc_cli.render.figures.word_styles import CAPTION, ENTRIES, SMALL
from sstc_cli.render.templates import Document

_ROWS = 24  # of a chart, so that it fits on a page
_ASKS = ("?", "？", "؟")  # no colon comes after them


def add_insert(word: Word, document: Document, insert: Insert, main: str, width: Length) -> None:
    """Add an insert of a document; charts are as wide as the text.

    Each language of a file counts its own figures; `main` is the first one.
    """
    counted = sequence(document.language, main)
    if insert.kind == InsertKind.PAGE_BREAK:
        word.add_paragraph(style=TABLE_GAP).add_run().add_break(WD_BREAK.PAGE)
    elif insert.figure is None:
        _list(word, document, insert, counted)
    else:
        _caption(word, document, insert, insert.figure, counted)
        _figure(word, insert.figure, width)


def enclose_part(blocks: Sequence[BaseOxmlElement], document: Document) -> None:
    """Put a bookmark around the blocks of a document, to which its contents belong."""
    paragraphs = [block for block in blocks if local_name(block) == "p"]
    if paragraphs:
        add_bookmark(paragraphs[0], paragraphs[-1], _part_name(document))


def _part_name(document: Document) -> str:
    return bookmark_name(f"part_{document.language}")


def _list(word: Word, document: Document, insert: Insert, counted: str) -> None:
    """Add a list, which Word makes anew with the numbers of pages; until then it has links."""
    has_figures = insert.kind == InsertKind.LIST_OF_FIGURES
    what = f'c "{counted}"' if has_figures else f'o "2-2" \\b {_part_name(document)}'
    least = min((entry.level for entry in insert.entries), default=0)
    paragraphs = []
    for entry in insert.entries:
        style = ENTRIES[2] if has_figures else ENTRIES[min(entry.level - least, 1)]
        paragraphs.append(word.add_paragraph(style=style)._p)
        paragraphs[-1].append(link_to(entry.target, clean(entry.text)))
    if paragraphs:
        enclose(paragraphs[0], paragraphs[-1], f"TOC \\h \\z \\{what}")


def _caption(word: Word, document: Document, insert: Insert, figure: Figure, counted: str) -> None:
    """Add a caption, in which Word counts the number."""
    before, _, after = document.numbered.partition("{number}")
    paragraph = word.add_paragraph(clean(before), style=CAPTION)
    paragraph._p.append(field(f"SEQ {counted} \\* ARABIC", str(insert.number)))
    paragraph.add_run(clean(after.replace("{caption}", figure.caption)))
    paragraph.paragraph_format.keep_with_next = True
    add_bookmark(paragraph._p, paragraph._p, insert.target)


def _figure(word: Word, figure: Figure, width: Length) -> None:
    if figure.wording:
        _note(word, figure.wording).paragraph_format.keep_with_next = True
    if not figure.rows and figure.alternative:
        word.add_paragraph(clean(figure.alternative))
    last = list(filter(None, (*_notes(figure), figure.source)))
    for start in range(0, len(figure.rows), _ROWS):
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.keep_with_next = bool(last)
        add_word_chart(word, paragraph, figure, figure.rows[start : start + _ROWS], width)
    for place, words in enumerate(last, 1):
        _note(word, words).paragraph_format.keep_with_next = place < len(last)


def _notes(figure: Figure) -> list[str]:
    """Return what is said about single rows, which a chart has no place for."""
    unsaid = ((row.label, _once([*_undrawn(figure, row), row.note])) for row in figure.rows)
    return [
        f"{label}{'' if label.endswith(_ASKS) else ':'} {' · '.join(notes)}"
        for label, notes in unsaid
        if notes
    ]


def _once(notes: Iterable[str]) -> list[str]:
    """Return each note once, and none with which a longer one begins or ends."""
    told = [*dict.fromkeys(filter(None, notes))]

    def is_in(note: str, other: str) -> bool:
        return other != note and (other.startswith(note) or other.endswith(note))

    return [note for note in told if not any(is_in(note, other) for other in told)]


def _undrawn(figure: Figure, row: Row) -> list[str]:
    """Return the words of values that a chart does not show; it has those of intervals."""
    drawn = has_intervals(figure)
    unseen = [
        (segment.label, mark.text)
        for segment, mark in zip(figure.segments, row.marks, strict=True)
        if mark.value is None and not (drawn and interval(figure, mark))
    ]
    is_some = len(unseen) < len(row.marks)  # and not each value of the row
    return [f"{name}: {text}" if is_some and text else text for name, text in unseen]


def _note(word: Word, words: str) -> Paragraph:
    return word.add_paragraph(clean(words), style=SMALL)
