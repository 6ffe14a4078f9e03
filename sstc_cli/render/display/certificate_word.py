"""Certificates for Word: the same words and code on one landscape page, for an office to finish."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any, cast

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from sstc_cli.render.display.certificate import ALTERNATIVE, NUMBER, Parts, parts_of, side_of
from sstc_cli.render.display.qr import qr_png
from sstc_cli.render.parse import check_length
from sstc_cli.render.stationery import PAPERS
from sstc_cli.render.templates import Document, Templates
from sstc_cli.render.word import new_word, stamp, word_bytes
from sstc_cli.render.word_styles import TABLE_TEXT, UNRULED
from sstc_cli.render.word_text import add_grid
from sstc_cli.render.word_xml import element, set_language

_AIR = 5  # millimetres: the margins of a cell, beyond which programs cut pictures
_MARGIN, _NOTES = 20, 58  # millimetres: at the sides, and the width of the notes beside the code
_SOFT = RGBColor(0x4D, 0x59, 0x66)
_PIXELS = 6  # of a module: with more than 300 an inch, programs would make fewer of them
_LINES = 24  # characters of a name, of which one line has room in the largest size
_NO_BREAK = "\u2011"
_CENTER, _END = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def write_certificate_docx(document: Document, templates: Templates) -> bytes:
    check_length(document.markdown)
    page, parts = templates.stationery, parts_of(document)
    word = new_word(document, page, numbered=False)
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Mm, sorted(PAPERS[page.paper], reverse=True))
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(14)
    stamp(word, parts.title, page.author, document)
    word.core_properties.keywords = "-"  # python-docx refuses more than 255 letters
    for node in cast("Any", word.core_properties)._element.xpath("cp:keywords"):
        node.text = ", ".join(document.keywords)
    accent = RGBColor.from_string(page.look.accent.upper())
    first = len(word.element.body) - 1
    _text(word, parts, accent)
    _foot(word, parts, document, templates.label(ALTERNATIVE))
    added = word.element.body[first:-1]
    set_language(added, document.language, document.direction)
    for table in word.tables if document.direction == "rtl" else ():
        table.table_direction = WD_TABLE_DIRECTION.RTL
    return word_bytes(word)


def _text(word: Word, parts: Parts, accent: RGBColor) -> None:
    """Add what the certificate says, smaller if it says much."""
    few = len(parts.items) < 6
    scale = 1.0 if few else 0.72
    _line(word, parts.title, 26 * scale, color=accent, style="Heading 1", space=12 * scale)
    word.paragraphs[-1].paragraph_format.space_before = Pt(36 if few else 0)
    for text in parts.opening:
        _line(word, text, 13 * scale)
    name = 30 if len(parts.name) <= _LINES else max(16, 30 * _LINES / len(parts.name))
    _line(word, parts.name, name * scale, bold=True, space=9 * scale)
    for line in parts.about:
        strong = line.kind == "strong"
        _line(word, line.text, (16 if strong else 12.5) * scale, bold=strong)
    for text in parts.items:
        _line(word, f"• {text}", 9.5, space=0)


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
    word.add_paragraph().paragraph_format.space_after = Pt(30 if len(parts.items) < 6 else 0)
    cells = add_grid(word, widths, 1, has_head=False, is_whole=True, style=UNRULED)
    for cell in cells:  # also the first, which names what is beside it in other tables
        Paragraph(cell, cast("Any", word)._body).style = TABLE_TEXT
    _without_lines(cells[0].getparent().getparent().getparent())
    for cell, lines in zip(cells, parts.signatures, strict=False):
        paragraph = Paragraph(cell, cast("Any", word)._body)
        _write(paragraph, ["_" * 24, *lines], 9.5)
    _write(Paragraph(cells[-2], cast("Any", word)._body), parts.notes, 8.5, color=_SOFT)
    Paragraph(cells[-2], cast("Any", word)._body).alignment = _END
    picture = Paragraph(cells[-1], cast("Any", word)._body).add_run()
    code = BytesIO(qr_png(document.code, _PIXELS))
    shape = picture.add_picture(code, width=Mm(side), height=Mm(side))
    shape._inline.docPr.set("descr", alternative)


def _without_lines(table: BaseOxmlElement) -> None:
    """Take the lines of a table away, and move its words to the bottom of their cells."""
    borders = element("tblBorders")
    borders.extend(
        element(edge, val="nil")
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    properties = table.xpath("w:tblPr")[0]
    properties.xpath("w:tblLayout")[0].addprevious(borders)
    for cell in table.xpath(".//w:tcPr"):
        cell.append(element("vAlign", val="bottom"))
