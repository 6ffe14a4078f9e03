"""Changes: the right answers to each question before and after, on one line."""

from sstc_cli.model.report.figure import Figure, Form, Row, Segment
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.numbers.tables.table import Line, Table
from sstc_cli.report.figures.dots import dots
from sstc_cli.report.figures.parts import figure_of, row_of
from sstc_cli.report.names import column_name, line_names
from sstc_cli.report.setting import Setting

_SMALLEST = 0.001


def known(setting: Setting, table: Table) -> Figure:
    """Return the right answers before and after, or only after."""
    return changes(setting, table) if len(table.columns) > 1 else dots(setting, table)


def changes(setting: Setting, table: Table) -> Figure:
    """Return two points for each question, with the p-value of the change if it has one."""
    names = line_names(setting, table)
    rows: list[Row] = [
        row_of(setting, names[line.key], line, _significance(setting, line)) for line in table.lines
    ]
    segments = [
        Segment(column_name(setting, "before"), 3),
        Segment(column_name(setting, "after"), 0),
    ]
    return figure_of(setting, table, Form.CHANGE, rows, segments)


def _significance(setting: Setting, line: Line) -> str:
    """Return the p-value of a change; a public one is only said to be below a band."""
    if line.p is None:
        return ""
    words = setting.words
    if setting.office:
        label = ReportLabel.P_BELOW if line.p < _SMALLEST else ReportLabel.P_VALUE
        return words.say(label, p=words.decimal(max(line.p, _SMALLEST), ".3f"))
    if line.p == 1:
        return words.say(ReportLabel.NO_CLEAR_CHANGE)
    return words.say(ReportLabel.P_BELOW, p=words.decimal(line.p, "g"))
