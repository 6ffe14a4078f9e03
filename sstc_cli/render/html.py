"""HTML: a self-contained page for a browser, a phone, a printer and an e-mail."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import cycle, dropwhile, takewhile

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token

from sstc_cli.model.photo import IN_TEXT, Photo
from sstc_cli.render.figures.in_html import style_of, with_inserts
from sstc_cli.render.parse import parse, reader, title_of
from sstc_cli.render.templates import Document, Templates

# Outlook shows e-mails with Word's engine, which follows attributes of tables better than CSS.
_PIXELS = 96 / 25.4  # of CSS in a millimetre
_FEW_COLUMNS = 5
_TABLE = {"border": "0", "cellspacing": "0", "cellpadding": "6", "width": "100%"}


def write_html(document: Document, templates: Templates) -> bytes:
    """Return the bytes of an `.html` file: the Markdown inside `layout.html.j2`."""
    photos = templates.stationery.photos
    parts = [parse(part.markdown, part.direction, photos) for part in document.parts]
    title = title_of(parts[0])
    bodies = list(map(_body, document.parts, parts))
    sections = map(_section, document.also, bodies[1:])
    body = "".join([bodies[0], *sections])
    style = style_of(document, parts)
    return templates.page(document, title, body, style).encode()


def _body(document: Document, tokens: Sequence[Token]) -> str:
    _mark_tables(tokens, "right" if document.direction == "rtl" else "left")
    blocks = list(_scrolled(list(with_inserts(document, tokens)), stacks=not document.figures))
    return str(_writer().renderer.render(blocks, _writer().options, {}))


@cache
def _writer() -> MarkdownIt:
    """Return the parser, whose renderer also writes the pictures of people."""
    writer = reader()
    writer.add_render_rule("picture", _picture)
    return writer


def _picture(_: RendererProtocol, tokens: Sequence[Token], at: int, *__: object) -> str:
    photo: Photo = tokens[at].meta["photo"]
    width, height = (round(length * _PIXELS) for length in photo.within(*IN_TEXT))
    alt = escapeHtml(str(tokens[at].attrs["alt"]))
    return f'<img src="{photo.address}" alt="{alt}" width="{width}" height="{height}">'


def _section(document: Document, body: str) -> str:
    marks = f'lang="{document.language}" dir="{document.direction}"'
    head = f"<header>\n<p>{escapeHtml(document.organisers)}</p>\n</header>\n"
    return f"<section {marks}>\n{head if document.organisers else ''}{body}</section>\n"


def _mark_tables(tokens: Sequence[Token], side: str) -> None:
    """Mark the cells that name a column or a row, and the side where text begins."""
    is_facts, row_begins = False, False
    for token in tokens:
        if token.type == "table_open":
            is_facts = token.attrGet("class") == "facts"
            token.attrs |= _TABLE
        if token.type == "th_open":
            token.attrs |= {"scope": "col", "align": side}
        if token.type.startswith("td_") and is_facts and row_begins:
            token.tag = "th"
            if token.nesting == 1:
                token.attrs |= {"scope": "row", "align": side}
        row_begins = token.type == "tr_open" or (row_begins and token.type != "td_close")
    for token, inside, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.type == "th_open" and not inside.content:  # it names no column
            token.tag = closing.tag = "td"
            token.attrs = {}


def _scrolled(tokens: Sequence[Token], *, stacks: bool) -> Iterator[Token]:
    """Yield tokens in which a table that is wider than the screen scrolls, also by the keyboard.

    Screen readers call it by its columns. A table of facts is narrow enough, and others `stack`
    their cells on a telephone, where each of many cells in a row has the name of its column.
    """
    is_wide = False
    for index, token in enumerate(tokens):
        if token.type == "table_open" and (is_wide := token.attrGet("class") != "facts"):
            marks: dict[str, str | int | float] = {"class": "scroll", "role": "group"}
            marks |= {
                "aria-label": ", ".join(filter(None, _columns(tokens[index:]))),
                "tabindex": "0",
            }
            if stacks:
                _stack(token, tokens[index:])
            yield Token("scroll_open", "div", 1, attrs=marks, block=True)
        yield token
        if token.type == "table_close" and is_wide:
            yield Token("scroll_close", "div", -1, block=True)


def _stack(table: Token, tokens: Sequence[Token]) -> None:
    """Mark a table whose rows a telephone shows as lines: they have three cells or more."""
    names, inside = _columns(tokens), takewhile(lambda token: token.type != "table_close", tokens)
    body = list(dropwhile(lambda token: token.type != "tbody_open", inside))
    rows = sum(token.type == "tr_open" for token in body)
    cells = [token for token in body if token.type == "td_open"]
    if len(names) > _FEW_COLUMNS:
        table.attrSet("class", "stacked named")
        for cell, name in zip(cells, cycle(names), strict=False):
            cell.attrSet("data-name", name)
    elif rows > 1 and len(cells) >= 3 * rows:
        table.attrSet("class", "stacked")


def _columns(table: Sequence[Token]) -> list[str]:
    head = takewhile(lambda token: token.type != "thead_close", table)
    inside = (token.children or () for token in head if token.type == "inline")
    return ["".join(part.content for part in children) for children in inside]
