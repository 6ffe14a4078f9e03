"""Make a table of a Word file at once: python-docx would take most of the file's time for it."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length

from sstc_cli.render.blank import TABLE_HEAD, TABLE_TEXT

_SHADE = '<w:shd w:val="clear" w:fill="EEF2F6"/>'
_LOOK = (
    'w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1" '
    'w:val="04A0"'
)


def add_grid(
    word: Word, widths: Sequence[Length], rows: int, *, has_head: bool, is_whole: bool
) -> list[BaseOxmlElement]:
    """Add a table of empty cells, and return their paragraphs row by row.

    The names of columns, and those of facts, look alike. A whole table stays on one page, and no
    page begins with only one or two of its last rows.
    """
    style = _style(word, "Table Grid", WD_STYLE_TYPE.TABLE)
    grid = "".join(f'<w:gridCol w:w="{width.twips}"/>' for width in widths)
    kept = range(rows - 1) if is_whole else (0, rows - 3, rows - 2)
    lines = "".join(
        _row(word, widths, has_head, is_first=row == 0, is_kept=row in kept) for row in range(rows)
    )
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:type="auto" '
        f'w:w="0"/><w:tblLayout w:type="fixed"/><w:tblLook {_LOOK}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    )
    word.element.body[-1].addprevious(table)  # the last element describes the page
    return list(table.xpath("w:tr/w:tc/w:p"))


def _row(
    word: Word, widths: Sequence[Length], has_head: bool, *, is_first: bool, is_kept: bool
) -> str:
    """Return the XML of a row; one that is kept stays with the next row."""
    is_head = has_head and is_first
    keep = "<w:keepNext/>" if is_kept else ""
    cells = []
    for column, width in enumerate(widths):
        name = TABLE_HEAD if is_head or (not has_head and column == 0) else TABLE_TEXT
        style = _style(word, name, WD_STYLE_TYPE.PARAGRAPH)
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width.twips}"/>{_SHADE if is_head else ""}'
            f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr></w:p></w:tc>'
        )
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr>{head}<w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _style(word: Word, name: str, kind: WD_STYLE_TYPE) -> str:
    part: Any = word.part  # it is not typed
    return str(part.get_style_id(name, kind))
