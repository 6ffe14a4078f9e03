"""Native charts of spreadsheets, which Excel, Word and LibreOffice show and people edit."""

import re
from collections.abc import Sequence
from typing import Any

from sstc_cli.diagnostics import display_width
from sstc_cli.model.view import Figure, Form, Mark, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.scale import (
    FILLS,
    INK,
    INKS,
    has_intervals,
    has_room,
    is_bound,
    length_of,
    n_text,
    rounded,
    step_of,
)
from sstc_cli.render.line_breaks import wrap
from sstc_cli.render.xlsx import Book, ChartColumns, Sheet, cell_range, write_text

LETTER = 6  # pixels
_VALUES = 24  # letters that a value with its interval has room for
_SHORTEST = 0.25  # of the width, for an axis
_AFTER = 0.14  # of the width, for a value after the longest bar
LETTERS = 30  # in a line of a label


def has_axis(figure: Figure) -> bool:
    return figure.form in (Form.DOTS, Form.CHANGE)


def across(
    figure: Figure, rows: Sequence[Row], width: int, letters: int = LETTERS
) -> tuple[float, float]:
    """Return where the axis begins and how long it is: beside intervals are the longest texts."""
    from_right = figure.direction == "rtl"
    labels, after = max(0.36, LETTER * (letters + 4) / width), _AFTER
    if has_intervals(figure):
        texts = (clean(mark.text) for row in rows for mark in row.marks)
        room = LETTER * max(_VALUES, *map(display_width, texts)) / width
        after = max(after, min(room, 1 - labels - _SHORTEST))
    return after if from_right else labels, 1 - labels - after


Options = dict[str, Any]

_NUMBER = re.compile(r"(-?\d+(?:\.(\d+))?)(\D*)")
_OUTLYING, _FIXED = FILLS[3], "\u00a0"  # light, because an interval is on it; a blank
_FONT = {"size": 9, "color": f"#{INK}"}
_GAP, _WHOLE = {"gap": 45}, {"overlap": 100}
_UNSEEN: Options = {"fill": {"none": True}, "border": {"none": True}}


def add_chart(  # noqa: PLR0913, PLR0917 where the numbers of a chart are
    book: Book, sheet: Sheet, figure: Figure, rows: Sequence[Row], top: int, columns: ChartColumns
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
        looks = _labels(figure, segment.tone, marks, written) | _fill(figure, at, rows)
        looks |= _GAP | (_WHOLE if is_whole else {})
        chart.add_series(series | {"values": cells(columns.values + at)} | looks)
    if has_intervals(figure):
        series = {"categories": cells(columns.labels), "values": cells(columns.ends), **_UNSEEN}
        has_bounds = any(is_bound(row.marks[0]) for row in rows)
        for bounds in (False, True) if has_bounds else (False,):
            lengths: Any = [_length(row.marks[0], bounds=bounds) for row in rows]
            if columns.lengths is not None:
                lengths = cell_range(cells(columns.lengths + bounds))
            labels = {} if bounds else _beside(rows)
            chart.add_series(series | labels | _lines(lengths, len(rows), bounds=bounds) | _WHOLE)
    _dress(chart, figure)
    return chart


def _beside(rows: Sequence[Row]) -> Options:
    """Return the labels of an unseen series that ends with the intervals: the values."""
    # blanks keep a text away from the end of its interval, in both directions
    texts = [clean(row.marks[0].text).replace(" ", _FIXED) for row in rows]
    texts = [f"{_FIXED * 2}{text}{_FIXED * 2}" if text else "" for text in texts]
    custom = [{"value": text, "font": _FONT} if text else {"delete": True} for text in texts]
    return {"data_labels": {"value": True, "position": "outside_end", "custom": custom}}


def _lines(lengths: Any, count: int, *, bounds: bool) -> Options:
    """Return the intervals, back from where they end; those without a point are broken lines."""
    looks = {"color": f"#{INK}", "width": 1.25, "dash_type": "dash" if bounds else "solid"}
    bars = {"type": "custom", "plus_values": [0.0] * count, "minus_values": lengths}
    return {"x_error_bars": {**bars, "end_style": 0, "line": looks}}


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


def _fill(figure: Figure, at: int, rows: Sequence[Row]) -> Options:
    """Return the fill of a series with a line around it, and that of rows that stand out."""
    tone = figure.segments[at].tone
    color = FILLS[1] if has_intervals(figure) else FILLS[tone]  # which are drawn on it
    stands_out = {"fill": {"color": f"#{_OUTLYING}"}}
    points = [
        _UNSEEN if drawn_value(row.marks[at]) is None else stands_out if row.outlying else None
        for row in rows
    ]
    looks: Options = {
        "fill": {"color": f"#{color}"},
        "border": {"color": "#5b6875", "width": 0.5},
    }
    return looks | ({"points": points} if any(points) else {})


def _length(mark: Mark, *, bounds: bool) -> float:
    """Return how long the interval of a mark is, or with `bounds` the range without a point."""
    if mark.low is None or mark.high is None or is_bound(mark) != bounds:
        return 0.0
    return mark.high - mark.low


def _dress(chart: Any, figure: Figure) -> None:
    """Set the axes and the frame; Arabic runs from the right.

    A legend would be in the order of the bars in Word and Excel, but not in LibreOffice.
    """
    from_right, is_numbered = figure.direction == "rtl", has_axis(figure)
    line = {"color": "#d5dbe1"}
    chart.set_y_axis(
        {"reverse": True, "num_font": _FONT, "major_tick_mark": "none", "label_position": "low"}
        | {"minor_tick_mark": "none", "interval_unit": 1, "line": line}
        | {"major_gridlines": {"visible": False}}
    )
    values = {"min": figure.low, "max": figure.high, "reverse": from_right, "visible": is_numbered}
    unit = clean(figure.unit).replace('"', "")
    numbers = f'0" {unit}"' if unit else "General"  # plain ones for counts
    looks = {"num_font": _FONT, "num_format": numbers, "label_position": "high"}
    lines = {"visible": is_numbered, "line": line}
    grid = {"major_gridlines": lines, "major_unit": step_of(figure)}
    ticks = {"major_tick_mark": "none", "minor_tick_mark": "none", "line": line}
    chart.set_x_axis(values | looks | grid | ticks)
    chart.set_legend({"none": True})


_LEAST = 70  # pixels: LibreOffice breaks the labels of a lower chart
# pixels: of a bar, between rows, of a line of a label, of an axis, the foot
_BAR, _BETWEEN, _TEXT, _LINE, _FOOT = 16, 12, 16, 26, 4


def row_height(figure: Figure, rows: Sequence[Row], letters: int = LETTERS) -> int:
    """Return the height of a row, which has room for its bars and for its label."""
    bars = 1 if figure.form == Form.STACKED else max(len(figure.segments), 1)
    lines = max((_label(figure, row, letters).count("\n") + 1 for row in rows), default=0)
    return max(_BAR * bars + _BETWEEN, _TEXT * lines + _BETWEEN // 2)


def set_size(
    chart: Any, figure: Figure, rows: Sequence[Row], width: int, letters: int = LETTERS
) -> int:
    """Set the size of a chart in pixels, its axis as long as others'; return its height."""
    body, below = len(rows) * row_height(figure, rows, letters), _LINE * has_axis(figure) + _FOOT
    height = max(body + below, _LEAST)
    left, length = across(figure, rows, width, letters)
    place = {"x": left, "y": 0, "width": length, "height": body / height}
    frame = {"border": {"none": True}, "fill": {"color": "#ffffff"}}
    chart.set_chartarea(frame)
    chart.set_plotarea({**frame, "layout": place})
    chart.set_size({"width": width, "height": height})
    return height


def write_chart_data(  # noqa: PLR0913, PLR0917 where it goes
    sheet: Sheet,
    figure: Figure,
    rows: Sequence[Row],
    top: int,
    column: int = 0,
    look: Any = None,
    *,
    letters: int = LETTERS,
) -> ChartColumns:
    """Write what a chart needs from a column on: labels, values, and intervals if it has any."""
    count = len(figure.segments)
    for at, name in enumerate((figure.head[0], *value_names(figure)), column):
        write_text(sheet, top, at, name, look)
    for at, row in enumerate(rows, top + 1):
        write_text(sheet, at, column, _label(figure, row, letters), look)
        numbers = list(map(drawn_value, row.marks))
        if has_intervals(figure):
            mark = row.marks[0]
            numbers.append(mark.value if mark.high is None else mark.high)
            numbers += [_length(mark, bounds=bounds) for bounds in (False, True)]
        for place, number in enumerate(map(rounded, numbers), column + 1):
            if number is not None:
                sheet.write_number(at, place, number, look)
    return ChartColumns(labels=column, values=column + 1, ends=column + count + 1)


def drawn_value(mark: Mark) -> float | None:
    """Return how long the bar of a mark is: without a value, as far as it is for certain."""
    return mark.low if mark.value is None else mark.value


def _label(figure: Figure, row: Row, letters: int) -> str:
    """Return a label with n as the chart shows it, in lines that are not too long for it."""
    lines = wrap(clean(row.label), letters)
    if n := clean(n_text(figure, row)):
        is_short = display_width(f"{lines[-1]} ({n})") <= letters
        lines[-1:] = [f"{lines[-1]} ({n})"] if is_short else [lines[-1], f"({n})"]
    return "\n".join(lines)


def value_names(figure: Figure) -> list[str]:
    several = len(figure.segments) > 1
    return [part.label if several else figure.head[1] for part in figure.segments]
