"""Inserts in plain text: a figure is drawn with block characters, also for Markdown."""

from collections.abc import Iterator
from itertools import zip_longest

from sstc_cli.diagnostics import display_width
from sstc_cli.model.view import Figure, Form, Mark, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.inserts import Insert
from sstc_cli.render.figures.scale import (
    grouped,
    has_intervals,
    has_n,
    interval,
    is_bound,
    length_of,
    n_text,
    position,
    segments_of,
)
from sstc_cli.render.line_breaks import pad, wrap

WIDTH = 20  # characters of the axis
_TONES = "█▓▒░·"
_DOT, _OUTLYING, _BEFORE, _SPAN, _BOUND, _REST = "●", "◆", "○", "─", "╌", "·"


def legend(figure: Figure) -> str:
    """Return what the characters of a figure mean, if it has several segments."""
    if len(figure.segments) < 2 or not figure.rows:
        return ""
    signs = (_BEFORE, _DOT) if figure.form == Form.CHANGE else None
    return "  ".join(
        f"{signs[min(index, 1)] if signs else _TONES[segment.tone]} {segment.label}"
        for index, segment in enumerate(figure.segments)
    )


def drawn_lines(figure: Figure, row: Row) -> Iterator[tuple[str, str]]:
    """Yield the lines of a row: characters, and the values beside them."""
    if figure.form == Form.STACKED:
        yield _stacked(figure, row), _values(row)
    elif figure.form == Form.CHANGE:
        yield _change(figure, row), _values(row)
    else:
        for _, tone, mark in segments_of(figure, row):
            draw = _dot if figure.form == Form.DOTS else _bar
            yield draw(figure, row, tone, mark), mark.text


def _values(row: Row) -> str:
    return " · ".join(mark.text for mark in row.marks if mark.text)


def _bar(figure: Figure, row: Row, tone: int, mark: Mark) -> str:  # noqa: ARG001
    if mark.value is None:
        return _interval(figure, mark) if has_intervals(figure) else ""
    cells = round(position(figure, mark.value) * WIDTH)
    return (_TONES[tone] if len(figure.segments) > 1 else _TONES[0]) * cells


def _stacked(figure: Figure, row: Row) -> str:
    line, start = "", 0.0
    for _, tone, mark in segments_of(figure, row):
        start += length_of(figure, mark) * WIDTH
        line += _TONES[tone] * (min(round(start), WIDTH) - len(line))
    return line


def _cell(share: float) -> int:
    return min(int(share * WIDTH), WIDTH - 1)


def _dot(figure: Figure, row: Row, tone: int, mark: Mark) -> str:  # noqa: ARG001
    line = _interval(figure, mark)
    if mark.value is None:
        return line
    at, sign = _cell(position(figure, mark.value)), _OUTLYING if row.outlying else _DOT
    line = line or _REST * WIDTH
    return f"{line[:at]}{sign}{line[at + 1 :]}"


def _interval(figure: Figure, mark: Mark) -> str:
    limits = interval(figure, mark)
    if limits is None:
        return ""
    first, last = map(_cell, limits)
    sign = _BOUND if is_bound(mark) else _SPAN
    return f"{_REST * first}{sign * (last + 1 - first)}{_REST * (WIDTH - last - 1)}"


def _change(figure: Figure, row: Row) -> str:
    values = [mark.value for mark in row.marks]
    cells = [None if value is None else _cell(position(figure, value)) for value in values]
    drawn = [cell for cell in cells if cell is not None]
    if not drawn:
        return ""
    line = [_REST] * WIDTH
    line[min(drawn) : max(drawn) + 1] = _SPAN * (max(drawn) + 1 - min(drawn))
    for sign, cell in zip((_BEFORE, *_DOT * (len(cells) - 1)), cells, strict=True):
        if cell is not None:
            line[cell] = sign
    return "".join(line)


_LABEL, _GAP = 28, "  "


def text_lines(insert: Insert, width: int) -> Iterator[str]:
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
        for heading, rows in grouped(figure):
            if heading:
                yield from wrap(clean(heading), width)
            for row in rows:
                yield from _row(figure, row, label, width)
    if figure.source:
        yield ""
        yield from wrap(clean(figure.source), width)


def _row(figure: Figure, row: Row, label: int, width: int) -> Iterator[str]:
    """Yield the lines of a row: its label, the drawing, and the values with n."""
    rest = width - label - WIDTH - 2 * len(_GAP)
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
    for name, beside in zip_longest(left, right):
        drawn, words = beside or ("", "")
        yield _GAP.join((pad(name or "", label), pad(drawn, WIDTH), words)).rstrip()
