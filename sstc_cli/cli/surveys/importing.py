"""`sstc surveys import`: read, store, and write rejected rows next to the file."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.journal import record_imports
from sstc_cli.cli.console.options import Encoding, Json
from sstc_cli.cli.console.rejects import title_of, write_near
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.store import make_keys, place_of, read_keys, warn_of_upload
from sstc_cli.cli.surveys.open import (
    Accept,
    DatesOption,
    Done,
    Elsewhere,
    Files,
    Job,
    MappingFile,
    Opener,
    Outcome,
    Run,
    Sure,
    SurveyId,
    Timezone,
    WebinarNumber,
    new_options,
    refuse_unknown_survey,
)
from sstc_cli.cli.surveys.report import apart, finish, import_codes
from sstc_cli.errors import SstcError
from sstc_cli.store.about import KeyChangedError
from sstc_cli.store.history import has_requests, imports
from sstc_cli.survey import ImportOptions, ReadyTable, read_tables

_TRIES = 3  # each with the key that another command gave the store meanwhile


def run_files(
    session: Session, opener: Opener, files: Sequence[Path], options: ImportOptions, run: Run
) -> Done:
    """Import files: responses and visits first, then the codes of comments."""
    tables, coded = apart(opener.read(file) for file in files)
    jobs = [opener.job(source, options) for source in tables]
    mappings = {} if run.dry_run else opener.keep_mappings()
    outcomes = [_run_job(session, opener, job, run) for job in jobs]
    codes = import_codes(opener.workspace, opener.store, coded, dry_run=run.dry_run)
    return Done(outcomes, codes, mappings, run.dry_run)


def _run_job(session: Session, opener: Opener, job: Job, run: Run) -> Outcome:
    """Store one file's responses, and write its rejected rows; only count in a dry run."""
    for _ in range(_TRIES - 1):
        with suppress(KeyChangedError):
            return _run_once(session, opener, job, run)
    return _run_once(session, opener, job, run)


def _run_once(session: Session, opener: Opener, job: Job, run: Run) -> Outcome:
    store, series = opener.store, opener.series
    pseudonyms = store.pseudonym_key(read_keys() if run.dry_run else make_keys())
    rows = sum(len(table.rows()) for table in job.tables)
    with session.progress(f"reading {job.source.file.name}", rows) as tick:
        readings = read_tables(job.source, job.tables, series, pseudonyms, tick)
    if run.dry_run:
        return Outcome(job, readings, store.compare(readings, pseudonyms, job.source.sha256))
    there = store.exists
    counts = store.record(readings, pseudonyms, job.source.sha256, run.day)
    if not there:
        session.say(f"created the store {place_of(store)}")
        warn_of_upload(session, store)
    if not any(reading.rejected for reading in readings):
        return Outcome(job, readings, counts)
    from sstc_cli.survey.rejected import write_rejected  # noqa: PLC0415 openpyxl is slow to load

    rejected = write_rejected(title_of(job.source.file), job.tables, readings)
    folder = Path(from_here(opener.workspace.out)) / "surveys"
    try:
        file = write_near(job.source.file, folder, rejected)
    except SstcError as error:  # the counts, of what is stored, are reported first
        return Outcome(job, readings, counts, unwritten=error)
    again = f"sstc surveys import {file}{_webinar_flag(job.tables)}"
    return Outcome(job, readings, counts, file, again)


def _webinar_flag(tables: Sequence[ReadyTable]) -> str:
    """Return the option that names the webinar of all tables, if they have the same."""
    numbers = {table.webinar for table in tables}
    number = numbers.pop() if len(numbers) == 1 else None
    return f" --webinar {number}" if number is not None else ""


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
    as_json: Json = False,
) -> None:
    """Import survey responses into the private store.

    Reads exports of Microsoft Forms, Google Forms, KoboToolbox, ODK Central, LimeSurvey, Qualtrics,
    SurveyMonkey, 问卷星, 腾讯问卷 and Zoom, and other tables with your questions. Reads attendance
    in Zoom, Microsoft Teams, Google Meet, Webex and 腾讯会议, and tables of Name, Email, Minutes.
    Importing a file again changes nothing. Your decisions are saved in `data/surveys/mappings/`.
    Rejected rows are written next to the file: correct them, and import them again. The workbook of
    `sstc report comments` comes back here too.

    Exit status: 0 all rows were imported, 1 some rows were rejected, 3 a file cannot be read.

    Example: `sstc surveys import exit.xlsx`
    """
    session = session_of(context)
    workspace, series = session.opened()
    refuse_unknown_survey(workspace, survey)
    options = new_options(series, webinar, dates, timezone)
    options = options._replace(accept_suggestions=accept, consent_elsewhere=elsewhere, sure=yes)
    options = options._replace(today=session.day)
    opener = Opener(workspace, series, survey, encoding, mapping, session.asker)
    run = Run(session.day, dry_run)
    known = {one.id for one in imports(opener.store)}
    done = run_files(session, opener, files, options, run)
    new = [one for one in imports(opener.store) if one.id not in known]
    if workspace.store.exists():  # a store elsewhere may be shared with others
        record_imports(session, workspace.root, [one.file for one in new], [one.id for one in new])
    _finish(session, opener, run, done, as_json)


def _finish(session: Session, opener: Opener, run: Run, done: Done, as_json: bool) -> None:
    """Report what was imported, and close the requests to partners of those who now say no."""
    status = finish(session, opener.workspace, done, as_json=as_json)
    if not run.dry_run and has_requests(opener.store):
        from sstc_cli.cli.console.requests import settle_after_import  # noqa: PLC0415 slow to load

        settle_after_import(session, opener.workspace, opener.store, run.day)
    raise typer.Exit(status)
