"""The numbers that a native chart needs, in the cells of a sheet."""

from collections.abc import Sequence
from typing import Any

from sstc_cli.diagnostics import display_width
from sstc_cli.model.report.figure import Figure, Row
from sstc_cli.render.book import Sheet, write_text
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.chart_size import LETTERS
from sstc_cli.render.figures.charts import interval_of
from sstc_cli.render.figures.scale import has_intervals, n_text, rounded
from sstc_cli.render.figures.spreadsheet import Columns
from sstc_cli.render.wrap import wrap


def write_chart_data(
    sheet: Sheet, figure: Figure, rows: Sequence[Row], top: int, look: Any = None
) -> Columns:
    """Write only what a chart needs: labels, values, and intervals if there are any."""
    count = len(figure.segments)
    for column, name in enumerate((figure.head[0], *value_names(figure))):
        write_text(sheet, top, column, name, look)
    write_labels(sheet, figure, rows, top, 0)
    for at, row in enumerate(rows, top + 1):
        write_numbers(sheet, at, 1, [mark.value for mark in row.marks])
        if has_intervals(figure):
            write_numbers(sheet, at, count + 1, [interval_of(mark)[0] for mark in row.marks])
    return Columns(labels=0, values=1, ends=count + 1)


def value_names(figure: Figure) -> list[str]:
    """Return the names of the columns of values."""
    several = len(figure.segments) > 1
    return [part.label if several else figure.head[1] for part in figure.segments]


def write_labels(  # noqa: PLR0913, PLR0917 where they go
    sheet: Sheet, figure: Figure, rows: Sequence[Row], top: int, column: int, look: Any = None
) -> None:
    """Write labels with n as the chart shows them, in lines that are not too long for it."""
    for at, row in enumerate(rows, top + 1):
        lines = wrap(clean(row.label), LETTERS)
        if n := clean(n_text(figure, row)):
            is_short = display_width(f"{lines[-1]} ({n})") <= LETTERS
            lines[-1:] = [f"{lines[-1]} ({n})"] if is_short else [lines[-1], f"({n})"]
        write_text(sheet, at, column, "\n".join(lines), look)


def write_intervals(
    sheet: Sheet, rows: Sequence[Row], top: int, column: int, look: Any = None
) -> None:
    """Write where intervals end, and how long they are."""
    for at, row in enumerate(rows, top + 1):
        write_numbers(sheet, at, column, interval_of(row.marks[0]), look)


def write_numbers(
    sheet: Sheet, row: int, column: int, numbers: Sequence[float | None], look: Any = None
) -> None:
    """Write numbers beside each other; one that is None leaves its cell empty."""
    for at, number in enumerate(map(rounded, numbers), column):
        if number is not None:
            sheet.write_number(row, at, number, look)
