"""`sstc surveys inspect`: how a spreadsheet would be read."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any, NamedTuple

import typer
from rich.padding import Padding
from rich.table import Table as Grid

from sstc_cli.choices import Dates
from sstc_cli.cli.console.options import Encoding, Json
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.surveys.open import (
    DatesOption,
    Files,
    MappingFile,
    Opener,
    SurveyId,
    one_line,
    refuse_unknown_survey,
)
from sstc_cli.diagnostics import Diagnostic, column_letters, printable, write_json
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import quantity
from sstc_cli.sheets import DateOrder, Source
from sstc_cli.survey import (
    FoundTable,
    MatchedBy,
    OtherColumn,
    Table,
    describe,
    notes_before_import,
    order_of,
    question_of,
)
from sstc_cli.workspace import Workspace

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
        zone = zone or "that of the series, if cells have none; `--zone` of import changes that"
        facts.append(f"time zone: {zone}")
        facts.append(f"dates: {_ORDER[order]}")
    return facts


def _grid(table: FoundTable) -> Grid:
    """Return the columns of a table: letter, header, question, and how it was found."""
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


class Inspection(NamedTuple):
    """A file with its tables and the order of their dates, or why it cannot be read."""

    file: Path
    source: Source | None = None
    tables: tuple[tuple[FoundTable, DateOrder], ...] = ()
    error: SstcError | None = None


def inspect(
    context: typer.Context,
    files: Files,
    survey: SurveyId = None,
    encoding: Encoding = None,
    dates: DatesOption = None,
    mapping: MappingFile = None,
    as_json: Json = False,
) -> None:
    """Show how a spreadsheet would be read. Write nothing.

    Shows the tool, the header and the columns, but no answers. Each column has its question and how
    it was found: `id`, `exact`, `alias`, `mapped` (decided before), `suggested` (for you to decide)
    or `unknown`.

    Exit status: 3 if a file cannot be read, or has no table of a survey.

    Example: `sstc surveys inspect exit.xlsx`
    """
    session = session_of(context)
    workspace, series = session.opened()
    refuse_unknown_survey(workspace, survey)
    opener = Opener(workspace, series, survey, encoding, mapping)
    inspections = [_inspected(opener, file, dates) for file in files]
    if as_json:
        session.result(write_results(files=[_document(inspection) for inspection in inspections]))
    else:
        for inspection in inspections:
            _show(session, workspace, inspection)
    if any(inspection.error for inspection in inspections):
        raise typer.Exit(ExitCode.FAILED)


def _inspected(opener: Opener, file: Path, dates: Dates | None) -> Inspection:
    """Return the content of a file, or the reason why it cannot be read."""
    try:
        source = opener.read(file)
        tables = opener.inspected(source)
    except SstcError as error:
        return Inspection(file, error=error)
    series, order = opener.series, DateOrder(dates) if dates else None
    ordered = ((table, order or order_of(table, table.webinar, series)) for table in tables)
    return Inspection(file, source, tuple(ordered))


def _show(session: Session, workspace: Workspace, inspection: Inspection) -> None:
    """Show what is in a file, or why it cannot be read."""
    if inspection.error is not None:
        sys.stderr.write(f"error: {printable(inspection.error.message)}\n")
        sys.stderr.write(f"help: {printable(inspection.error.hint or '')}\n")
    source, tables = inspection.source, inspection.tables
    if source is None:
        return
    print_tables(session, source, tables)
    read = {table.sheet.name for table, _ in tables}
    if others := [sheet.name for sheet in source.sheets if sheet.rows and sheet.name not in read]:
        session.say(f"sheets without questions of a survey are not read: {', '.join(others)}")
    if source.hidden:
        session.say(f"hidden sheets are not read: {', '.join(source.hidden)}")
    session.show(_diagnostics(source, tables), workspace)


def _diagnostics(
    source: Source, tables: tuple[tuple[FoundTable, DateOrder], ...]
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics on the cells and the columns of a file."""
    notes = (note for table, order in tables for note in notes_before_import(source, table, order))
    return (*cell_flags_of(source, [table for table, _ in tables]), *notes)


def _document(inspection: Inspection) -> dict[str, Any]:
    """Return the content of a file as an object of JSON."""
    source, error = inspection.source, inspection.error
    if source is None:
        about = {"message": error.message, "hint": error.hint} if error else None
        return {"file": inspection.file.name, "error": about, "tables": [], "diagnostics": []}
    diagnostics = _diagnostics(source, inspection.tables)
    return {
        "file": source.file.name,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "hidden_sheets": source.hidden,
        "tables": [describe(table, order) for table, order in inspection.tables],
        "diagnostics": json.loads(write_json(diagnostics))["diagnostics"],
    }
