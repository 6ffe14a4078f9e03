"""Set the proofing language of words in a Word document, if it is not the document's own."""

from collections.abc import Iterable
from typing import Any, cast

from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.run import Run

from sstc_cli.render.element import element
from sstc_cli.render.escape import may_link_to

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
    """Return a language with its country: `en-GB`."""
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
    """Set the side on which the lines of a paragraph begin."""
    mark = element("bidi", val="1" if direction == "rtl" else "0")
    paragraph.get_or_add_pPr().insert_element_before(mark, *_AFTER_BIDI)


def set_run_language(run: CT_R, language: str, *, from_right: bool) -> None:
    """Set the proofing language and the direction of a run; Arabic is never slanted."""
    properties = run.get_or_add_rPr()
    if from_right:
        Run(run, cast("Any", None)).font.cs_italic = False
    properties.append(element("rtl", val="1" if from_right else "0"))
    properties.append(element("lang", **language_attribute(language)))
