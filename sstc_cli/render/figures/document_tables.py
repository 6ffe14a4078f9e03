"""The tables of a document for a workbook: its figures, and the tables of its Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from sstc_cli.model.report.figure import Figure
from sstc_cli.render.figures.inserts import first_line, inserts_of
from sstc_cli.render.parse import parse, plain_text
from sstc_cli.render.templates import Document

_LONGEST = 15  # characters of a number, which a spreadsheet keeps
# a sign, digits, decimals and `%` with the space before it
_NUMBER = re.compile(r"([+\-−]?)(0|[1-9]\d*)(?:\.(\d+))?([ \u00a0\u202f]?%)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a cell, and how a spreadsheet writes it: `0.0" %"`."""

    value: float
    look: str = "General"


Cell = str | Number | None


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
    """Return a text as the content of a cell: a number, written as it was, if it is only that."""
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return text
    sign, whole, decimals, unit = match.groups()
    value = float(f"{whole}.{decimals}") if decimals else int(whole)
    look = f"0.{'0' * len(decimals)}" if decimals else "0"
    look += f'"{unit}"' if unit else ""
    signed = f"+{look};-{look};{look}" if sign == "+" else look
    return Number(value if sign in {"", "+"} else -value, signed if signed != "0" else "General")
