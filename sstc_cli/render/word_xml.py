"""XML of Word that python-docx cannot write: elements, languages, fields and bookmarks."""

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from docx.oxml import parser
from docx.oxml.ns import nsmap, qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.run import Run

from sstc_cli.render.escape import may_link_to

_PREFIX = {"w": nsmap["w"]}
_name = cache(qn)


def element(name: str, /, **attributes: str) -> BaseOxmlElement:
    """Return a new `w:` element: `element("shd", fill="EEF2F6")`."""
    library: Any = parser  # `OxmlElement` would look each name up anew
    node = library.oxml_parser.makeelement(_name(f"w:{name}"), nsmap=_PREFIX)
    for key, value in attributes.items():
        node.set(_name(f"w:{key}"), value)
    return cast("BaseOxmlElement", node)


def field(instruction: str, value: str = "1") -> BaseOxmlElement:
    """Return a field, whose value Word computes, for example `PAGE` or `NUMPAGES`."""
    node, text = element("fldSimple", instr=instruction), element("t")
    text.text = value
    node.append(_run(text))
    return node


def local_name(element: Any) -> str:
    """Return `p` for a `w:p`, and an empty text for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


# The elements that follow `w:bidi` in a paragraph's properties (ECMA-376, CT_PPrBase).
_AFTER_BIDI = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
    *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr"),
)

# Word supports languages only with a country.
_LANGUAGES = {
    "ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "pt": "pt-BR", "ru": "ru-RU",
    "zh": "zh-CN",
}  # fmt: skip


def language_tag(language: str) -> str:
    return _LANGUAGES.get(language, language)


def language_attribute(language: str) -> dict[str, str]:
    """Return the attribute of `w:lang` for a language; Word has one for each kind of script."""
    tag = language_tag(language)
    return {{"zh": "eastAsia", "ar": "bidi"}.get(tag[:2], "val"): tag}


def set_language(blocks: Iterable[BaseOxmlElement], language: str, direction: str) -> None:
    """Set the proofing language and direction of paragraphs and tables that have none."""
    for block in blocks:
        for paragraph in block.xpath("(self::w:p | .//w:p)[not(w:pPr/w:bidi)]"):
            set_direction(paragraph, direction)
        for run in block.xpath(".//w:r[not(w:rPr/w:lang)]"):
            is_address = may_link_to(run.text)  # its strokes and dots would change places
            set_run_language(run, language, from_right=direction == "rtl" and not is_address)


def set_direction(paragraph: CT_P, direction: str) -> None:
    mark = element("bidi", val="1" if direction == "rtl" else "0")
    paragraph.get_or_add_pPr().insert_element_before(mark, *_AFTER_BIDI)


def set_run_language(run: CT_R, language: str, *, from_right: bool) -> None:
    """Set the proofing language and the direction of a run; Arabic is never slanted."""
    properties = run.get_or_add_rPr()
    if from_right:
        Run(run, cast("Any", None)).font.cs_italic = False
    properties.append(element("rtl", val="1" if from_right else "0"))
    properties.append(element("lang", **language_attribute(language)))


_FIRST_MARK = 1_000  # the bookmarks of a letterhead have lower numbers


def sequence(language: str, main: str) -> str:
    """Return the name under which Word counts the figures in a language."""
    return "Figure" if language == main else f"Figure_{bookmark_name(language)}"


def bookmark_name(target: str) -> str:
    """Return a name that Word accepts: letters, digits and `_`."""
    return target.replace("-", "_")[:40]


def add_bookmark(first: BaseOxmlElement, last: BaseOxmlElement, target: str) -> None:
    """Put a bookmark around what is in two paragraphs, or in one."""
    number = str(_FIRST_MARK + int(first.xpath("count(//w:bookmarkStart)")))
    start = element("bookmarkStart", id=number, name=bookmark_name(target))
    properties = first.find(qn("w:pPr"))
    if properties is None:
        first.insert(0, start)
    else:
        properties.addnext(start)
    last.append(element("bookmarkEnd", id=number))


def entry_to(target: str, words: str) -> BaseOxmlElement:
    """Return a link to a place in the file, with the number of its page after a tab."""
    link = element("hyperlink", anchor=bookmark_name(target), history="1")
    text = element("t")
    text.text = words
    page = field(f"PAGEREF {bookmark_name(target)} \\h", "")
    link.extend([_run(text), _run(element("tab")), page])
    return link


def _run(content: BaseOxmlElement) -> BaseOxmlElement:
    run = element("r")
    run.append(content)
    return run
