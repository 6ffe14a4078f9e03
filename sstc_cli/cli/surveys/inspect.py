"""`sstc surveys inspect`: how a spreadsheet would be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from sstc_cli.choices import Dates
from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.surveys.options import DatesOption, Encoding, Files, MappingFile, SurveyId
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.cli.surveys.open import Opener
    from sstc_cli.diagnostics import Diagnostic
    from sstc_cli.sheets import DateOrder, Source
    from sstc_cli.survey import FoundTable
    from sstc_cli.workspace import Workspace


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
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.surveys.open import Opener
    from sstc_cli.cli.surveys.options import refuse_unknown_survey

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
    from sstc_cli.sheets import DateOrder
    from sstc_cli.survey import order_of

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
    from sstc_cli.cli.surveys.columns import print_tables
    from sstc_cli.diagnostics import printable

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
    from sstc_cli.cli.surveys.columns import cell_flags_of
    from sstc_cli.survey import notes_before_import

    notes = (note for table, order in tables for note in notes_before_import(source, table, order))
    return (*cell_flags_of(source, [table for table, _ in tables]), *notes)


def _document(inspection: Inspection) -> dict[str, Any]:
    """Return the content of a file as an object of JSON."""
    import json

    from sstc_cli.diagnostics import write_json
    from sstc_cli.survey import describe

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
