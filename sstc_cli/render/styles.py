"""Add the styles of our documents to a letterhead that lacks some of them."""

from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document as NewWord
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from docx.shared import RGBColor

from sstc_cli.render.blank import LISTS, STYLES, blank
from sstc_cli.render.look import Look

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
    if look.is_required:
        _set_font(word, look.font)
    for style in word.styles:
        if style.name in _HEADINGS and style.font.color.type is None:
            style.font.color.rgb = RGBColor.from_string(look.accent)


def _set_font(word: Word, font: str) -> None:
    """Set a font instead of those of the theme, in all styles."""
    names = {qn(f"w:{kind}"): font for kind in ("ascii", "hAnsi")}
    default = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    if default is not None and not default.font.name:
        default.font.name = font
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        themes = [fonts.attrib.pop(f"{name}Theme", None) for name in names]
        if any(themes):
            fonts.attrib.update(names)


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
