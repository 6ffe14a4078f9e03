"""The pages of a Word file, reckoned from the heights of what is in it.

Word shows the numbers in the contents as the file has them until they are updated, so a file
without any would show none. LibreOffice counts them each time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from docx.document import Document as Word
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.styles.style import ParagraphStyle

_NATURAL = 1.22  # the height of a line of Calibri, in sizes of its letters
_BOLD, _NARROW = 1.04, frozenset("iljtfrI.,;:'’|()[]!·-")
# points beside the words of a cell, above and below them, and in the table of a figure
_BESIDE, _AROUND, _CLOSE = 15.2, 3.5, 1.3
_TWIPS, _HALF = 20, 2  # of a point
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stay together: their height with the space around, and what follows them."""

    height: float
    before: float = 0
    after: float = 0
    keeps: bool = False
    breaks: bool = False
    ends: bool = False
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of a style's paragraphs, in points; `line` is the height of a line.

    Those that are close have no space between each other.
    """

    before: float
    after: float
    indent: float
    size: float
    line: float
    is_bold: bool
    keeps: bool
    is_close: bool


def number_pages(word: Word) -> None:
    """Write the numbers of pages into the fields that refer to them."""
    path = ".//w:hyperlink/w:fldSimple[starts-with(@w:instr, 'PAGEREF ')]"
    references = word.element.body.xpath(path)
    pages = _pages_of(word) if references else {}
    for reference in references:
        target = reference.get(qn("w:instr")).split()[1]
        for number in reference.iter(qn("w:t")):
            number.text = str(pages.get(target, ""))


def _pages_of(word: Word) -> dict[str, int]:
    """Return the page of each bookmark; each part of a file begins with page 1."""
    section, found = word.sections[0], dict[str, int]()
    margins = _points(section.left_margin) + _points(section.right_margin)
    width = _points(section.page_width) - margins

    @cache
    def looks_of(style: str) -> Looks:
        return _looks(word.styles, style)

    def edge(margin: float, distance: float, part: BaseOxmlElement) -> float:
        # a high letterhead moves the text
        return max(margin, distance + sum(b.height for b in _blocks(part, width, looks_of)))

    room, page, used = _points(section.page_height), 1, 0.0
    above, below = _points(section.header_distance), _points(section.footer_distance)
    room -= edge(_points(section.top_margin), above, section.header._element)
    room -= edge(_points(section.bottom_margin), below, section.footer._element)
    chain: list[Block] = []
    for block in _blocks(word.element.body, width, looks_of):
        chain.append(block)
        if block.keeps:
            continue
        height = sum(each.height for each in chain) - block.after
        if used + height > room >= height - chain[0].before:
            page, used = page + (used > 0), 0.0
        for each in chain:
            if used and used + each.height - each.after > room:
                page, used = page + 1, 0.0
            found.update(dict.fromkeys(each.marks, page))
            # no space is above the first paragraph of a page
            used += each.height - (0 if used or page == 1 else each.before)
            if each.breaks or each.ends:
                page, used = 1 if each.ends else page + 1, 0.0
        chain = []
    return found


def _blocks(
    parent: BaseOxmlElement, width: float, looks_of: Callable[[str], Looks]
) -> Iterator[Block]:
    """Yield the blocks of a part of the file, whose lines have a width."""

    def blocks_of(node: BaseOxmlElement, room: float, above: str = "") -> Iterator[Block]:
        looks = looks_of(_style_of(node))
        if looks.is_close and _style_of(node) == above:
            looks = replace(looks, before=-looks.after)
        return _paragraph(node, looks, room)

    above = ""
    for part in parent:
        if isinstance(part, CT_P):
            yield from blocks_of(part, width, above)
        above = _style_of(part)
        is_close = part.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}") is not None
        for row in part.iter(qn("w:tr")) if part.tag == qn("w:tbl") else ():
            cells = []
            for cell in row.iter(qn("w:tc")):
                across = int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) / _TWIPS
                words = cell.iter(qn("w:p"))
                cells.append([block for p in words for block in blocks_of(p, across - _BESIDE)])
            height = max((sum(block.height for block in cell) for cell in cells), default=0.0)
            keeps = any(block.keeps for cell in cells for block in cell)
            yield Block(height + (_CLOSE if is_close else _AROUND), keeps=keeps)


def _style_of(node: BaseOxmlElement) -> str:
    style = node.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def _looks(styles: Any, style_id: str) -> Looks:
    """Return the looks of a style, each from the first of those that it is based on."""
    known = {each.style_id: each for each in styles if isinstance(each, ParagraphStyle)}
    chain: list[Any] = [known.get(style_id) or styles["Normal"]]
    while (base := chain[-1].base_style) is not None and base not in chain:
        chain.append(base)

    def first(name: str) -> Any:
        found = (getattr(style.paragraph_format, name) for style in chain)
        return next((value for value in found if value is not None), None)

    def font(name: str) -> Any:
        found = (getattr(style.font, name) for style in chain)
        return next((value for value in found if value is not None), None)

    size = _points(font("size")) or 11.0
    height, rule, line = first("line_spacing"), first("line_spacing_rule"), size * _NATURAL
    if isinstance(height, float):
        line *= height
    elif height is not None:
        exact = rule == WD_LINE_SPACING.EXACTLY
        line = _points(height) if exact else max(_points(height), line)
    return Looks(
        before=_points(first("space_before")),
        after=_points(first("space_after")),
        indent=_points(first("left_indent")),
        size=size,
        line=line,
        is_bold=bool(font("bold")),
        keeps=bool(first("keep_with_next")),
        is_close=any(style.element.xpath("w:pPr/w:contextualSpacing") for style in chain),
    )


def _paragraph(node: Any, looks: Looks, width: float) -> Iterator[Block]:
    """Yield a paragraph; one of four lines or more may be broken, but for two at each end."""
    own, spacing = node.find(qn("w:pPr")), None
    keeps, ends = looks.keeps, False
    if own is not None:
        spacing, kept = own.find(qn("w:spacing")), own.find(qn("w:keepNext"))
        keeps = keeps if kept is None else kept.get(qn("w:val")) not in _OFF
        ends = own.find(qn("w:sectPr")) is not None
    before, after = (
        looks_space if spacing is None or (value := spacing.get(qn(f"w:{side}"))) is None
        else int(value) / _TWIPS
        for side, looks_space in (("before", looks.before), ("after", looks.after))
    )  # fmt: skip
    drawn = [int(at.get("cy")) / Pt(1) for at in node.xpath(".//wp:inline/wp:extent")]
    sizes = [int(at.get(qn("w:val"))) / _HALF for at in node.iter(qn("w:sz"))]
    share = min(1.0, sizes[0] / looks.size) if sizes else 1.0
    room = (width - looks.indent) / (looks.size * share * (_BOLD if looks.is_bold else 1))
    count = sum(_wrapped(text, room) for text in _text(node).split("\n"))
    heights = [looks.line] * max(1, count)
    if drawn:
        heights = [max(looks.line, max(drawn) + looks.size * (_NATURAL - 1))]
    if len(heights) < 4:
        heights = [sum(heights)]
    else:
        heights = [sum(heights[:2]), *heights[2:-2], sum(heights[-2:])]
    marks = tuple(at.get(qn("w:name")) for at in node.iter(qn("w:bookmarkStart")))
    breaks = any(at.get(qn("w:type")) == "page" for at in node.iter(qn("w:br")))
    for place, height in enumerate(heights, 1):
        above, is_last = before if place == 1 else 0, place == len(heights)
        below = after if is_last else 0
        yield Block(
            height + above + below,
            above,
            below,
            keeps=keeps and is_last,
            breaks=breaks and is_last,
            ends=ends and is_last,
            marks=marks if place == 1 else (),
        )


def _text(node: BaseOxmlElement) -> str:
    signs = {qn("w:tab"): " ", qn("w:br"): "\n"}
    parts = node.iter(qn("w:t"), *signs)
    return "".join(signs.get(part.tag) or part.text or "" for part in parts)


def _wrapped(text: str, room: float) -> int:
    """Return in how many lines a text is; the room of a line is in sizes of its letters."""
    lines, used = 1, 0.0
    for piece in _pieces(text):
        length = sum(map(_width, piece.rstrip(" ")))
        if used and used + length > room:
            lines, used = lines + 1, 0.0
        lines += max(0, ceil(length / room) - 1)
        used += sum(map(_width, piece))
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Yield what is not broken: a word with the blank after it, or one Chinese letter."""
    piece = ""
    for letter in text:
        if piece and _width(letter) == 1:
            yield piece
            piece = ""
        piece += letter
        if letter in " -" or _width(letter) == 1:
            yield piece
            piece = ""
    yield piece


@cache
def _width(letter: str) -> float:
    """Return the width of a letter of Calibri, or of a Chinese one, in sizes."""
    if east_asian_width(letter) in "WF":
        return 1
    if letter in " \u00a0":
        return 0.226
    if letter in _NARROW:
        return 0.28
    return 0.58 if letter.isupper() or letter in "mw%" else 0.5


def _points(length: int | None) -> float:
    return 0.0 if length is None else length / Pt(1)
