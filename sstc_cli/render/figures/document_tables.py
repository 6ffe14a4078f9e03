"""The tables of a document for a workbook: its figures, and the tables of its Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from sstc_cli.model.report.figure import Figure
from sstc_cli.render.figures.inserts import first_line, inserts_of
from sstc_cli.render.parse import parse, plain_text
from sstc_cli.render.templates import Document

_LONGEST = 15  # digits, which a spreadsheet keeps

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table without a chart: its caption, the names of its columns, and rows of cells."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(document: Document) -> Iterator[Figure | Grid]:
    """Yield the figures and tables of a document in one language, in their order.

    The caption of a table is the heading above it. Tables of facts, which have no head, stay out.
    """
    tokens = parse(document.markdown, document.direction)
    inserts, heading = inserts_of(document, tokens), ""
    for node in SyntaxTreeNode(tokens).children:
        insert = inserts.get(first_line(node))
        if node.type == "heading":
            heading = " ".join(plain_text(node).split())
        elif insert and insert.figure:
            yield insert.figure
        elif node.type == "table" and node.children[0].type == "thead":
            yield _grid(node, heading)


def _grid(table: SyntaxTreeNode, caption: str) -> Grid:
    head, *rows = [
        [plain_text(cell) for cell in row.children]
        for part in table.children
        for row in part.children
    ]
    return Grid(caption, tuple(head), tuple(tuple(map(cell_of, row)) for row in rows))


def cell_of(text: str) -> Cell:
    """Return a text as the content of a cell: a number if it is written in digits only."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _LONGEST
    return int(text) if is_number and (text == "0" or text[0] != "0") else text
