"""`sstc surveys`: survey spreadsheets into the store, and their numbers."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.group import new_group
from sstc_cli.cli.options import Json, Today, flag
from sstc_cli.cli.session import chosen, session_of
from sstc_cli.cli.survey_form import form
from sstc_cli.cli.survey_options import SurveyId, known_survey
from sstc_cli.cli.survey_store import (
    backup,
    check,
    export,
    forget,
    key,
    list_imports,
    purge,
    undo,
)
from sstc_cli.cli.survey_summary import summary
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.model import Series
    from sstc_cli.survey import Source, Table
    from sstc_cli.workspace import Workspace

app = new_group("surveys", "Survey spreadsheets into the private store, and their numbers.")


@app.command("import")
def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Workbooks or csv files.")],
    webinar: Annotated[
        int | None, typer.Option(metavar="N", help="The webinar; else what the file says.", min=0)
    ] = None,
    survey: SurveyId = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="How a csv is encoded; else found out.")
    ] = None,
    dry_run: Annotated[bool, flag("--dry-run", text="Write nothing at all.")] = False,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Read survey spreadsheets into the private store; doing it twice changes nothing.

    Reads exports of Microsoft Forms and Google Forms, our own workbook, and plain tables.
    Rows that cannot be taken are written beside the file, to be corrected and imported again.

    Exit status: 0 all rows were taken, 1 some were rejected, 3 a file cannot be read.

    Example: `sstc surveys import exit.xlsx`
    """
    from sstc_cli.cli.survey_import import Job, finish, run_job

    session = session_of(context)
    workspace, series = session.opened(today)
    known_survey(workspace, survey)
    jobs = []
    for file in files:
        source, tables = _tables(workspace, series, file, survey, encoding)
        jobs.append(Job(source, [_placed(series, file, each, webinar) for each in tables]))
    day = today or date.today()
    outcomes = [run_job(workspace, series, job, day, dry_run=dry_run) for job in jobs]
    rejected = finish(session, workspace, outcomes, dry_run=dry_run, as_json=as_json)
    raise typer.Exit(ExitCode.DATA if rejected else ExitCode.OK)


def _tables(
    workspace: Workspace, series: Series, file: Path, survey: str | None, encoding: str | None
) -> tuple[Source, tuple[Table, ...]]:
    from sstc_cli.survey import Webinars, find_tables, read_sheets

    source = read_sheets(file, encoding)
    return source, find_tables(source, workspace.surveys, Webinars(series), survey)


def _placed(series: Series, file: Path, table: Table, webinar: int | None) -> Table:
    """The table with the webinar it is from: named, told by each row, told by the file, asked."""
    from dataclasses import replace

    if webinar is not None:
        return replace(table, webinar=chosen(series, [webinar])[0].number)
    if table.names_webinars:
        return replace(table, webinar=None)
    if table.webinar is not None:
        return table
    if not sys.stdin.isatty():
        hint = f"name it: `sstc surveys import {file} --webinar 7`"
        raise SstcError(f"{file.name} does not say which webinar it is from", hint, ExitCode.USAGE)
    asked = typer.prompt(
        f"Which webinar is {file.name} from?", type=int, err=True, prompt_suffix=" "
    )
    return replace(table, webinar=chosen(series, [asked])[0].number)


app.command("list")(list_imports)
for command in (summary, form, undo, forget, purge, export, backup, check, key):
    app.command()(command)
