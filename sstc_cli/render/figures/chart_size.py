"""The size of a native chart, and the place of its axis in it."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from sstc_cli.diagnostics import display_width
from sstc_cli.model.report.figure import Figure, Form, Row
from sstc_cli.render.figures.chart_axis import ACROSS, LETTER, across, has_axis, has_legend

LETTERS = 30  # in a line of a label
_SWATCH = 4  # letters that a colour takes
_LEAST = 70  # pixels: LibreOffice breaks the labels of a lower chart
# pixels: of a bar, between rows, of a line of a label, of a legend, the foot
_BAR, _BETWEEN, _TEXT, _LINE, _FOOT = 18, 14, 16, 26, 6


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
    return _LINE * ceil(letters * LETTER / (width * ACROSS[False, True][1]))


def set_size(chart: Any, figure: Figure, rows: Sequence[Row], width: int) -> int:
    """Set the size of a chart in pixels, its axis as long as others'; return its height."""
    above = _legend_height(figure, width)
    body, below = len(rows) * _row_height(figure, rows), _LINE * has_axis(figure) + _FOOT
    listed = _LINE * len(figure.segments) if has_legend(figure) else 0
    body = max(body, listed - above)
    height = max(above + body + below, _LEAST)
    left, length = across(figure, rows, width)
    place = {"x": left, "y": above / height, "width": length, "height": body / height}
    frame = {"border": {"none": True}, "fill": {"color": "#ffffff"}}
    chart.set_chartarea(frame)
    chart.set_plotarea({**frame, "layout": place})
    chart.set_size({"width": width, "height": height})
    return height
