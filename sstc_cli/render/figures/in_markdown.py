"""Inserts in Markdown: a figure is a table with block characters."""

from collections.abc import Iterator, Sequence

from sstc_cli.model.view import Figure, Row
from sstc_cli.render.escape import escape, isolate_ends
from sstc_cli.render.figures.in_text import drawn_lines, legend
from sstc_cli.render.figures.inserts import Insert, InsertKind, inserts_of
from sstc_cli.render.figures.scale import grouped, has_n
from sstc_cli.render.parse import parse
from sstc_cli.render.templates import Document

_FENCES = ("```", "~~~")


def with_inserts(document: Document) -> str:
    """Return the Markdown of a document in one language, its inserts in place of their fences."""
    if not any(fence in document.markdown for fence in _FENCES):
        return document.markdown
    tokens = parse(document.markdown, document.direction)
    inserts, lines = inserts_of(document, tokens), document.markdown.split("\n")
    spans = [token.map for token in tokens if token.map and token.type == "fence"]
    for first, last in reversed(spans):
        if first in inserts:
            lines[first:last] = _lines(inserts[first])
    return "\n".join(lines)


def _lines(insert: Insert) -> list[str]:
    match insert.kind:
        case InsertKind.FIGURE:
            assert insert.figure is not None  # noqa: S101
            return "\n\n".join(_figure(insert.figure, insert.caption)).split("\n")
        case InsertKind.PAGE_BREAK:
            return []
        case _:
            least = min((entry.level for entry in insert.entries), default=0)
            return [
                f"{'  ' * (entry.level - least)}- {escape(entry.text)}" for entry in insert.entries
            ]


def _figure(figure: Figure, caption: str) -> Iterator[str]:
    yield f"**{escape(caption)}**"
    for words in (figure.wording, legend(figure), "" if figure.rows else figure.alternative):
        if words:
            yield _text(figure, words)
    if figure.rows:
        yield "\n".join(_table(figure))
    if figure.source:
        yield _text(figure, figure.source)


def _text(figure: Figure, words: str) -> str:
    return escape(isolate_ends(words, figure.direction))


def _table(figure: Figure) -> Iterator[str]:
    last = 3 if has_n(figure) else 2
    yield _line([_text(figure, words) for words in figure.head[:last]])
    yield _line(["---"] * last)
    for heading, rows in grouped(figure):
        if heading:
            yield _line([f"**{_text(figure, heading)}**", *[""] * (last - 1)])
        for row in rows:
            yield _line(_cells(figure, row)[:last])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(figure: Figure, row: Row) -> list[str]:
    label = "<br>".join(_text(figure, words) for words in (row.label, row.note) if words)
    lines = (
        " ".join(filter(None, (drawn, _text(figure, words))))
        for drawn, words in drawn_lines(figure, row)
    )
    return [label, "<br>".join(lines), _text(figure, row.n)]
