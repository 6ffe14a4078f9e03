"""Bars of people: how many registered, attended and answered, and how many came back."""

from dataclasses import replace

from sstc_cli.model.report.figure import Figure, Form, Segment
from sstc_cli.numbers.tables.table import Line, Table
from sstc_cli.report.figures.parts import figure_of, row_of
from sstc_cli.report.names import column_name, line_names
from sstc_cli.report.setting import Setting


def people_bars(setting: Setting, table: Table) -> Figure:
    """Return a bar for each count of people in each line."""
    columns = [
        place
        for place in range(len(table.columns))
        if any(isinstance(line.values[place], int) for line in table.lines)
    ]
    names = line_names(setting, table)
    rows = [
        row_of(
            setting, names[line.key], Line(line.key, None, tuple(line.values[c] for c in columns))
        )
        for line in table.lines
    ]
    tones = (0, 1, 3) if len(columns) > 1 else (0,)
    segments = [
        Segment(column_name(setting, table.columns[place]), tone)
        for place, tone in zip(columns, tones, strict=False)
    ]
    figure = figure_of(
        setting, table, Form.BARS, rows, segments, high=_largest(table, columns), unit=""
    )
    label = segments[0].label if len(segments) == 1 else ""
    return replace(figure, head=("", label, "n"))


def attendance_bars(setting: Setting, table: Table) -> Figure:
    """Return the attendances of each webinar: new and returning people one after the other."""
    figure = people_bars(setting, table)
    sums = (sum(value for value in line.values if isinstance(value, int)) for line in table.lines)
    return figure_of(
        setting,
        table,
        Form.STACKED,
        figure.rows,
        figure.segments,
        high=max(sums, default=1) or 1,
        unit="",
    )


def _largest(table: Table, columns: list[int]) -> int:
    counts = [line.values[place] for line in table.lines for place in columns]
    return max((count for count in counts if isinstance(count, int)), default=1) or 1
