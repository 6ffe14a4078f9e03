"""All results as tables, for the annex."""

from collections.abc import Iterator, Sequence

from sstc_cli.numbers.statistics import Mean
from sstc_cli.numbers.tables.groups import DIFFERENCE
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.numbers.tables.table import Table, Value
from sstc_cli.report.figures.dots import group_caption
from sstc_cli.report.figures.make import by_group
from sstc_cli.report.names import caption_of, column_name, line_names
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import interval_text, level_text, people_text, value_text
from sstc_cli.views.reports.parts import TableOfResults


def tables_of(setting: Setting) -> tuple[TableOfResults, ...]:
    """Return all tables that are shown, those of groups question by question."""
    shown = [table for table in setting.tables.values() if not table.too_few and table.lines]
    grouped = dict(by_group(shown))
    alone = [table for table in shown if not any(table in same for same in grouped.values())]
    together = ((group_caption(setting, id_, same), same) for id_, same in grouped.items())
    parts = [*((caption_of(setting, table), [table]) for table in alone), *together]
    return tuple(_table(setting, caption, tables) for caption, tables in parts)


def _table(setting: Setting, caption: str, tables: Sequence[Table]) -> TableOfResults:
    """Return tables with the same columns as one."""
    rows = [row for table in tables for row in _rows(setting, table)]
    head = ["", *(column_name(setting, column) for column in tables[0].columns), "n"]
    if not any(row[-1] for row in rows) or tables[0].id == "reach":
        head, rows = head[:-1], [row[:-1] for row in rows]
    return TableOfResults(caption, tuple(head), tuple(map(tuple, rows)))


def _rows(setting: Setting, table: Table) -> Iterator[list[str]]:
    names = line_names(setting, table)
    for line in table.lines:
        cells = (_cell(setting, table, line.key, value) for value in line.values)
        yield [names[line.key], *cells, people_text(setting.words, line)]


def _cell(setting: Setting, table: Table, key: str, value: Value) -> str:
    """Return a value with its interval in brackets."""
    if table.id == "bounds":
        return setting.words.say(ReportLabel.PERCENT, percent=value)
    if isinstance(value, Mean) and key in ("gain", DIFFERENCE):
        return setting.words.difference(value)
    if table.id == "gain" and isinstance(value, Mean):
        return level_text(setting.words, value)
    text, interval = value_text(setting.words, value), interval_text(setting.words, value)
    if not interval:
        return text
    return setting.words.say("{name} ({short})", name=text, short=interval)
