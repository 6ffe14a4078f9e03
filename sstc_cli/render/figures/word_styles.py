"""The styles of figures, lists and quotations, which only documents with inserts get."""

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt, RGBColor

from sstc_cli.render.blank import INK, SOFT

CAPTION, SMALL, QUOTE = "Caption", "Figure Note", "Quote"
ENTRIES = ("toc 1", "toc 2", "table of figures")
# size, colour, bold, points before and after
_STYLES: dict[str, tuple[float, RGBColor, bool, int, int]] = {
    CAPTION: (10.5, INK, True, 10, 2),
    SMALL: (8.5, SOFT, False, 0, 4),
    QUOTE: (10.5, INK, False, 2, 6),
    **dict.fromkeys(ENTRIES, (10.5, INK, False, 0, 2)),
}


def require_styles(word: Word) -> None:
    """Add the styles of figures that a document lacks; those of a letterhead stay as they are."""
    present = {style.name for style in word.styles}
    for name in _STYLES:
        if name not in present:
            _add(word, name)


def _add(word: Word, name: str) -> None:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name != SMALL)
    style.base_style = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    size, color, bold, before, after = _STYLES[name]
    font, spacing = style.font, style.paragraph_format
    font.size, font.color.rgb, font.bold = Pt(size), color, bold
    font.cs_bold = bold
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    if name in (ENTRIES[1], QUOTE):
        spacing.left_indent = Mm(5)
