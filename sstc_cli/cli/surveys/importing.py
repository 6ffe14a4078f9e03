"""One import: read, store, and write rejected rows next to the file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.progress import progress
from sstc_cli.cli.console.secret.survey_key import make_keys, read_keys
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.store import place_of
from sstc_cli.cli.surveys.coding import apart, import_codes
from sstc_cli.cli.surveys.job import Done, Job, Outcome, Run
from sstc_cli.cli.surveys.open import Opener
from sstc_cli.cli.surveys.uploads import warn_of_upload
from sstc_cli.errors import SstcError
from sstc_cli.store.about import KeyChangedError
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
    with progress(session, f"reading {job.source.file.name}", rows) as tick:
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
    from sstc_cli.cli.console.rejects import title_of, write_near
    from sstc_cli.survey.rejected import write_rejected

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
