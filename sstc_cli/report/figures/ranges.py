"""Ranges: between which values a result lies, of which no value is known."""

from sstc_cli.model.report.figure import Figure, Form, Mark, Row, Segment
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.numbers.tables.table import Table
from sstc_cli.report.figures.parts import figure_of
from sstc_cli.report.names import column_name, line_names
from sstc_cli.report.setting import Setting
from sstc_cli.report.unbroken import unbroken


def range_dots(setting: Setting, table: Table) -> Figure:
    """Return a line from the least to the largest possible share for each question."""
    names = line_names(setting, table)
    rows = []
    for line in table.lines:
        low, high = (value if isinstance(value, int) else None for value in line.values)
        text = unbroken(setting.words.say(ReportLabel.BOUNDS_OF, low=low, high=high))
        n = "" if line.n is None else str(line.n)
        rows.append(Row(names[line.key], (Mark(None, text, low, high),), n))
    segments = [Segment(column_name(setting, "share"))]
    return figure_of(setting, table, Form.DOTS, rows, segments)
