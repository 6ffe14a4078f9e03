"""`sstc surveys`: survey responses into the store, and their summary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.options import Json, Today, flag
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.surveys.erase import forget, purge, undo
from sstc_cli.cli.surveys.export import export
from sstc_cli.cli.surveys.form import form
from sstc_cli.cli.surveys.inspect import inspect
from sstc_cli.cli.surveys.options import (
    Accept,
    DatesOption,
    Elsewhere,
    Encoding,
    Files,
    MappingFile,
    Sure,
    SurveyId,
    Timezone,
    WebinarNumber,
    refuse_unknown_survey,
)
from sstc_cli.cli.surveys.store import (
    backup,
    check,
    key,
    list_imports,
)
from sstc_cli.cli.surveys.summary import summary

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.cli.surveys.job import Done, Run
    from sstc_cli.cli.surveys.open import Opener

app = new_group("surveys")


@app.command("import")
def import_(
    context: typer.Context,
    files: Files,
    webinar: WebinarNumber = None,
    survey: SurveyId = None,
    encoding: Encoding = None,
    dates: DatesOption = None,
    timezone: Timezone = None,
    mapping: MappingFile = None,
    accept: Accept = False,
    elsewhere: Elsewhere = False,
    yes: Sure = False,
    dry_run: Annotated[bool, flag("--dry-run", text="Write nothing.")] = False,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Import survey responses into the private store.

    Reads exports of Microsoft Forms, Google Forms, KoboToolbox, ODK, LimeSurvey, SurveyMonkey,
    Qualtrics, 问卷星, 腾讯问卷 and Zoom, and other tables with your questions. Reads attendance in
    Zoom, Microsoft Teams, Google Meet, Webex and 腾讯会议, and tables with Name, Email and Minutes.
    Importing a file again changes nothing. Your decisions are saved in `data/surveys/mappings/`.
    Rejected rows are written next to the file: correct them, and import them again. The workbook of
    `sstc report comments` comes back here too.

    Exit status: 0 all rows were imported, 1 some rows were rejected, 3 a file cannot be read.

    Example: `sstc surveys import exit.xlsx`
    """
    from sstc_cli.cli.surveys.importing import run_files
    from sstc_cli.cli.surveys.job import Run
    from sstc_cli.cli.surveys.open import Opener, new_options

    session = session_of(context)
    workspace, series = session.opened(today)
    refuse_unknown_survey(workspace, survey)
    options = new_options(series, webinar, dates, timezone)
    options = options._replace(accept_suggestions=accept, consent_elsewhere=elsewhere, sure=yes)
    opener = Opener(workspace, series, survey, encoding, mapping)
    run = Run(today or date.today(), dry_run)
    _finish(session, opener, run, run_files(session, opener, files, options, run), as_json)


def _finish(session: Session, opener: Opener, run: Run, done: Done, as_json: bool) -> None:
    """Report what was imported, and close the requests to partners of those who now say no."""
    from sstc_cli.cli.surveys.report import finish
    from sstc_cli.store.history import has_requests

    status = finish(session, opener.workspace, done, as_json=as_json)
    if not run.dry_run and has_requests(opener.store):  # otherwise without all that drafts need
        from sstc_cli.cli.console.secret.requests import settle_after_import

        settle_after_import(session, opener.workspace, opener.store, run.day)
    raise typer.Exit(status)


app.command("list")(list_imports)
for command in (inspect, summary, form, undo, forget, purge, export, backup, check, key):
    app.command()(command)
