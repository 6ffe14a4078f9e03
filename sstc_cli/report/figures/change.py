"""Changes: the right answers to each question before and after, on one line."""

from sstc_cli.model.report.figure import Figure, Form, Row, Segment
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.numbers.tables.table import Line, Table
from sstc_cli.report.figures.dots import dots
from sstc_cli.report.figures.parts import figure_of, row_of
from sstc_cli.report.names import column_name, line_names
from sstc_cli.report.setting import Setting


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
    if line.p is None:
        return ""
    words = setting.words
    return words.say(ReportLabel.P_VALUE, p=_p_text(line.p, words.decimal(line.p, ".3f")))


def _p_text(p: float, text: str) -> str:
    return f"< {text[0]}{text[1]}001" if p < 0.001 else text
