"""Dots: shares with their intervals, of groups or of webinars, on one axis."""

from collections.abc import Sequence
from dataclasses import replace

from sstc_cli.model.report.figure import Figure, Form, Mark, Row, Segment
from sstc_cli.numbers.breakdown import NOT_STATED
from sstc_cli.numbers.places import REST
from sstc_cli.numbers.statistics import Mean
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.numbers.tables.table import Table
from sstc_cli.report.figures.parts import alternative_of, figure_of, rows_of
from sstc_cli.report.names import column_name, question_name
from sstc_cli.report.setting import Setting


def dots(setting: Setting, table: Table) -> Figure:
    """Return a point with its interval for each line; a difference is told in words."""
    rows = [
        row if not isinstance(line.values[0], Mean) else _told(setting, row, line.values[0])
        for row, line in zip(rows_of(setting, table), table.lines, strict=True)
    ]
    segments = [Segment(column_name(setting, table.columns[0]))]
    figure = figure_of(setting, table, Form.DOTS, rows, segments, band=table.band)
    if table.band is None:
        return figure
    say, (low, high) = setting.words.say, map(round, table.band)
    usual = say(ReportLabel.BAND, low=low, high=high)
    return replace(figure, source=figure.source + say("; ") + usual)


def group_dots(setting: Setting, id_: str, tables: Sequence[Table]) -> Figure:
    """Return the groups by all properties on one axis, from several tables of one question."""
    figures = [dots(setting, _of_groups(table)) for table in tables]
    rows = tuple(row for figure in figures for row in figure.rows)
    caption = group_caption(setting, id_, tables)
    alternative = alternative_of(setting, caption, rows, figures[0].segments)
    return replace(figures[0], id=id_, caption=caption, rows=rows, alternative=alternative)


def _of_groups(table: Table) -> Table:
    """Return a table without the people of no group, who are other people in each table."""
    lines = tuple(line for line in table.lines if line.key not in (REST, NOT_STATED))
    return replace(table, lines=lines)


def group_caption(setting: Setting, id_: str, tables: Sequence[Table]) -> str:
    """Return what the results of groups are about."""
    asked = question_name(setting, tables[0])
    question = setting.words.say(ReportLabel.RATE) if id_.startswith("response.") else asked
    return setting.words.say(ReportLabel.BY_GROUP, question=question)


def _told(setting: Setting, row: Row, mean: Mean) -> Row:
    """Return a row without a point on the axis of shares: its difference is a note."""
    words = setting.words
    return Row(row.label, (Mark(None, ""),), row.n, words.difference(mean))
