"""A blank Word document: page, styles, fonts, language, and stamps that never change."""

from datetime import datetime
from functools import cache
from io import BytesIO
from typing import cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from docx import Document as NewWord
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle

INK, ACCENT = RGBColor(0x1B, 0x27, 0x33), RGBColor(0x17, 0x45, 0x6E)
SOFT, WARN = RGBColor(0x5B, 0x68, 0x75), RGBColor(0x9B, 0x1C, 0x1C)
TEXT_WIDTH = Cm(17)
_LINE = "D5DBE1"
_LATIN, _EAST_ASIAN, _COMPLEX = "Calibri", "Microsoft YaHei", "Arial"
# Word knows languages with a country only.
_LANGUAGES = {
    "ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "pt": "pt-BR", "ru": "ru-RU",
    "zh": "zh-CN",
}  # fmt: skip
TABLE_TEXT, TABLE_GAP = "Table Text", "Table Gap"
_Looks = tuple[float, RGBColor, bool, int, int]  # size, colour, bold, points before and after
_STYLES: dict[str, _Looks] = {
    "Normal": (10.5, INK, False, 0, 4),
    "Heading 1": (16, ACCENT, True, 0, 4),
    "Heading 2": (12, ACCENT, True, 10, 4),
    "Heading 3": (11, ACCENT, True, 12, 4),
    "Subtitle": (10.5, SOFT, False, 0, 8),
    "Intense Quote": (11, WARN, True, 6, 10),
    TABLE_TEXT: (10.5, INK, False, 0, 0),
    TABLE_GAP: (4, INK, False, 0, 0),
}


def new_word(language: str, direction: str, title: str, revised: datetime) -> Word:
    """An empty A4 document with the styles of all our documents; `revised` is in UTC."""
    word = NewWord(BytesIO(_blank()))
    _set_language(word, language, direction)
    properties = word.core_properties
    properties.title, properties.language = title[:255], language
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = revised.replace(tzinfo=None)
    properties.revision = 1
    return word


def saved(word: Word) -> bytes:
    """The bytes of the file: python-docx stamps its parts with the clock, we do not.

    Nothing is compressed, for two versions of zlib may not give the same bytes.
    """
    stamped, plain = BytesIO(), BytesIO()
    word.save(stamped)
    with ZipFile(stamped) as source, ZipFile(plain, "w", ZIP_STORED) as target:
        for name in source.namelist():
            entry = ZipInfo(name)  # its date is the first that zip knows, 1 January 1980
            entry.create_system = 3
            target.writestr(entry, source.read(name))
    return plain.getvalue()


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """A new `w:` element: `element("shd", fill="EEF2F6")`."""
    made = cast("BaseOxmlElement", OxmlElement(f"w:{name}"))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def language_of(language: str) -> dict[str, str]:
    """The attribute of `w:lang` for a language: Word knows three kinds of script."""
    tag = _LANGUAGES.get(language, language)
    return {{"zh": "eastAsia", "ar": "bidi"}.get(tag[:2], "val"): tag}


@cache
def _blank() -> bytes:
    """python-docx's own blank, without 800 kB of styles that nobody uses, in our styles."""
    word = NewWord()
    _drop_unused(word)
    _set_word_2013(word)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.8)
    for name in (TABLE_TEXT, TABLE_GAP):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
    for name, looks in _STYLES.items():
        _set_style(word, name, looks)
    # Chinese and Latin letters are of different height: with 15 points they share a line.
    word.styles[TABLE_TEXT].paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    word.styles[TABLE_TEXT].paragraph_format.line_spacing = Pt(15)
    link = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    assert isinstance(link, CharacterStyle)  # noqa: S101
    link.font.color.rgb, link.font.underline = ACCENT, True
    _set_table_grid(word)
    _number_pages(word)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _drop_unused(word: Word) -> None:
    """Leave out table styles, the styles of Word 2010, and a picture of an empty page."""
    styles = word.styles.element
    for style in list(styles.style_lst):
        kept = style.styleId in ("TableNormal", "TableGrid")
        if style.get(qn("w:type")) == "table" and not kept:
            styles.remove(style)
    unused = ("/stylesWithEffects", "/customXml", "/thumbnail", "/extended-properties")
    for rels in (word.part.rels, word.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(unused)]:
            del rels[key]


def _set_word_2013(word: Word) -> None:
    """Keep Word from saying "compatibility mode", and from taking Chinese for Japanese."""
    settings = word.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")


def _set_style(word: Word, name: str, looks: _Looks) -> None:
    size, color, bold, before, after = looks
    style = word.styles[name]
    font, spacing = style.font, style.paragraph_format
    font.size, font.color.rgb, font.bold, font.italic = Pt(size), color, bold, False
    font.cs_bold = bold
    spacing.left_indent = spacing.right_indent = Cm(0)
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.15
    properties = style.element.get_or_add_rPr()
    for tag in ("rFonts", "spacing", "szCs"):  # the theme's fonts, letters apart
        for old in properties.findall(qn(f"w:{tag}")):
            properties.remove(old)
    fonts = {"ascii": _LATIN, "hAnsi": _LATIN, "eastAsia": _EAST_ASIAN, "cs": _COMPLEX}
    properties.insert(0, element("rFonts", **fonts))
    properties.find(qn("w:sz")).addnext(element("szCs", val=str(int(size * 2))))
    borders = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
    if borders is not None:
        style.element.pPr.remove(borders)


def _set_table_grid(word: Word) -> None:
    """Thin lines between the rows only, and some air in the cells."""
    looks = word.styles["Table Grid"].element.find(qn("w:tblPr"))
    for border in looks.find(qn("w:tblBorders")):
        inside = border.tag in (qn("w:left"), qn("w:right"), qn("w:insideV"))
        border.set(qn("w:val"), "nil" if inside else "single")
        border.set(qn("w:color"), _LINE)
    for side in ("top", "bottom"):
        looks.find(f"{qn('w:tblCellMar')}/{qn(f'w:{side}')}").set(qn("w:w"), "40")


def _set_language(word: Word, language: str, direction: str) -> None:
    """The language that Word checks, in each of the three kinds of script that it knows."""
    defaults = word.styles.element.find(qn("w:docDefaults"))
    found = defaults.find(f".//{qn('w:lang')}")
    for key, value in {"val": "en-GB", **language_of(language)}.items():
        found.set(qn(f"w:{key}"), value)
    if direction == "rtl":
        normal = word.styles["Normal"].element
        normal.get_or_add_pPr().insert(0, element("bidi"))
        normal.get_or_add_rPr().append(element("rtl"))


def _number_pages(word: Word) -> None:
    """`1 / 2` at the foot of each page."""
    foot = word.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for field in ("PAGE", "NUMPAGES"):
        if field == "NUMPAGES":
            foot.add_run(" / ")
        simple = element("fldSimple", instr=field)
        run = element("r")
        text = element("t")
        text.text = "1"
        run.append(text)
        simple.append(run)
        foot._p.append(simple)
