"""Take out of python-docx's own document what ours do not use: nine tenths of its bytes."""

from typing import Any

from docx.document import Document as Word
from docx.oxml import parser
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles import BabelFish

_PARTS = (
    "/stylesWithEffects",
    "/customXml",
    "/thumbnail",
    "/extended-properties",
    "/theme",
    "/webSettings",
)
_SETTINGS = (
    *("defaultTabStop", "characterSpacingControl", "compat", "themeFontLang", "decimalSymbol"),
    "listSeparator",
)
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
# Fonts that look alike if a machine lacks ours, and letters without serifs in any case.
_FONT_TABLE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\
<w:font w:name="Calibri"><w:altName w:val="Carlito"/><w:family w:val="swiss"/></w:font>\
<w:font w:name="Arial"><w:altName w:val="Liberation Sans"/><w:family w:val="swiss"/></w:font>\
<w:font w:name="Microsoft YaHei"><w:altName w:val="Noto Sans CJK SC"/><w:charset w:val="86"/>\
<w:family w:val="swiss"/></w:font></w:fonts>
"""


def drop_unused(word: Word, styles: tuple[str, ...]) -> None:
    """Keep only these styles, and the parts, settings and lists that they need."""
    for rels in (word.part.rels, word.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_PARTS)]:
            del rels[key]
    _drop_styles(word, styles)
    _drop_lists(word)
    for setting in list(word.settings.element):
        if setting.tag not in map(qn, (f"w:{name}" for name in _SETTINGS)):
            word.settings.element.remove(setting)
    for rel in word.part.rels.values():
        if rel.reltype.endswith("/fontTable"):
            rel.target_part._blob = _FONT_TABLE.encode()
    numbering = word.part.numbering_part.element
    for root in (word.element, word.styles.element, word.settings.element, numbering):
        drop_namespaces(root)


def drop_namespaces(root: BaseOxmlElement) -> None:
    """Remove the names of namespaces that a part does not use."""
    root.attrib.pop(_IGNORABLE, None)
    library: Any = parser  # python-docx does not export the library below it
    library.etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])


def _drop_styles(word: Word, names: tuple[str, ...]) -> None:
    """Remove styles that Word knows by itself, and what it shows of them in its lists."""
    styles = word.styles.element
    for style in list(styles.style_lst):
        is_default = style.get(qn("w:default")) is not None
        if not is_default and BabelFish.internal2ui(style.name_val) not in names:
            styles.remove(style)
    for tag in ("link", "rsid", "lsdException"):
        for unused in list(styles.iter(qn(f"w:{tag}"))):
            unused.getparent().remove(unused)
    for fonts in styles.xpath("w:docDefaults//w:rFonts"):
        fonts.getparent().remove(fonts)  # they are those of the theme; `Normal` has ours


def _drop_lists(word: Word) -> None:
    """Remove the numbering that no style uses."""
    numbering = word.part.numbering_part.element
    used = set(word.styles.element.xpath(".//w:numId/@w:val"))
    for number in numbering.xpath("w:num"):
        if number.get(qn("w:numId")) not in used:
            numbering.remove(number)
    kept = set(numbering.xpath("w:num/w:abstractNumId/@w:val"))
    for abstract in numbering.xpath("w:abstractNum"):
        if abstract.get(qn("w:abstractNumId")) not in kept:
            numbering.remove(abstract)
