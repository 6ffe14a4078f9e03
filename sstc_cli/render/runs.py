"""The words inside a block of a Word file: their looks, links, and pictures among them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import Any, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from markdown_it.tree import SyntaxTreeNode

from sstc_cli.model.visual.photo import IN_TEXT, Photo
from sstc_cli.render.element import element
from sstc_cli.render.escape import clean, starts_right_to_left
from sstc_cli.render.parse import plain_text
from sstc_cli.render.proofing import set_run_language
from sstc_cli.render.unbroken import joined, joined_offsets


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
    """Add the inline content of a block to a paragraph."""
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
    """Add the picture of a person, with its alternative text."""
    photo: Photo = node.meta["photo"]
    width, height = map(Mm, photo.within(*IN_TEXT))
    shape = paragraph.add_run().add_picture(BytesIO(photo.data), width, height)
    shape._inline.docPr.set("descr", str(node.attrs["alt"]))
    for side in "TBLR":  # LibreOffice would leave some space around it
        shape._inline.set(f"dist{side}", "0")


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
        node.insert(0, _properties(looks))
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


def _properties(looks: _TextLook) -> BaseOxmlElement:
    """Return the properties of a run; python-docx would take several times as long."""
    properties = element("rPr")
    for name, attributes in _looks_of(looks):
        properties.append(element(name, **attributes))
    return properties


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
