"""A blank Word document in our styles, which every document without a letterhead starts from."""

from functools import cache
from io import BytesIO

from docx import Document as NewWord
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle

from sstc_cli.render.element import element
from sstc_cli.render.look import PLAIN, Look
from sstc_cli.render.stationery import MARGIN
from sstc_cli.render.unused import drop_namespaces, drop_unused

INK = RGBColor(0x1B, 0x27, 0x33)
SOFT, WARN = RGBColor(0x5B, 0x68, 0x75), RGBColor(0x9B, 0x1C, 0x1C)
_LINE, _APART = "D5DBE1", "12"  # the latter between letters, in twentieths of a point
_LATIN, _EAST_ASIAN, _COMPLEX = "Calibri", "Microsoft YaHei", "Arial"
TABLE_TEXT, TABLE_HEAD, TABLE_GAP, KICKER = "Table Text", "Table Head", "Table Gap", "Kicker"
TEXT_SIZE, TABLE_SPACE = 10.5, 7  # points; the latter between a table and the text below it
_DENSE_SIZE = 9.5  # points
# of lines: Chinese and Latin letters differ in height; this is enough for both in one line
_HEIGHT, _DENSE_HEIGHT = 14, 13
# size, colour or that of the look, bold, points before and after
_Looks = tuple[float, RGBColor | None, bool, int, int]
_STYLES: dict[str, _Looks] = {
    "Normal": (TEXT_SIZE, INK, False, 0, 4),
    "Heading 1": (16, None, True, 0, 4),
    "Heading 2": (12, None, True, 10, 4),
    "Heading 3": (11, None, True, 12, 4),
    KICKER: (9, None, True, 0, 2),
    "Subtitle": (10.5, SOFT, False, 0, 8),
    "Intense Quote": (11, WARN, True, 6, 10),
    "Header": (8.5, SOFT, False, 0, 0),
    "Footer": (8.5, SOFT, False, 0, 0),
    TABLE_TEXT: (TEXT_SIZE, INK, False, 0, 0),
    TABLE_HEAD: (TEXT_SIZE, None, True, 0, 0),
    TABLE_GAP: (4, INK, False, 0, 0),
}


LISTS = [f"List {kind}{level}" for kind in ("Bullet", "Number") for level in ("", " 2", " 3")]
STYLES = (*_STYLES, *LISTS, "No Spacing", "Hyperlink", "Table Grid")


@cache
def blank(look: Look = PLAIN, *, dense: bool = False) -> bytes:
    """Return the blank document of python-docx in our styles, without 800 kB of unused ones.

    A `dense` one is set small, with narrower margins.
    """
    word = NewWord()
    drop_unused(word, STYLES)
    _set_word_2013(word)
    section = word.sections[0]
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Cm(2.1 if dense else 2.3), Cm(1.8)
    section.header_distance = section.footer_distance = Cm(1)
    for name in (KICKER, TABLE_TEXT, TABLE_HEAD, TABLE_GAP):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
    for name, looks in _STYLES.items():
        size = _DENSE_SIZE if dense and looks[0] == TEXT_SIZE else looks[0]
        _set_style(word, name, (size, *looks[1:]), look)
    for name in ("Normal", "Subtitle", TABLE_TEXT, TABLE_HEAD):
        spacing = word.styles[name].paragraph_format
        spacing.line_spacing = Pt(_DENSE_HEIGHT if dense else _HEIGHT)
        spacing.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    word.styles[KICKER].paragraph_format.keep_with_next = True
    word.styles[KICKER].element.rPr.find(qn("w:sz")).addprevious(element("spacing", val=_APART))
    link = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    assert isinstance(link, CharacterStyle)  # noqa: S101
    link.font.color.rgb, link.font.underline = RGBColor.from_string(look.accent), True
    _set_table_grid(word)
    _add_head_and_foot(section)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _add_head_and_foot(page: Section) -> None:
    """Add an empty head and foot for the first page, and for the others."""
    page.different_first_page_header_footer = True
    for part in (page.first_page_header, page.header, page.first_page_footer, page.footer):
        part.is_linked_to_previous = False
        drop_namespaces(part._element)


def _set_word_2013(word: Word) -> None:
    """Keep Word from showing "compatibility mode", and from taking Chinese for Japanese."""
    settings = word.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")


def _set_style(word: Word, name: str, looks: _Looks, look: Look) -> None:
    size, color, bold, before, after = looks
    color = color or RGBColor.from_string(look.accent)
    style = word.styles[name]
    font, spacing = style.font, style.paragraph_format
    font.size, font.color.rgb, font.bold, font.italic = Pt(size), color, bold, False
    font.cs_bold, font.cs_italic = bold, False
    spacing.left_indent = spacing.right_indent = Cm(0)
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.1
    properties = style.element.get_or_add_rPr()
    for tag in ("rFonts", "spacing", "szCs"):  # the theme's fonts and letter spacing
        for old in properties.findall(qn(f"w:{tag}")):
            properties.remove(old)
    latin = look.font or _LATIN
    fonts = {"ascii": latin, "hAnsi": latin, "eastAsia": _EAST_ASIAN, "cs": _COMPLEX}
    properties.insert(0, element("rFonts", **fonts))
    properties.find(qn("w:sz")).addnext(element("szCs", val=str(int(size * 2))))
    borders = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
    if borders is not None:
        style.element.pPr.remove(borders)


def _set_table_grid(word: Word) -> None:
    """Draw thin lines between rows only, and leave some space in the cells."""
    looks = word.styles["Table Grid"].element.find(qn("w:tblPr"))
    for border in looks.find(qn("w:tblBorders")):
        inside = border.tag in (qn("w:left"), qn("w:right"), qn("w:insideV"))
        border.set(qn("w:val"), "nil" if inside else "single")
        border.set(qn("w:color"), _LINE)
    for side in ("top", "bottom"):
        looks.find(f"{qn('w:tblCellMar')}/{qn(f'w:{side}')}").set(qn("w:w"), "30")
