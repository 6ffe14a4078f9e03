"""The size of a native chart, and where its axis is, so that axes of like charts are as long."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from sstc_cli.diagnostics import display_width
from sstc_cli.model.report.figure import Figure, Form, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.scale import has_intervals

LETTERS = 30  # in a line of a label
_VALUES = 24  # letters that a value with its interval has room for
_LETTER, _SWATCH = 6, 4  # pixels of a letter, and letters that a colour takes
_LEAST = 70  # pixels: LibreOffice breaks the labels of a lower chart
# pixels: of a bar, between rows, of a line of a label, of a legend, the foot
_BAR, _BETWEEN, _TEXT, _LINE, _FOOT = 18, 14, 16, 26, 6
_SHORTEST = 0.25  # of the width, for an axis
# where the axis begins and how long it is, by whether it runs from the right and has a legend
_ACROSS = {
    (False, False): (0.36, 0.5),
    (False, True): (0.36, 0.5),
    (True, False): (0.14, 0.5),
    (True, True): (0.2, 0.44),
}


def has_axis(figure: Figure) -> bool:
    """Return whether the axis is numbered; other bars have their values beside them."""
    return figure.form in (Form.DOTS, Form.CHANGE)


def has_legend(figure: Figure) -> bool:
    """Return whether colours need a legend."""
    return len(figure.segments) > 1


def _row_height(figure: Figure, rows: Sequence[Row]) -> int:
    """Return the height of a row, which has room for its bars and for its label."""
    bars = 1 if figure.form == Form.STACKED else max(len(figure.segments), 1)
    longest = max((display_width(row.label) + display_width(row.n) for row in rows), default=0)
    return max(_BAR * bars + _BETWEEN, _TEXT * ceil(longest / LETTERS) + _BETWEEN // 2)


def _legend_height(figure: Figure, width: int) -> int:
    """Return the height of a legend above the axis; that of Arabic is beside it."""
    if not has_legend(figure) or figure.direction == "rtl":
        return 0
    letters = sum(display_width(segment.label) + _SWATCH for segment in figure.segments)
    return _LINE * ceil(letters * _LETTER / (width * _ACROSS[False, True][1]))


def _across(figure: Figure, rows: Sequence[Row], width: int) -> tuple[float, float]:
    """Return where the axis begins and how long it is: beside intervals are the longest texts."""
    from_right = figure.direction == "rtl"
    left, length = _ACROSS[from_right, has_legend(figure)]
    if not has_intervals(figure):
        return left, length
    texts = (clean(mark.text) for row in rows for mark in row.marks)
    room = _LETTER * max(_VALUES, *map(display_width, texts)) / width
    if from_right:
        end = left + length
        return max(left, min(room, end - _SHORTEST)), min(length, max(end - room, _SHORTEST))
    return left, min(length, max(1 - left - room, _SHORTEST))


def set_size(chart: Any, figure: Figure, rows: Sequence[Row], width: int) -> int:
    """Set the size of a chart in pixels, its axis as long as others'; return its height."""
    above = _legend_height(figure, width)
    body, below = len(rows) * _row_height(figure, rows), _LINE * has_axis(figure) + _FOOT
    listed = _LINE * len(figure.segments) if has_legend(figure) else 0
    body = max(body, listed - above)
    height = max(above + body + below, _LEAST)
    left, length = _across(figure, rows, width)
    place = {"x": left, "y": above / height, "width": length, "height": body / height}
    frame = {"border": {"none": True}, "fill": {"color": "#ffffff"}}
    chart.set_chartarea(frame)
    chart.set_plotarea({**frame, "layout": place})
    chart.set_size({"width": width, "height": height})
    return height
