"""The styles of Word files: a blank document, an own letterhead, and documents with figures."""

from copy import deepcopy
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document as NewWord
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parser
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.styles import BabelFish
from docx.styles.style import CharacterStyle

from sstc_cli.render.parse import ASIDE, DATELINE, MATTER, SIGNATURE
from sstc_cli.render.stationery import MARGIN, PLAIN, Look
from sstc_cli.render.word_xml import element

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
    numbering = word.part.numbering_part.element
    used = set(word.styles.element.xpath(".//w:numId/@w:val"))
    for number in numbering.xpath("w:num"):
        if number.get(qn("w:numId")) not in used:
            numbering.remove(number)
    kept = set(numbering.xpath("w:num/w:abstractNumId/@w:val"))
    for abstract in numbering.xpath("w:abstractNum"):
        if abstract.get(qn("w:abstractNumId")) not in kept:
            numbering.remove(abstract)


INK = RGBColor(0x1B, 0x27, 0x33)
SOFT, WARN = RGBColor(0x5B, 0x68, 0x75), RGBColor(0x9B, 0x1C, 0x1C)
_LINE, _APART = "D5DBE1", "12"  # the latter between letters, in twentieths of a point
_LATIN, _EAST_ASIAN, _COMPLEX = "Calibri", "Microsoft YaHei", "Arial"
TABLE_TEXT, TABLE_HEAD, TABLE_GAP, KICKER = "Table Text", "Table Head", "Table Gap", "Kicker"
LETTER = {DATELINE: "Letter Date", MATTER: "Letter Subject", SIGNATURE: "Letter Signature",
          ASIDE: "Letter Contact"}  # fmt: skip
# styles of our own: a letterhead with a table has black lines in its `Table Grid`, its
# `Intense Quote` may be blue, and the paragraphs of its `Normal` far apart
RULED, UNRULED, _GRID = "sstc Table", "sstc Table Without Lines", "Table Grid"
WARNING, BODY_TEXT = "sstc Warning", "sstc Text"
TEXT_SIZE, TABLE_SPACE = 10.5, 7  # points; the latter between a table and the text below it
_DENSE_SIZE = 9.5  # points
# of lines: Chinese and Latin letters differ in height; this is enough for both in one line
_HEIGHT, _DENSE_HEIGHT, _CLOSE_HEIGHT = 14, 13, 11.5
# size, colour or that of the look, bold, points before and after
_Looks = tuple[float, RGBColor | None, bool, int, int]
_STYLES: dict[str, _Looks] = {
    "Normal": (TEXT_SIZE, INK, False, 0, 4),
    "Heading 1": (16, None, True, 0, 4),
    "Heading 2": (12, None, True, 10, 4),
    "Heading 3": (11, None, True, 12, 4),
    KICKER: (9, None, True, 0, 2),
    "Subtitle": (10.5, SOFT, False, 0, 8),
    WARNING: (11, WARN, True, 6, 10),
    "Header": (8.5, SOFT, False, 0, 8),  # a long title in two lines moves the text down
    "Footer": (8.5, SOFT, False, 0, 0),
    TABLE_TEXT: (TEXT_SIZE, INK, False, 0, 0),
    TABLE_HEAD: (TEXT_SIZE, None, True, 0, 0),
    TABLE_GAP: (4, INK, False, 0, 0),
    LETTER[DATELINE]: (TEXT_SIZE, INK, False, 0, 10),
    LETTER[MATTER]: (TEXT_SIZE, INK, True, 12, 8),
    LETTER[SIGNATURE]: (TEXT_SIZE, INK, False, 54, 0),  # 54 points are the room to sign
    LETTER[ASIDE]: (9, SOFT, False, 6, 0),
}

LISTS = [f"List {kind}{level}" for kind in ("Bullet", "Number") for level in ("", " 2", " 3")]
STYLES = (*_STYLES, BODY_TEXT, *LISTS, "No Spacing", "Hyperlink", RULED, UNRULED)


@cache
def blank(look: Look = PLAIN, *, dense: bool = False) -> bytes:
    """Return the blank document of python-docx in our styles, without 800 kB of unused ones.

    A `dense` one is set small, with narrower margins.
    """
    word = NewWord()
    drop_unused(word, (*STYLES, _GRID))
    _set_word_2013(word)
    section = word.sections[0]
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = map(Cm, (2, 1.6) if dense else (2.3, 1.8))
    section.header_distance = section.footer_distance = Cm(1)
    own = (KICKER, WARNING, TABLE_TEXT, TABLE_HEAD, TABLE_GAP, BODY_TEXT, *LETTER.values())
    for name in own:
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
    for name, looks in _STYLES.items():
        size = _DENSE_SIZE if dense and looks[0] == TEXT_SIZE else looks[0]
        _set_style(word, name, (size, *looks[1:]), look)
    close = word.styles[BODY_TEXT].paragraph_format  # its letters are those of `Normal`
    close.space_before, close.space_after = map(Pt, _STYLES["Normal"][3:])
    for name in ("Normal", "Subtitle", TABLE_TEXT, TABLE_HEAD, BODY_TEXT):
        spacing = word.styles[name].paragraph_format
        spacing.line_spacing = Pt(_DENSE_HEIGHT if dense else _HEIGHT)
        spacing.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    word.styles[KICKER].paragraph_format.keep_with_next = True
    word.styles[KICKER].element.rPr.find(qn("w:sz")).addprevious(element("spacing", val=_APART))
    word.styles[LETTER[DATELINE]].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.styles[LETTER[SIGNATURE]].paragraph_format.right_indent = Mm(4)
    matter = word.styles[LETTER[MATTER]]
    matter.paragraph_format.keep_with_next = True
    matter.element.pPr.append(element("outlineLvl", val="0"))  # it is the title of the letter
    link = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    assert isinstance(link, CharacterStyle)  # noqa: S101
    link.font.color.rgb, link.font.underline = RGBColor.from_string(look.accent), True
    _add_table_styles(word)
    section.different_first_page_header_footer = True
    heads = (section.first_page_header, section.header)
    for part in (*heads, section.first_page_footer, section.footer):
        part.is_linked_to_previous = False
        drop_namespaces(part._element)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


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


def _add_table_styles(word: Word) -> None:
    """Make two styles of `Table Grid`: with thin lines between rows only, and with none at all."""
    grid = word.styles[_GRID].element
    for name, is_ruled in ((UNRULED, False), (RULED, True)):
        style = deepcopy(grid) if name == UNRULED else grid
        style.set(qn("w:styleId"), name.replace(" ", ""))
        style.set(qn("w:customStyle"), "1")
        style.find(qn("w:name")).set(qn("w:val"), name)
        looks = style.find(qn("w:tblPr"))
        for border in looks.find(qn("w:tblBorders")):
            inside = border.tag in (qn("w:left"), qn("w:right"), qn("w:insideV"))
            border.set(qn("w:val"), "nil" if inside or not is_ruled else "single")
            border.set(qn("w:color"), _LINE)
        for side in ("top", "bottom"):
            looks.find(f"{qn('w:tblCellMar')}/{qn(f'w:{side}')}").set(qn("w:w"), "30")
        if name == UNRULED:
            for side in ("left", "right"):
                looks.find(f"{qn('w:tblCellMar')}/{qn(f'w:{side}')}").set(qn("w:w"), "0")
            word.styles.element.append(style)


_HEADINGS = ("Title", "Heading 1", "Heading 2", "Heading 3")
_KINDS = {
    "paragraph": WD_STYLE_TYPE.PARAGRAPH,
    "character": WD_STYLE_TYPE.CHARACTER,
    "table": WD_STYLE_TYPE.TABLE,
}


def complete_styles(word: Word, look: Look) -> None:
    """Add the styles that our documents use and a letterhead lacks, in its own font and colour."""
    ours = NewWord(BytesIO(blank(look)))
    present = {style.name for style in word.styles}
    for name in STYLES:
        if name not in present:
            _add_style(word, ours.styles[name].element)
    for name in LISTS:
        style = word.styles[name].element
        if style.pPr is None or style.pPr.numPr is None or name not in present:
            _number(word, ours, name)


def adopt_look(word: Word, look: Look) -> None:
    """Set the font that the data file asks for, and the colour of headings that have none."""
    if look.is_required:  # instead of those of the theme, in all styles
        names = {qn(f"w:{kind}"): look.font for kind in ("ascii", "hAnsi")}
        default = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        if default is not None and not default.font.name:
            default.font.name = look.font
        for fonts in word.styles.element.iter(qn("w:rFonts")):
            themes = [fonts.attrib.pop(f"{name}Theme", None) for name in names]
            if any(themes):
                fonts.attrib.update(names)
    for style in word.styles:
        if style.name in _HEADINGS and style.font.color.type is None:
            style.font.color.rgb = RGBColor.from_string(look.accent)


def _add_style(word: Word, ours: Any) -> None:
    """Add a copy of our style, without its font, based on the letterhead's own text."""
    style = deepcopy(ours)
    for tag in ("next", "link"):
        for reference in style.findall(qn(f"w:{tag}")):
            style.remove(reference)
    base = style.find(qn("w:basedOn"))
    if base is not None:
        default = word.styles.default(_KINDS[style.get(qn("w:type"))])
        if default is None:
            style.remove(base)
        else:
            base.set(qn("w:val"), default.style_id)
    for properties in style.iter(qn("w:rPr")):
        for fonts in properties.findall(qn("w:rFonts")):
            properties.remove(fonts)
    word.styles.element.append(style)


def _number(word: Word, ours: Word, name: str) -> None:
    """Give a list style of a letterhead the bullets or numbers of ours."""
    theirs, source = _numbering(word), ours.part.numbering_part.element
    used = ours.styles[name].element.pPr.numPr.numId.val
    ours_id = source.num_having_numId(used).abstractNumId.val
    path = f"w:abstractNum[@w:abstractNumId='{ours_id}']"
    abstract = deepcopy(source.xpath(path)[0])
    used_ids = list(map(int, theirs.xpath("w:abstractNum/@w:abstractNumId")))
    fresh = max(used_ids, default=-1) + 1
    abstract.set(qn("w:abstractNumId"), str(fresh))
    theirs.insert(len(theirs.xpath("w:numPicBullet|w:abstractNum")), abstract)
    number = theirs.add_num(fresh).numId
    linked = word.styles[name].element.get_or_add_pPr().get_or_add_numPr()
    linked.get_or_add_numId().val = number


def _numbering(word: Word) -> Any:
    """Return the definitions of a letterhead's lists; add an empty part if it has none."""
    try:
        return word.part.numbering_part.element
    except (KeyError, NotImplementedError):
        ours = NewWord(BytesIO(blank())).part.numbering_part
        part = NumberingPart.load(ours.partname, ours.content_type, ours.blob, word.part.package)
        for definition in list(part.element):
            part.element.remove(definition)
        word.part.relate_to(part, RT.NUMBERING)
        return part.element


CAPTION, SMALL, QUOTE = "Caption", "Figure Note", "Quote"
CLOSE_TEXT, CLOSE_HEAD, CLOSE_SIZE = "Close Table Text", "Close Table Head", 9
ENTRIES = ("toc 1", "toc 2", "table of figures")
# size, colour, bold, points before and after
_FIGURE_STYLES: dict[str, tuple[float, RGBColor, bool, int, int]] = {
    CAPTION: (10.5, INK, True, 10, 2),
    SMALL: (8.5, SOFT, False, 0, 4),
    CLOSE_TEXT: (CLOSE_SIZE, INK, False, 0, 0),
    CLOSE_HEAD: (CLOSE_SIZE, INK, True, 0, 0),
    QUOTE: (10.5, INK, False, 2, 6),
    **dict.fromkeys(ENTRIES, (10.5, INK, False, 0, 2)),
}


def require_styles(word: Word) -> None:
    """Add the styles of figures that a document lacks; those of a letterhead stay as they are."""
    present, own = {style.name for style in word.styles}, (SMALL, CLOSE_TEXT, CLOSE_HEAD)
    for name, (size, color, bold, before, after) in _FIGURE_STYLES.items():
        if name in present:
            continue
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name not in own)
        style.base_style = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        font, spacing = style.font, style.paragraph_format
        font.size, font.color.rgb = Pt(size), color
        font.bold = font.cs_bold = bold
        sizes = style.element.get_or_add_rPr()
        sizes.find(qn("w:sz")).addnext(element("szCs", val=str(int(size * 2))))  # of Arabic
        spacing.space_before, spacing.space_after = Pt(before), Pt(after)
        if name in (ENTRIES[1], QUOTE):
            spacing.left_indent = Mm(5)
        if name in (CLOSE_TEXT, CLOSE_HEAD):
            spacing.line_spacing = Pt(_CLOSE_HEIGHT)
            spacing.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
