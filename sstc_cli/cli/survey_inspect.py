"""`sstc surveys inspect`: what a spreadsheet is, before anything is done with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typer

from sstc_cli.cli.options import Json
from sstc_cli.cli.session import Session, session_of
from sstc_cli.cli.survey_options import DateOrder, Encoding, Files, MappingFile, SurveyId

if TYPE_CHECKING:
    from sstc_cli.diagnostics import Diagnostic
    from sstc_cli.survey import Source, Table
    from sstc_cli.workspace import Workspace


def inspect(
    context: typer.Context,
    files: Files,
    survey: SurveyId = None,
    encoding: Encoding = None,
    dates: DateOrder = None,
    mapping: MappingFile = None,
    as_json: Json = False,
) -> None:
    """Say what a spreadsheet is: its tool, header, columns and troubles; write nothing.

    Each column comes with its question and how it was found: `id`, `exact`, `alias`, `mapped`
    (decided before), `suggested` (for you to decide) or `unknown`. No cell is shown.

    Example: `sstc surveys inspect exit.xlsx`
    """
    from sstc_cli.cli.json import write_results
    from sstc_cli.cli.survey_columns import print_tables
    from sstc_cli.cli.survey_open import Opener
    from sstc_cli.cli.survey_options import known_survey

    session = session_of(context)
    workspace, series = session.opened()
    known_survey(workspace, survey)
    opener = Opener(workspace, series, survey, None, encoding, dates, named=mapping)
    found = []
    for source in map(opener.read, files):
        tables = [opener.ordered(each) for each in opener.tables(source, least=0)]
        found.append((source, tables))
    if as_json:
        session.result(write_results(files=[_document(*each) for each in found]))
        return
    for source, tables in found:
        print_tables(session, source, tables)
        _show(session, workspace, source, tables)


def _show(session: Session, workspace: Workspace, source: Source, tables: list[Table]) -> None:
    if source.hidden:
        session.say(f"hidden sheets are not read: {', '.join(source.hidden)}")
    session.show(_remarks(source, tables), workspace)


def _remarks(source: Source, tables: list[Table]) -> tuple[Diagnostic, ...]:
    """What the file's reader lost, and the remarks on the columns."""
    from sstc_cli.cli.survey_columns import troubles
    from sstc_cli.survey import remarks_on

    notes = (note for each in tables for note in remarks_on(source, each))
    return (*troubles(source, tables), *notes)


def _document(source: Source, tables: list[Table]) -> dict[str, Any]:
    from sstc_cli.cli.survey_columns import described
    from sstc_cli.diagnostics import write_json

    return {
        "file": source.file.name,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "hidden_sheets": source.hidden,
        "tables": [described(each) for each in tables],
        "diagnostics": json.loads(write_json(_remarks(source, tables)))["diagnostics"],
    }
