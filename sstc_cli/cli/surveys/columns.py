"""A found table and its columns on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from sstc_cli.cli.console.session import Session
from sstc_cli.cli.surveys.ask import one_line
from sstc_cli.diagnostics import Diagnostic, column_letters
from sstc_cli.quantity import quantity
from sstc_cli.sheets import DateOrder, Source
from sstc_cli.survey import FoundTable, MatchedBy, OtherColumn, Table, question_of

if TYPE_CHECKING:
    from rich.table import Table as Grid

_HOW = {
    MatchedBy.PLATFORM: "the tool's own",
    MatchedBy.OURS: "ours, of rejected rows",
    MatchedBy.TECHNICAL: "not kept",
    MatchedBy.PART: "another column has it",
}
_WIDTH = 76  # characters of a line beside its indent
_ORDER = {
    DateOrder.DMY: "the day first",
    DateOrder.MDY: "the month first",
    DateOrder.MIXED: "some with the day first, some with the month",
    DateOrder.PLAIN: "unambiguous",
    DateOrder.OPEN: "the day or the month first: unknown",
}


def print_tables(
    session: Session, source: Source, tables: Sequence[tuple[FoundTable, DateOrder]]
) -> None:
    """Print each table of a file with the order of its dates: what it is, and its columns."""
    from rich.padding import Padding

    for table, order in tables:
        sheet = f" [{table.sheet.name}]" if table.sheet.name else ""
        session.result(f"{source.file.name}{sheet}: {heading(table)}")
        for fact in _facts(source, table, order):
            for line in wrap(fact, _WIDTH, subsequent_indent="  ", break_on_hyphens=False):
                session.result(f"  {line}")
        session.out.print(Padding(_grid(table), (0, 0, 1, 2)))


def cell_flags_of(source: Source, tables: Sequence[Table]) -> list[Diagnostic]:
    """Return the diagnostics on the cells of the sheets that have a table."""
    sheets = {table.sheet.name for table in tables}
    return [flag for flag in source.cell_flags if flag.place and flag.place.sheet in sheets]


def heading(table: FoundTable) -> str:
    """Return tool, survey and webinar: `Microsoft Forms, survey exit, webinar 7`."""
    if table.platform.is_attendance:
        what = "attendance"
    elif table.matched:
        what = f"survey {' or '.join(table.rivals or [table.survey.id])}"
    else:
        what = "its columns match no question of a survey"
    webinar = f", webinar {table.webinar}" if table.webinar is not None else ""
    return f"{table.platform.title}, {what}{webinar}"


def _facts(source: Source, table: FoundTable, order: DateOrder) -> list[str]:
    """Return lines on rows, encoding, answers and times."""
    count = sum(any(cell != "" for cell in row) for row in table.rows())
    rows = quantity(count, "row")
    facts = [f"header in row {table.header + 1}, {rows} of answers from row {table.first + 1}"]
    if source.encoding:
        facts.append(f"encoding {source.encoding}; `--encoding` changes that")
    if unasked := table.unasked:
        names = (f"{question.id}{' (required)' * question.required}" for question in unasked)
        facts.append(f"questions without a column: {', '.join(names)}")
    if table.agreed_elsewhere:
        facts.append(f"consent: given elsewhere, by {table.mapping_file}")
    if table.answer_codes.codes:
        facts.append("answers: numbers of options, in the order of our form")
    if table.has_times:
        zone = table.zone or table.mapping.timezone
        zone = zone or "that of the series, if cells have none; `--timezone` of import changes that"
        facts.append(f"time zone: {zone}")
        facts.append(f"dates: {_ORDER[order]}")
    return facts


def _grid(table: FoundTable) -> Grid:
    """Return the columns of a table: letter, header, question, and how it was found."""
    from rich.table import Table as Grid

    grid = Grid(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="bold")
    grid.add_column("", no_wrap=True)
    for name, ratio in (("column", 1), ("question", None), ("how", None)):
        grid.add_column(name, overflow="fold", ratio=ratio)
    for column in table.columns:
        question, id_ = question_of(column), ""
        how = _HOW.get(column.how, str(column.how))
        if question is not None:
            id_ = question.id
        elif isinstance(column, OtherColumn):
            id_ = column.suggestion or ""
            if column.how is MatchedBy.UNKNOWN and table.platform.is_attendance:
                how = "not kept"
            elif column.how is MatchedBy.UNKNOWN and column.contact:
                how = "personal, kept apart"
        grid.add_row(column_letters(column.index + 1), one_line(column.header), id_, how)
    return grid
