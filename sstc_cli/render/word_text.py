"""The words and tables of a Word file: looks, links, pictures and rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import Any, cast

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from markdown_it.tree import SyntaxTreeNode

from sstc_cli.model.photo import IN_TEXT, Photo
from sstc_cli.render.escape import clean, starts_right_to_left
from sstc_cli.render.line_breaks import joined, joined_offsets
from sstc_cli.render.parse import plain_text
from sstc_cli.render.word_styles import (
    CLOSE_HEAD,
    CLOSE_TEXT,
    RULED,
    TABLE_GAP,
    TABLE_HEAD,
    TABLE_TEXT,
)
from sstc_cli.render.word_xml import element, set_run_language


@dataclass(frozen=True)
class _TextLook:
    """The look of the text in a run."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    mono: bool = False
    language: str = ""
    style: str = ""


_PLAIN = _TextLook()
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = {"strong": "bold", "em": "italic", "s": "strike"}


def fill(paragraph: Paragraph, block: SyntaxTreeNode) -> None:
    for inline in block.children:
        for node in inline.children:
            _inline(paragraph, node, _PLAIN)


def _inline(paragraph: Paragraph, node: SyntaxTreeNode, looks: _TextLook) -> None:
    match node.type:
        case "text" | "softbreak":
            _run(paragraph, node.content if node.type == "text" else " ", looks)
        case "unbroken":
            _unbroken(paragraph, plain_text(node), looks)
        case "code_inline":
            _run(paragraph, node.content, replace(looks, mono=True))
        case "hardbreak":
            paragraph.add_run().add_break()
        case "picture":
            _picture(paragraph, node)
        case "link":
            _link(paragraph, node, looks)
        case "span":
            for child in node.children:
                _inline(paragraph, child, replace(looks, language=str(node.attrs["lang"])))
        case _:
            mark: dict[str, Any] = {_MARKS[node.type]: True} if node.type in _MARKS else {}
            for child in node.children:
                _inline(paragraph, child, replace(looks, **mark))


def _picture(paragraph: Paragraph, node: SyntaxTreeNode) -> None:
    photo: Photo = node.meta["photo"]
    width, height = map(Mm, photo.within(*IN_TEXT))
    add_picture(paragraph, photo.data, str(node.attrs["alt"]), width, height)


def add_picture(
    paragraph: Paragraph, data: bytes, words: str, width: Length, height: Length | None = None
) -> None:
    inline = paragraph.add_run().add_picture(BytesIO(data), width, height)._inline
    inline.docPr.set("descr", words)
    for side in "TBLR":  # LibreOffice would leave some space around it
        inline.set(f"dist{side}", "0")


def end_with_table(word: Word) -> None:
    """Add the line without which no page ends with a table; it is hidden, or it may need a page."""
    paragraph = word.add_paragraph(style=TABLE_GAP)
    paragraph.paragraph_format.line_spacing = Pt(1)
    mark = element("rPr")
    mark.append(element("vanish"))
    paragraph._p.get_or_add_pPr().append(mark)


def _run(paragraph: Paragraph, text: str, looks: _TextLook) -> Run:
    """Add words; python-docx would take several times as long."""
    words = element("t")
    words.text = joined_offsets(clean(text))
    if words.text != words.text.strip():
        words.set(_SPACE, "preserve")
    node = element("r")
    node.append(words)
    paragraph._p.append(node)
    run = Run(cast("Any", node), paragraph)
    if looks is not _PLAIN:
        properties = element("rPr")
        properties.extend(element(name, **attributes) for name, attributes in _looks_of(looks))
        node.insert(0, properties)
    if looks.language:
        set_run_language(run._r, looks.language, from_right=starts_right_to_left(text))
    return run


@lru_cache(maxsize=64)
def _looks_of(looks: _TextLook) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Return the properties of a run in the order that Word requires (ECMA-376, CT_RPr)."""
    font = {"ascii": "Consolas", "hAnsi": "Consolas"}
    wanted: tuple[tuple[str, Mapping[str, str], object], ...] = (
        ("rStyle", {"val": looks.style}, looks.style),
        ("rFonts", font, looks.mono),
        ("b", {}, looks.bold),
        ("bCs", {}, looks.bold),
        ("i", {}, looks.italic),
        ("strike", {}, looks.strike),
    )
    return tuple((name, attributes) for name, attributes, is_set in wanted if is_set)


def _unbroken(paragraph: Paragraph, piece: str, looks: _TextLook) -> None:
    """Add a piece that stays on one line; Word has a hyphen of its own for that."""
    before, hyphen, after = piece.partition("-")
    run = _run(paragraph, joined(before), looks)
    if hyphen:
        run._r.append(element("noBreakHyphen"))
        run.add_text(after)


def _link(paragraph: Paragraph, node: SyntaxTreeNode, looks: _TextLook) -> None:
    """Add a link that Word follows; python-docx can read links, but not make them."""
    link = element("hyperlink")
    target = paragraph.part.relate_to(str(node.attrs["href"]), RT.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    first = len(paragraph._p)
    part: Any = paragraph.part  # it is not typed
    style = part.get_style_id("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    for child in node.children:
        _inline(paragraph, child, replace(looks, style=style))
    link.extend(paragraph._p[first:])
    paragraph._p.append(link)


_FEW_ROWS = 6
_SHADE = '<w:shd w:val="clear" w:fill="EEF2F6"/>'
_CLOSE = (
    '<w:tblCellMar><w:top w:w="8" w:type="dxa"/><w:bottom w:w="8" w:type="dxa"/></w:tblCellMar>'
)
_LOOK = (
    'w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1" '
    'w:val="04A0"'
)


def add_grid(  # noqa: PLR0913 all are the looks of one table
    word: Word,
    widths: Sequence[Length],
    rows: int,
    *,
    has_head: bool,
    is_whole: bool,
    style: str = RULED,
    is_close: bool = False,
    leads_on: bool = False,
    together: Collection[int] = (),
    words: str = "",
) -> list[BaseOxmlElement]:
    """Add a table of empty cells, and return their paragraphs row by row.

    The names of columns, and those of facts, look alike. A whole table stays on one page, and no
    page begins with only one or two of its last rows, or with the last one of few. One that leads
    on stays with what follows, and rows `together` with their next ones. The rows of figures and
    annexes are close; `words` are the alternative of a figure.
    """
    style = _style(word, style, WD_STYLE_TYPE.TABLE)
    grid = "".join(f'<w:gridCol w:w="{width.twips}"/>' for width in widths)
    end = rows - (3 if rows > _FEW_ROWS else 2)
    kept = {row for row in range(rows - 1) if is_whole or row == 0 or row >= end} | {*together}
    kept |= {rows - 1} if leads_on else set()
    head, text = (CLOSE_HEAD, CLOSE_TEXT) if is_close else (TABLE_HEAD, TABLE_TEXT)
    usual = (text if has_head or is_close else head, text)
    lines = "".join(
        _row(
            word,
            widths,
            (head, head) if has_head and row == 0 else usual,
            is_head=has_head and row == 0,
            is_kept=row in kept,
        )
        for row in range(rows)
    )
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:type="auto" '
        f'w:w="0"/><w:tblLayout w:type="fixed"/>{_CLOSE if is_close else ""}<w:tblLook {_LOOK}/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    )
    if words:
        table.tblPr.append(element("tblDescription", val=words))
    word.element.body[-1].addprevious(table)  # the last element describes the page
    return list(table.xpath("w:tr/w:tc/w:p"))


def _row(
    word: Word, widths: Sequence[Length], styles: tuple[str, str], *, is_head: bool, is_kept: bool
) -> str:
    """Return the XML of a row, its first cell in a style of its own; if kept, with the next row."""
    keep = "<w:keepNext/>" if is_kept else ""
    cells = []
    for column, width in enumerate(widths):
        style = _style(word, styles[column > 0], WD_STYLE_TYPE.PARAGRAPH)
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width.twips}"/>{_SHADE if is_head else ""}'
            f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr></w:p></w:tc>'
        )
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr>{head}<w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _style(word: Word, name: str, kind: WD_STYLE_TYPE) -> str:
    part: Any = word.part  # it is not typed
    return str(part.get_style_id(name, kind))
