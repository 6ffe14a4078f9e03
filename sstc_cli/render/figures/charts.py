"""Native charts of spreadsheets, which Excel, Word and LibreOffice show and people edit.

What XlsxWriter leaves to programs is said here: explicit fills, and labels that are only values.
"""

import re
from collections.abc import Sequence
from typing import Any

from sstc_cli.model.report.figure import Figure, Form, Mark, Row
from sstc_cli.render.book import Book, Sheet, cell_range
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.chart_axis import has_axis, has_legend
from sstc_cli.render.figures.scale import (
    FILLS,
    INK,
    INKS,
    has_intervals,
    has_room,
    length_of,
    step_of,
)
from sstc_cli.render.figures.spreadsheet import Columns

_NUMBER = re.compile(r"(-?\d+(?:\.(\d+))?)(\D*)")
_OUTLYING, _FIXED = FILLS[3], "\u00a0"  # light, because an interval is on it; a blank
_FONT = {"size": 9, "color": f"#{INK}"}
_GAP, _WHOLE = {"gap": 45}, {"overlap": 100}

Options = dict[str, Any]


def add_chart(  # noqa: PLR0913, PLR0917 where the numbers of a chart are
    book: Book, sheet: Sheet, figure: Figure, rows: Sequence[Row], top: int, columns: Columns
) -> Any:
    """Return a chart of rows whose numbers are in a sheet, below the row `top`."""
    kind = {"subtype": "stacked"} if figure.form == Form.STACKED else {}
    chart, written = book.add_chart({"type": "bar", **kind}), number_format(rows)
    is_whole = figure.form == Form.STACKED or has_intervals(figure)

    def cells(column: int) -> list[Any]:
        return [sheet.get_name(), top + 1, column, top + len(rows), column]

    for at, segment in enumerate(figure.segments):
        marks = [row.marks[at] for row in rows]
        name = [sheet.get_name(), top, columns.values + at]
        series = {"name": name, "categories": cells(columns.labels)}
        looks = _labels(figure, segment.tone, marks, written) | _fill(figure, segment.tone, rows)
        looks |= _GAP | (_WHOLE if is_whole else {})
        chart.add_series(series | {"values": cells(columns.values + at)} | looks)
    if has_intervals(figure):
        series = {"categories": cells(columns.labels), "values": cells(columns.ends)}
        lengths = None if columns.lengths is None else cells(columns.lengths)
        chart.add_series(series | _beside(rows) | _intervals(rows, lengths) | _WHOLE)
    _dress(chart, figure)
    return chart


def _beside(rows: Sequence[Row]) -> Options:
    """Return the looks of an unseen series that ends with the intervals: values are its labels."""
    texts = [clean(row.marks[0].text).replace(" ", _FIXED) for row in rows]
    custom = [{"value": text, "font": _FONT} if text else {"delete": True} for text in texts]
    unseen = {"none": True}
    labels = {"value": True, "position": "outside_end", "custom": custom}
    return {"data_labels": labels, "fill": unseen, "border": unseen}


def number_format(rows: Sequence[Row]) -> str:
    """Return how a spreadsheet writes values as the figure does: `0" %"`.

    The first text that is only a number with its unit says so, not one such as `46 to 87 %`.
    """
    texts = (clean(mark.text) for row in rows for mark in row.marks if mark.value is not None)
    match = next(filter(None, map(_NUMBER.fullmatch, texts)), None)
    if match is None:
        return "General"
    suffix = match[3].rstrip().replace('"', "")
    decimals = f".{'0' * len(match[2])}" if match[2] else ""
    return f'0{decimals}"{suffix}"' if suffix else f"0{decimals}"


def _written(value: float, number_format: str) -> str:
    """Return a value as a spreadsheet writes it; a half is rounded away from zero."""
    digits, _, suffix = number_format.partition('"')
    decimals = len(digits.partition(".")[2])
    scale: int = 10**decimals
    whole = int(abs(value) * scale + 0.5 + 1e-9) / scale
    return f"{whole if value >= 0 else -whole:.{decimals}f}{suffix.rstrip(chr(34))}"


def _labels(figure: Figure, tone: int, marks: Sequence[Mark], number_format: str) -> Options:
    """Return the labels of a series; a text is fixed only where it is not just the number."""
    if has_intervals(figure):
        return {}  # they are beside the intervals
    custom: list[Options | None] = []
    is_stacked = figure.form == Form.STACKED
    font = {**_FONT, "color": f"#{INKS[tone] if is_stacked else INK}"}
    for mark in marks:
        hidden = mark.value is None or (is_stacked and not has_room(length_of(figure, mark)))
        if hidden or not mark.text:
            custom.append({"delete": True})
        elif mark.value is not None and mark.text != _written(round(mark.value, 1), number_format):
            custom.append({"value": clean(mark.text).replace(" ", _FIXED), "font": font})
        else:
            custom.append(None)
    place = "center" if is_stacked else "outside_end"
    labels = {"value": True, "position": place, "num_format": number_format, "font": font}
    return {"data_labels": labels | ({"custom": custom} if any(custom) else {})}


def _fill(figure: Figure, tone: int, rows: Sequence[Row]) -> Options:
    """Return the fill of a series with a white gap around it, and that of rows that stand out."""
    color = FILLS[1] if has_intervals(figure) else FILLS[tone]  # which are drawn on it
    points = [{"fill": {"color": f"#{_OUTLYING}"}} if row.outlying else None for row in rows]
    looks: Options = {
        "fill": {"color": f"#{color}"},
        "border": {"color": "#ffffff", "width": 0.75},
    }
    return looks | ({"points": points} if any(points) else {})


def interval_of(mark: Mark) -> tuple[float | None, float]:
    """Return where an interval ends, and its length; without one, the value and nothing."""
    if mark.low is None or mark.high is None:
        return mark.value, 0.0
    return mark.high, mark.high - mark.low


def _intervals(rows: Sequence[Row], cells: list[Any] | None) -> Options:
    """Return intervals, back from where they end: their lengths, or the cells that have these."""
    lengths = cell_range(cells) if cells else [interval_of(row.marks[0])[1] for row in rows]
    line = {"color": f"#{INK}", "width": 1.25}
    bars = {"type": "custom", "plus_values": [0.0] * len(rows), "minus_values": lengths}
    return {"x_error_bars": bars | {"line": line}}


def _axis_format(figure: Figure) -> str:
    """Return how a spreadsheet writes the numbers on an axis: plain ones for counts."""
    unit = clean(figure.unit).replace('"', "")
    return f'0" {unit}"' if unit else "General"


def _dress(chart: Any, figure: Figure) -> None:
    """Set the axes, the legend and the frame; Arabic runs from the right."""
    from_right, is_numbered = figure.direction == "rtl", has_axis(figure)
    line = {"color": "#d5dbe1"}
    chart.set_y_axis(
        {"reverse": True, "num_font": _FONT, "major_tick_mark": "none", "label_position": "low"}
        | {"minor_tick_mark": "none", "interval_unit": 1, "line": line}
        | {"major_gridlines": {"visible": False}}
    )
    values = {"min": figure.low, "max": figure.high, "reverse": from_right, "visible": is_numbered}
    looks = {"num_font": _FONT, "num_format": _axis_format(figure), "label_position": "high"}
    lines = {"visible": is_numbered, "line": line}
    grid = {"major_gridlines": lines, "major_unit": step_of(figure)}
    ticks = {"major_tick_mark": "none", "minor_tick_mark": "none", "line": line}
    chart.set_x_axis(values | looks | grid | ticks)
    where = ("left" if from_right else "top") if has_legend(figure) else "none"
    chart.set_legend({"position": where, "font": _FONT})
