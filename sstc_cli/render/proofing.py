"""Set the proofing language of words in a Word document, if it is not the document's own."""

from collections.abc import Iterable

from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement

from sstc_cli.render.element import element

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
    """Set the proofing language and the direction of paragraphs and tables."""
    value = "1" if direction == "rtl" else "0"
    for block in blocks:
        for paragraph in block.xpath("self::w:p | .//w:p"):
            properties = paragraph.get_or_add_pPr()
            properties.insert_element_before(element("bidi", val=value), *_AFTER_BIDI)
        for run in block.xpath(".//w:r[not(w:rPr/w:lang)]"):
            set_run_language(run, language, from_right=direction == "rtl")


def set_run_language(run: CT_R, language: str, *, from_right: bool) -> None:
    """Set the proofing language and the direction of a run."""
    properties = run.get_or_add_rPr()
    properties.append(element("rtl", val="1" if from_right else "0"))
    properties.append(element("lang", **language_attribute(language)))
