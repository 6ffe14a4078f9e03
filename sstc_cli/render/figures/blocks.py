"""A figure in block characters, for plain text and Markdown."""

from collections.abc import Iterator

from sstc_cli.model.report.figure import Figure, Form, Mark, Row
from sstc_cli.render.figures.scale import has_intervals, interval, length_of, position, segments_of

WIDTH = 20  # characters of the axis
_TONES = "█▓▒░·"
_DOT, _OUTLYING, _BEFORE, _SPAN, _REST = "●", "◆", "○", "─", "·"


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
    """Return the number of the character at a place on the axis."""
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
    return f"{_REST * first}{_SPAN * (last + 1 - first)}{_REST * (WIDTH - last - 1)}"


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
