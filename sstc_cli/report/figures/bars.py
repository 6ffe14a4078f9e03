"""Bars: how often each answer to a question was given."""

from sstc_cli.model.report.figure import Figure, Form, Row, Segment
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.tables.table import Line, Table
from sstc_cli.report.figures.parts import figure_of, mark_of
from sstc_cli.report.names import column_name, line_names
from sstc_cli.report.setting import Setting

_SUMS = ("two_best", "mean", "correct", "score")


def answer_bars(setting: Setting, table: Table) -> Figure:
    """Return a bar for each answer to a question."""
    names = line_names(setting, table)
    rows = [
        Row(names[line.key], (mark_of(setting, line.values[0]),), _count(line))
        for line in table.lines
        if line.key not in _SUMS
    ]
    segments = [Segment(column_name(setting, "share"))]
    return figure_of(setting, table, Form.BARS, rows, segments)


def _count(line: Line) -> str:
    """Return the number of people who gave an answer."""
    value = line.values[0]
    return str(value.count) if isinstance(value, Share) else ""
