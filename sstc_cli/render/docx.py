"""Word: the Markdown in real Word styles, with the same bytes every time."""

from collections.abc import Sequence

from docx.document import Document as Word
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from sstc_cli.render.columns import count_lines, fit_columns
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.inserts import InsertKind, first_line, headings_of, inserts_of, parsed
from sstc_cli.render.parse import (
    ASIDE,
    SIGNATURE,
    follows_table,
    follows_title,
    has_text_below,
    in_letter,
    is_at_end,
    is_kicker,
    leads_on,
    role_of,
    room_text,
    signatures_of,
    title_of,
)
from sstc_cli.render.templates import Document, Templates
from sstc_cli.render.word import WordFile, add_part, new_word, stamp, word_bytes
from sstc_cli.render.word_pages import number_pages
from sstc_cli.render.word_styles import (
    BODY_TEXT,
    CLOSE_SIZE,
    KICKER,
    LETTER,
    QUOTE,
    TABLE_GAP,
    TABLE_SPACE,
    TEXT_SIZE,
    UNRULED,
    WARNING,
    require_styles,
)
from sstc_cli.render.word_text import add_grid, end_with_table, fill
from sstc_cli.render.word_xml import add_bookmark, element, set_direction, set_language

_UNBROKEN = 14  # lines at most of a table that moves to the next page as a whole
_SHORT_LIST = 3  # items at most of a list that moves to the next page as a whole
# The elements that may follow `w:spacing` in a run's properties here (ECMA-376, CT_RPr).
_AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:u", "w:rtl", "w:cs", "w:lang")


def write_docx(document: Document, templates: Templates) -> bytes:
    parts = [parsed(part, templates.stationery.photos) for part in document.parts]
    page = templates.stationery
    word = new_word(document, page)
    stamp(word, title_of(parts[0][0]) or page.series, page.author, document)
    file = WordFile(word, document.language)
    for part, (tokens, tree) in zip(document.parts, parts, strict=True):
        if part is not document:
            add_part(word, part, page)
        _part(file, part, tokens, tree)
    number_pages(word)
    return word_bytes(word)


def _part(
    file: WordFile, document: Document, tokens: Sequence[Token], tree: SyntaxTreeNode
) -> None:
    """Add the document in one language; the words of another than the main one are marked."""
    word = file.word
    first, tables = len(word.element.body), len(word.tables)
    _blocks(file, document, tokens, tree)
    added = word.element.body[first - 1 : -1]  # the last element describes the page
    if document.language != file.main or document.direction == "rtl":
        set_language(added, document.language, document.direction)
    if document.direction == "rtl" and is_kicker(tree.children[0]):
        for run in Paragraph(added[0], word).runs:  # no space between Arabic letters
            spacing = element("spacing", val="0")
            run._r.get_or_add_rPr().insert_element_before(spacing, *_AFTER_SPACING)
    for table in word.tables[tables:] if document.direction == "rtl" else ():
        table.table_direction = WD_TABLE_DIRECTION.RTL


def _blocks(
    file: WordFile, document: Document, tokens: Sequence[Token], tree: SyntaxTreeNode
) -> None:
    """Add the blocks and inserts of a document, with bookmarks if there are inserts."""
    word, inserts = file.word, inserts_of(document, tokens)
    headings = headings_of(document, tokens) if inserts else {}
    if inserts:
        from sstc_cli.render.figures.in_word import add_insert  # noqa: PLC0415 charts and Typst

        require_styles(word)
    # the paragraphs of a letterhead may be far apart
    usual, is_annex = "Normal" if inserts else BODY_TEXT, False
    for node in tree.children:
        at = first_line(node)
        if insert := inserts.get(at):
            add_insert(file, document, insert, _text_width(word))
            is_annex |= insert.kind == InsertKind.LIST_OF_TABLES
            continue
        if role_of(node) == SIGNATURE:
            _signatures(word, signatures_of(node))
            continue
        if node.type == "table" and is_annex:
            _table(word, node, is_close=True)
            continue
        if role_of(node) == ASIDE and SIGNATURE in map(role_of, tree.children):
            continue  # it is below the signatures
        _block(word, node, QUOTE if inserts and node.type == "blockquote" else usual)
        if at in headings:
            add_bookmark(word.element.body[-2], word.element.body[-2], headings[at].target)


def _block(word: Word, node: SyntaxTreeNode, style: str, depth: int = 0) -> None:
    match node.type:
        case "heading":
            usual = f"Heading {min(int(node.tag[1:]), 3)}"
            fill(word.add_paragraph(style=LETTER.get(role_of(node), usual)), node)
        case "paragraph":
            is_subtitle = style in ("Normal", BODY_TEXT) and follows_title(node)
            own = KICKER if is_kicker(node) else "Subtitle" if is_subtitle else style
            _paragraph(word, node, LETTER.get(role_of(node), own))
        case "blockquote":
            for child in node.children:
                _block(word, child, QUOTE if style == QUOTE else WARNING, depth)
        case "bullet_list" | "ordered_list":
            _list(word, node, depth)
        case "table":
            _table(word, node)
        case "fence" | "code_block":
            for line in node.content.rstrip("\n").split("\n"):
                word.add_paragraph(clean(line), style="No Spacing")
        case _:
            word.add_paragraph()


def _paragraph(word: Word, node: SyntaxTreeNode, style: str) -> None:
    paragraph = word.add_paragraph(style=style)
    if follows_table(node):
        paragraph.paragraph_format.space_before = Pt(TABLE_SPACE)
    if leads_on(node):
        paragraph.paragraph_format.keep_with_next = True
    fill(paragraph, node)
    if direction := node.attrs.get("dir"):
        set_direction(paragraph._p, str(direction))


def _signatures(word: Word, signatures: Sequence[SyntaxTreeNode]) -> None:
    """Add the names of those who sign a letter side by side, with room above them.

    The small words below are in the same table: LibreOffice keeps no paragraph with a table above.
    """
    if not signatures:
        return
    asides = [node for node in signatures[0].siblings if role_of(node) == ASIDE]
    count = min(max(len(signatures), 2), 3)
    rows = -(-len(signatures) // count)
    widths = [Length(_text_width(word) // count)] * count
    total = rows + len(asides)
    places = add_grid(word, widths, total, has_head=False, is_whole=True, style=UNRULED)
    below = [row.cells[0].merge(row.cells[-1]) for row in word.tables[-1].rows[rows:]]
    lines = [*places[: rows * count], *(cell.paragraphs[0]._p for cell in below)]
    nodes = [*signatures, *[None] * (rows * count - len(signatures)), *asides]
    for place, node in zip(lines, nodes, strict=True):
        if node is not None:
            paragraph = Paragraph(place, word._body)
            paragraph.style = LETTER[role_of(node)]
            fill(paragraph, node)
    end_with_table(word)


def _list(word: Word, node: SyntaxTreeNode, depth: int) -> None:
    name = "List Bullet" if node.type == "bullet_list" else "List Number"
    style = f"{name} {min(depth + 1, 3)}" if depth else name
    number = _new_numbering(word, style) if name == "List Number" else None
    first = len(word.element.body)
    for item in node.children:
        for child in item.children:
            _block(word, child, style, depth + 1)
            if number is not None and child.type == "paragraph":
                numbered = element("numPr")
                numbered.extend([element("ilvl", val="0"), element("numId", val=str(number))])
                word.paragraphs[-1]._p.get_or_add_pPr().append(numbered)
    lines = word.element.body[first - 1 : -1]  # the last element describes the page
    is_whole = len(node.children) <= _SHORT_LIST
    for line in lines[-1:] if leads_on(node) else lines[:-1] if is_whole else ():
        Paragraph(line, word._body).paragraph_format.keep_with_next = True


def _new_numbering(word: Word, style: str) -> int:
    numbering = word.part.numbering_part.element
    used = word.styles[style].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(used).abstractNumId.val
    fresh = numbering.add_num(abstract)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(fresh.numId)


def _table(word: Word, node: SyntaxTreeNode, *, is_close: bool = False) -> None:
    rows = [row for part in node.children for row in part.children]
    has_head = node.children[0].type == "thead"
    texts = [[room_text(cell) for cell in row.children] for row in rows]
    size = word.styles["Normal"].font.size
    usual = CLOSE_SIZE if is_close else size.pt if size else TEXT_SIZE
    share = usual / TEXT_SIZE  # smaller type has room for more letters
    columns = fit_columns(texts, _text_width(word).mm / share, named=not has_head)
    widths = [Mm(width * share) for width in columns.widths]
    places = add_grid(
        word,
        widths,
        len(rows),
        has_head=has_head,
        is_whole=count_lines(texts, columns) <= _UNBROKEN and not in_letter(node),
        is_close=is_close,
        leads_on=leads_on(node),
        together=[
            place for place, row in enumerate(texts) if row[0] and row[1:] and not any(row[1:])
        ],
    )
    cells = [cell for row in rows for cell in row.children]
    for place, cell in zip(places, cells, strict=True):
        paragraph = Paragraph(place, word._body)
        fill(paragraph, cell)
        if is_at_end(cell):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT  # the end of the cell, also in Arabic
        _shrink(paragraph, columns.size, share)
    if not has_text_below(node):  # Word would join two tables, and a page cannot end with one
        word.add_paragraph(style=TABLE_GAP)


def _text_width(word: Word) -> Length:
    """Return the width between the margins, which a letterhead may set."""
    page = word.sections[0]
    lengths = (page.page_width, page.left_margin, page.right_margin)
    width, left, right = (length or Length(0) for length in lengths)
    return Length(width - left - right)


def _shrink(paragraph: Paragraph, share: float, usual: float) -> None:
    """Set the words of a cell in a smaller size than is usual in the document."""
    size = round(2 * TEXT_SIZE * usual * share)  # half-points
    for run in paragraph._p.xpath(".//w:r") if share < 1 else ():
        properties = run.get_or_add_rPr()
        properties.sz_val = Length(size * Pt(0.5))
        properties.find(qn("w:sz")).addnext(element("szCs", val=str(size)))
