"""Bars: how often each answer to a question was given."""

from dataclasses import replace

from sstc_cli.model.report.figure import Figure, Form, Segment
from sstc_cli.numbers.tables.table import Table
from sstc_cli.report.figures.parts import figure_of, row_of
from sstc_cli.report.names import column_name, line_names
from sstc_cli.report.setting import Setting

_SUMS = ("two_best", "mean", "correct", "score")


def answer_bars(setting: Setting, table: Table) -> Figure:
    """Return a bar for each answer to a question."""
    names = line_names(setting, table)
    rows = [
        row_of(setting, names[line.key], replace(line, values=line.values[:1]))
        for line in table.lines
        if line.key not in _SUMS
    ]
    segments = [Segment(column_name(setting, "share"))]
    return figure_of(setting, table, Form.BARS, rows, segments)
