"""`sstc surveys inspect`: what a spreadsheet is, before anything is done with it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.surveys.options import DateOrder, Encoding, Files, MappingFile, SurveyId
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.cli.surveys.open import Opener
    from sstc_cli.diagnostics import Diagnostic
    from sstc_cli.sheets import Source
    from sstc_cli.survey import Table
    from sstc_cli.workspace import Workspace


@dataclass(frozen=True)
class Look:
    """What was found in a file, or why nothing could be."""

    file: Path
    source: Source | None = None
    tables: tuple[Table, ...] = ()
    error: SstcError | None = None


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

    Exit status: 3 where a file cannot be read, or has no table of a survey.

    Example: `sstc surveys inspect exit.xlsx`
    """
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.surveys.open import Opener
    from sstc_cli.cli.surveys.options import known_survey

    session = session_of(context)
    workspace, series = session.opened()
    known_survey(workspace, survey)
    opener = Opener(workspace, series, survey, None, encoding, dates, named=mapping)
    looks = [_look(opener, file) for file in files]
    if as_json:
        session.result(write_results(files=[_document(each) for each in looks]))
    else:
        for each in looks:
            _show(session, workspace, each)
    if any(each.error for each in looks):
        raise typer.Exit(ExitCode.FAILED)


def _look(opener: Opener, file: Path) -> Look:
    """A file that cannot be read must not hide the others."""
    try:
        source = opener.read(file)
        tables = opener.tables(source, least=0)
    except SstcError as error:
        return Look(file, error=error)
    return Look(file, source, tuple(opener.ordered(each) for each in tables))


def _show(session: Session, workspace: Workspace, look: Look) -> None:
    from sstc_cli.cli.surveys.columns import print_tables
    from sstc_cli.diagnostics import printable

    if look.error is not None:
        sys.stderr.write(f"error: {printable(look.error.message)}\n")
        sys.stderr.write(f"help: {printable(look.error.hint or '')}\n")
    if look.source is None:
        return
    print_tables(session, look.source, look.tables)
    known = {each.sheet.name for each in look.tables}
    if others := [each.name for each in look.source.sheets if each.rows and each.name not in known]:
        session.say(f"sheets without questions of a survey are not read: {', '.join(others)}")
    if look.source.hidden:
        session.say(f"hidden sheets are not read: {', '.join(look.source.hidden)}")
    if found := _remarks(look.source, look.tables):
        session.show(found, workspace)


def _remarks(source: Source, tables: tuple[Table, ...]) -> tuple[Diagnostic, ...]:
    """What the file's reader lost, and the remarks on the columns."""
    from sstc_cli.cli.surveys.columns import troubles
    from sstc_cli.survey import remarks_on

    notes = (note for each in tables for note in remarks_on(source, each))
    return (*troubles(source, tables), *notes)


def _document(look: Look) -> dict[str, Any]:
    import json

    from sstc_cli.cli.surveys.columns import described
    from sstc_cli.diagnostics import write_json

    source = look.source
    if source is None:
        error = look.error
        about = {"message": error.message, "hint": error.hint} if error else None
        return {"file": look.file.name, "error": about, "tables": [], "diagnostics": []}
    return {
        "file": source.file.name,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "hidden_sheets": source.hidden,
        "tables": [described(each) for each in look.tables],
        "diagnostics": json.loads(write_json(_remarks(source, look.tables)))["diagnostics"],
    }
