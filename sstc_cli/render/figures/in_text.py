"""Inserts in plain text: a figure is drawn with block characters."""

from collections.abc import Iterator
from itertools import zip_longest

from sstc_cli.diagnostics import display_width
from sstc_cli.model.report.figure import Figure, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.blocks import WIDTH as AXIS
from sstc_cli.render.figures.blocks import drawn_lines, legend
from sstc_cli.render.figures.inserts import Insert
from sstc_cli.render.figures.scale import has_n, n_text
from sstc_cli.render.wrap import pad, wrap

_LABEL, _GAP = 28, "  "


def text_lines(insert: Insert, width: int) -> Iterator[str]:
    """Yield the lines of an insert, of at most `width` columns."""
    if insert.figure:
        yield from _figure(insert.figure, insert.caption, width)
    least = min((entry.level for entry in insert.entries), default=0)
    for entry in insert.entries:
        indent = "  " * (entry.level - least)
        yield from wrap(clean(entry.text), width, f"{indent}  ", f"{indent}- ")


def _figure(figure: Figure, caption: str, width: int) -> Iterator[str]:
    sentence = "" if figure.rows else figure.alternative
    for words in (caption, figure.wording, legend(figure), sentence):
        if words:
            yield from wrap(clean(words), width)
    if figure.rows:
        yield ""
        label = min(_LABEL, max(display_width(clean(row.label)) for row in figure.rows))
        for row in figure.rows:
            yield from _row(figure, row, label, width)
    if figure.source:
        yield ""
        yield from wrap(clean(figure.source), width)


def _row(figure: Figure, row: Row, label: int, width: int) -> Iterator[str]:
    """Yield the lines of a row: its label, the drawing, and the values with n."""
    rest = width - label - AXIS - 2 * len(_GAP)
    lines = list(drawn_lines(figure, row))
    if has_n(figure) and row.n:
        drawn, words = lines[-1]
        lines[-1] = (drawn, f"{words} ({n_text(figure, row)})".strip())
    right = [
        (part if index == 0 else "", piece)
        for part, words in lines
        for index, piece in enumerate(wrap(clean(words), rest) or [""])
    ]
    left = [part for words in (row.label, row.note) if words for part in wrap(clean(words), label)]
    for name, (drawn, words) in _side_by_side(left, right):
        yield _GAP.join((pad(name, label), pad(drawn, AXIS), words)).rstrip()


def _side_by_side(
    left: list[str], right: list[tuple[str, str]]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the lines of two columns, the shorter one filled up."""
    for name, drawn in zip_longest(left, right):
        yield name or "", drawn or ("", "")
