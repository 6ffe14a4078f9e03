"""Certificates for Word: the same words and code on one landscape page, for an office to finish."""

import re
from collections.abc import Sequence
from typing import Any, cast

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from sstc_cli.diagnostics import display_width
from sstc_cli.render.display.certificate import ALTERNATIVE, NUMBER, Parts, parts_of, side_of
from sstc_cli.render.display.qr import qr_png
from sstc_cli.render.parse import check_length
from sstc_cli.render.stationery import PAPERS, Band, BandLine, Letterhead
from sstc_cli.render.templates import Document, Templates
from sstc_cli.render.word import new_word, stamp, stretch, text_width, word_bytes
from sstc_cli.render.word_styles import TABLE_TEXT, UNRULED
from sstc_cli.render.word_text import add_grid, add_picture, end_with_table
from sstc_cli.render.word_xml import element, set_language

_AIR = 5  # millimetres: the margins of a cell, beyond which programs cut pictures
_MARGIN, _NOTES = 22, 58  # millimetres: at the sides, and the width of the notes beside the code
_EDGE = 20  # millimetres: the margins above and below, which have the frame in them
_FRAME = 24  # points from the edge of the page to the frame; Word knows no more than 31
_GAP, _SPARE = Mm(8), 48  # between signatures; points that remain free, for wider fonts
_SCALES = (1.0, *(size / 100 for size in range(90, 40, -5)))
_LINE = 1.42  # from line to line, in parts of the size: enough for Arabic
_SIGNED, _LETTER = 9.5, 0.58  # points of a signature; the width of a letter, in parts of its height
# The elements that may follow `w:pBdr` in a paragraph's properties here (ECMA-376, CT_PPrBase).
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr")
_SOFT = RGBColor(0x4D, 0x59, 0x66)
_PIXELS = 6  # of a module: with more than 300 an inch, programs would make fewer of them
_LINES = 24  # characters of a name that one line has room for in the largest size
_NO_BREAK = "\u2011"
_CENTER, _END = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def write_certificate_docx(document: Document, templates: Templates) -> bytes:
    check_length(document.markdown)
    page, parts = templates.stationery, parts_of(document)
    word = new_word(document, page, numbered=False)
    section = word.sections[0]
    before = text_width(section)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Mm, sorted(PAPERS[page.paper], reverse=True))
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_EDGE)
    section.header_distance = section.footer_distance = Mm(_EDGE - 7)
    _frame(section, page.look.accent)
    if page.letterhead:
        stretch(word, before)
    else:
        section.first_page_header.paragraphs[0].alignment = _CENTER
    stamp(word, parts.title, page.author, document)
    word.core_properties.keywords = "-"  # python-docx refuses more than 255 letters
    for node in cast("Any", word.core_properties)._element.xpath("cp:keywords"):
        node.text = ", ".join(document.keywords)
    accent = RGBColor.from_string(page.look.accent.upper())
    first = len(word.element.body) - 1
    room = _room(word, side_of(document.code), page.letterhead)
    for scale in _SCALES:
        _text(word, parts, accent, scale)
        free = room - _height(word)
        if free >= 0 or scale == _SCALES[-1]:
            break
        for paragraph in word.paragraphs:
            word.element.body.remove(paragraph._p)
    word.paragraphs[0].paragraph_format.space_before = Length(max(0, free // 3))
    word.paragraphs[-1].paragraph_format.space_after = Length(max(0, 2 * free // 3))
    _foot(word, parts, document, templates.label(ALTERNATIVE))
    added = word.element.body[first:-1]
    set_language(added, document.language, document.direction)
    for table in word.tables if document.direction == "rtl" else ():
        table.table_direction = WD_TABLE_DIRECTION.RTL
    return word_bytes(word)


def _text(word: Word, parts: Parts, accent: RGBColor, scale: float) -> None:
    """Add what the certificate says."""
    _line(word, parts.title, 26 * scale, color=accent, style="Heading 1", space=12 * scale)
    for text in parts.opening:
        _line(word, text, 13 * scale)
    name = 30 if len(parts.name) <= _LINES else max(16, 30 * _LINES / len(parts.name))
    _line(word, parts.name, name * scale, bold=True, space=9 * scale)
    for line in parts.about:
        strong = line.kind == "strong"
        _line(word, line.text, (16 if strong else 12.5) * scale, bold=strong)
    for text in parts.items:
        _line(word, f"• {text}", max(7, 11 * scale), space=0)


def _frame(section: Section, accent: str) -> None:
    """Draw the frame of the PDF around the page."""
    borders = element("pgBorders", offsetFrom="page")
    for edge in ("top", "left", "bottom", "right"):
        looks = {"val": "double", "sz": "6", "space": str(_FRAME), "color": accent.upper()}
        borders.append(element(edge, **looks))
    section._sectPr.find(qn("w:pgMar")).addnext(borders)


def _room(word: Word, side: float, letterhead: Letterhead | None) -> int:
    """Return the height between the head of the page and the code, which is as wide as high."""
    page = word.sections[0]
    bands = (letterhead.heads, letterhead.feet) if letterhead else ()
    edges = [max(_EDGE, _EDGE + 1.2 * _tall(band.opening)) for band in bands] or [_EDGE, _EDGE]
    return int((page.page_height or 0) - sum(map(Mm, (*edges, side))) - Pt(_SPARE))


def _tall(band: Band) -> float:
    """Return about how many millimetres a header or footer of a letterhead needs."""

    def of_line(line: BandLine) -> float:
        sizes = (getattr(piece, "height", 5.0) for piece in line.pieces)
        return max(sizes, default=5.0) + 1

    return sum(max(sum(map(of_line, cell.lines)) for cell in row.cells) + 1 for row in band)


def _height(word: Word) -> int:
    """Return about how high all words are."""
    page, high = word.sections[0], 0.0
    width = (page.page_width or 0) - 2 * Mm(_MARGIN)
    for paragraph in word.paragraphs:
        size = max((run.font.size or Pt(0) for run in paragraph.runs), default=Pt(0))
        lines = 1 + display_width(paragraph.text) * size * _LETTER // width
        high += lines * size * _LINE + (paragraph.paragraph_format.space_after or 0)
    return int(high)


def _line(  # noqa: PLR0913 all are the looks of one line
    word: Word,
    text: str,
    size: float,
    *,
    bold: bool = False,
    color: RGBColor | None = None,
    style: str = "Normal",
    space: float = 3,
) -> None:
    _write(word.add_paragraph(style=style), [text], size, bold=bold, color=color)
    paragraph = word.paragraphs[-1]
    paragraph.alignment = _CENTER
    paragraph.paragraph_format.space_after = Pt(space)
    paragraph.paragraph_format.line_spacing = Pt(round(2 * size * _LINE) / 2)


def _write(
    paragraph: Paragraph,
    lines: Sequence[str],
    size: float,
    *,
    bold: bool = False,
    color: RGBColor | None = None,
) -> None:
    """Write lines in a paragraph, in the size of Latin and of Arabic letters."""
    for number, text in enumerate(lines):
        run = paragraph.add_run()
        firm = re.sub(NUMBER, lambda found: found[0].replace("-", _NO_BREAK), text)
        for at, piece in enumerate(firm.split(_NO_BREAK)):
            if at:
                run._r.append(element("noBreakHyphen"))
            run.add_text(piece)
        if number:
            run._r.insert(0, element("br"))
        half = round(2 * size)
        run.font.size = Length(half * Pt(0.5))
        if bold:
            run.font.bold = run.font.cs_bold = True
        if color is not None:
            run.font.color.rgb = color
        run._r.get_or_add_rPr().find(qn("w:sz")).addnext(element("szCs", val=str(half)))


def _foot(word: Word, parts: Parts, document: Document, alternative: str) -> None:
    """Add the names to sign above, the notes and the code, side by side."""
    page = word.sections[0]
    side = side_of(document.code)
    count = max(1, len(parts.signatures))
    room = (page.page_width or 0) / Mm(1) - 2 * _MARGIN - side - _NOTES - _AIR
    widths = [*[Mm(room / count)] * count, Mm(_NOTES), Mm(side + _AIR)]
    cells = add_grid(word, widths, 1, has_head=False, is_whole=True, style=UNRULED)
    for cell in cells:  # also the first, which names what is beside it in other tables
        Paragraph(cell, cast("Any", word)._body).style = TABLE_TEXT
    lowest = max((_rows(lines, Mm(room / count)) for lines in parts.signatures), default=0)
    for cell, lines in zip(cells, parts.signatures, strict=False):
        paragraph = Paragraph(cell, cast("Any", word)._body)
        _write(paragraph, lines[:1], _SIGNED, bold=True)
        _write(paragraph, ["", *lines[1:]], _SIGNED)
        looks = paragraph.paragraph_format
        looks.right_indent = _GAP
        looks.space_before = Length(max(Mm(12), Mm(side) - lowest * Pt(_SIGNED * 1.4)))
        rule = element("pBdr")
        rule.append(element("top", val="single", sz="4", space="4", color=str(_SOFT)))
        cell.pPr.insert_element_before(rule, *_AFTER_BORDERS)
    for cell in cells[-2:]:
        cell.getparent().tcPr.append(element("vAlign", val="bottom"))
    notes = Paragraph(cells[-2], cast("Any", word)._body)
    _write(notes, parts.notes, 8.5, color=_SOFT)
    notes.alignment, notes.paragraph_format.right_indent = _END, Mm(3)
    picture = Paragraph(cells[-1], cast("Any", word)._body)
    add_picture(picture, qr_png(document.code, _PIXELS), alternative, Mm(side), Mm(side))
    end_with_table(word)


def _rows(lines: Sequence[str], width: int) -> int:
    """Return about how many rows the lines of a signature need."""
    letters = (width - _GAP) // (Pt(_SIGNED) * _LETTER)
    return sum(int(1 + display_width(line) // letters) for line in lines)
