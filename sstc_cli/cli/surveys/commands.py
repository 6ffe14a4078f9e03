"""`sstc surveys`: survey spreadsheets into the store, and their numbers."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.options import Json, Today, flag
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.surveys.erase import forget, purge, undo
from sstc_cli.cli.surveys.form import form
from sstc_cli.cli.surveys.inspect import inspect
from sstc_cli.cli.surveys.options import (
    DateOrder,
    Encoding,
    Files,
    MappingFile,
    SurveyId,
    known_survey,
)
from sstc_cli.cli.surveys.store import (
    backup,
    check,
    export,
    key,
    list_imports,
)
from sstc_cli.cli.surveys.summary import summary
from sstc_cli.errors import ExitCode

app = new_group("surveys")


@app.command("import")
def import_(
    context: typer.Context,
    files: Files,
    webinar: Annotated[
        int | None, typer.Option(metavar="N", help="The webinar; else what the file says.", min=0)
    ] = None,
    survey: SurveyId = None,
    encoding: Encoding = None,
    dates: DateOrder = None,
    mapping: MappingFile = None,
    accept: Annotated[
        bool, flag("--accept-suggestions", text="Take near matches of columns and countries.")
    ] = False,
    dry_run: Annotated[bool, flag("--dry-run", text="Write nothing at all.")] = False,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Read survey spreadsheets into the private store; doing it twice changes nothing.

    Reads the exports of every tool that docs/surveys.md names, and Zoom's attendance. What was
    decided about columns and countries is kept in `data/surveys/mappings/`. Rows that cannot be
    taken are written beside the file, to be corrected and imported again.

    Exit status: 0 all rows were taken, 1 some were rejected, 3 a file cannot be read.

    Example: `sstc surveys import exit.xlsx`
    """
    from sstc_cli.cli.surveys.importing import finish, keep_mappings, run_job
    from sstc_cli.cli.surveys.open import Opener

    session = session_of(context)
    workspace, series = session.opened(today)
    known_survey(workspace, survey)
    opener = Opener(workspace, series, survey, webinar, encoding, dates, accept, mapping)
    jobs = [opener.job(file) for file in files]
    day = today or date.today()
    mappings = {} if dry_run else keep_mappings(opener)
    outcomes = [run_job(session, workspace, series, job, day, dry_run=dry_run) for job in jobs]
    rejected = finish(session, workspace, outcomes, mappings, dry_run=dry_run, as_json=as_json)
    raise typer.Exit(ExitCode.DATA if rejected else ExitCode.OK)


app.command("list")(list_imports)
for command in (inspect, summary, form, undo, forget, purge, export, backup, check, key):
    app.command()(command)
