"""Plain text, for the body of an e-mail or a message: no markup, no long lines."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from markdown_it.tree import SyntaxTreeNode

from sstc_cli.diagnostics import display_width
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.in_text import text_lines
from sstc_cli.render.figures.inserts import Insert, first_line, inserts_of
from sstc_cli.render.line_breaks import pad, wrap
from sstc_cli.render.parse import parse
from sstc_cli.render.templates import Document, Templates

WIDTH = 72
_GAP = "  "
_HAN = re.compile("[\u3400-\u9fff]")
_NARROWEST = 20  # characters: a text in a narrower column is hard to read
_RULES = {"h1": "=", "h2": "-"}


def write_text(document: Document, templates: Templates) -> bytes:  # noqa: ARG001
    """Return the bytes of a `.txt` file, in lines of at most 72 columns.

    Paragraphs to paste elsewhere stay on one line. A line of hyphens separates the languages.
    """
    between = f"\n\n{'-' * WIDTH}\n\n"
    return (between.join(map(_part, document.parts)) + "\n").encode()


def _part(document: Document) -> str:
    tokens = parse(document.markdown)
    inserts = inserts_of(document, tokens)
    nodes = SyntaxTreeNode(tokens).children
    blocks = (_top(node, document, inserts.get(first_line(node))) for node in nodes)
    return "\n\n".join(block for block in blocks if block)  # a picture alone has no words


def _top(node: SyntaxTreeNode, document: Document, insert: Insert | None) -> str | None:
    """Return a block that is not inside another one; None for an insert without words."""
    if insert:
        return "\n".join(text_lines(insert, WIDTH)) or None
    if document.to_paste and node.type == "paragraph":
        return _plain(node)
    return "\n".join(_block(node, document.colon))


def _block(node: SyntaxTreeNode, colon: str, mark: str = "") -> Iterator[str]:
    """Yield the lines of a block: the first one after the mark, the others indented like it."""
    indent = " " * display_width(mark)
    match node.type:
        case "heading":
            yield from _heading(node)
        case "bullet_list" | "ordered_list":
            for number, item in enumerate(node.children, 1):
                bullet = "- " if node.type == "bullet_list" else f"{number}. "
                yield from _item(item, colon, mark + bullet)
        case "table":
            yield from _table(node, colon)
        case "blockquote":
            for child in node.children:
                yield from _block(child, colon, f"{mark}! ")
        case "fence" | "code_block":
            yield from (indent + line for line in clean(node.content).rstrip("\n").split("\n"))
        case "hr":
            yield "-" * WIDTH
        case _:
            first, *others = _plain(node).split("\n")
            yield from wrap(first, WIDTH, indent, mark)
            for line in others:
                yield from wrap(line, WIDTH, indent, indent)


def _heading(node: SyntaxTreeNode) -> Iterator[str]:
    lines = wrap(_plain(node), WIDTH)
    yield from lines
    if node.tag in _RULES:
        yield _RULES[node.tag] * max(map(display_width, lines))


def _item(item: SyntaxTreeNode, colon: str, mark: str) -> Iterator[str]:
    indent = " " * display_width(mark)
    for index, child in enumerate(item.children):
        yield from _block(child, colon, indent if index else mark)


def _table(node: SyntaxTreeNode, colon: str) -> Iterator[str]:
    """Yield the lines of a table: facts as `label: value`, other tables in columns.

    If the columns do not fit, each row is written as facts.
    """
    lines = [row for part in node.children for row in part.children]
    texts = ([_plain(cell) for cell in line.children] for line in lines)
    rows = [row for index, row in enumerate(texts) if index == 0 or any(row)]  # without pictures
    if node.children[0].type != "thead":
        for label, *values in rows:
            yield from _facts([label], [", ".join(filter(None, values))], colon)
    elif widths := _widths(rows):
        yield from _columns(rows, widths)
    else:
        head, *body = rows
        for index, row in enumerate(body):
            yield from [""] if index else []
            yield from _facts(head, row, colon)


def _facts(labels: Sequence[str], values: Sequence[str], colon: str) -> Iterator[str]:
    for label, value in zip(labels, values, strict=True):
        if value:
            first, *others = (f"{label}{colon}{value}" if label else value).split("\n")
            yield from wrap(first, WIDTH, " " * 4)
            for line in others:
                yield from wrap(line, WIDTH, " " * 4, " " * 4)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the widths of columns, the widest one narrowed to fit; none if it is too narrow."""
    columns = zip(*rows, strict=True)
    widths = [
        max(display_width(line) for cell in column for line in cell.split("\n"))
        for column in columns
    ]
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - WIDTH
    if excess > 0:
        widest = max(widths)
        if widest - excess < _NARROWEST:
            return []
        widths[widths.index(widest)] -= excess
    return widths


def _columns(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for index, row in enumerate(rows):
        cells = [
            [line for part in cell.split("\n") for line in wrap(part, width)]
            for cell, width in zip(row, widths, strict=True)
        ]
        for line in zip_longest(*cells, fillvalue=""):
            yield _GAP.join(map(pad, line, widths)).rstrip()
        if index == 0:
            yield _GAP.join("-" * width for width in widths)


def _plain(node: SyntaxTreeNode) -> str:
    """Return the text of a block; an address follows the words that link to it."""
    match node.type:
        case "text" | "code_inline":
            return clean(node.content)
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "link":
            words, address = "".join(map(_plain, node.children)), str(node.attrs["href"])
            address = address.removeprefix("mailto:")
            if words == address:
                return words
            return f"{words}（{address}）" if _HAN.fullmatch(words[-1:]) else f"{words} ({address})"
        case _:
            return "".join(map(_plain, node.children))
