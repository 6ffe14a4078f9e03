"""One import: read, store, and write rejected rows next to the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sstc_cli.cli.console.files import from_here, write_whole
from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.console.progress import progress
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.surveys.key import make_keys, read_keys
from sstc_cli.cli.surveys.open import Job, Opener
from sstc_cli.cli.surveys.place import store_of
from sstc_cli.cli.surveys.report import Outcome, outcome_document, report
from sstc_cli.model import Series
from sstc_cli.survey import ReadyTable, fingerprint, read_tables
from sstc_cli.workspace import Workspace, write_mapping


def run_job(
    session: Session, workspace: Workspace, series: Series, job: Job, day: date, *, dry_run: bool
) -> Outcome:
    """Store one file's responses, and write its rejected rows; only count in a dry run."""
    store = store_of(workspace)
    pseudonyms = store.pseudonym_key(read_keys() if dry_run else make_keys())
    digest = fingerprint(job.source, job.tables, series)
    if cached := store.cached(digest):
        return Outcome(job, cached.readings, cached.counts)
    rows = sum(len(table.rows()) for table in job.tables)
    with progress(session, f"reading {job.source.file.name}", rows) as tick:
        readings = read_tables(job.source, job.tables, series, pseudonyms, tick)
    if dry_run:
        return Outcome(job, readings, store.compare(readings, pseudonyms, job.source.sha256))
    counts = store.record(readings, pseudonyms, job.source.sha256, day, digest)
    if not any(reading.rejected for reading in readings):
        return Outcome(job, readings, counts)
    from sstc_cli.survey.rejected import write_rejected

    file = _write_beside(job.source.file, write_rejected(job.tables, readings))
    again = f"sstc surveys import {file}{_webinar_flag(job.tables)}"
    return Outcome(job, readings, counts, file, again)


def finish(
    session: Session,
    workspace: Workspace,
    outcomes: Sequence[Outcome],
    mappings: Mapping[Path, bool],
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Report the results, and return the number of rejected rows."""
    if as_json:
        files = [outcome_document(outcome) for outcome in outcomes]
        written = [from_here(file) for file in mappings]
        session.result(write_results(dry_run=dry_run, files=files, mappings=written))
    else:
        for outcome in outcomes:
            report(session, workspace, outcome)
        for file in mappings:
            session.result(from_here(file))
            session.say("the decisions are written there: check them, and keep the file")
        if dry_run:
            session.say("dry run: nothing was written")
    return sum(counts.rejected for outcome in outcomes for counts in outcome.counts)


def keep_mappings(opener: Opener) -> dict[Path, bool]:
    """Write the mappings with decisions of this run, and return which files changed."""
    written = {}
    for form, file in opener.changed.items():
        before = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
        written[file] = write_whole(file, write_mapping(opener.mappings[form], before).encode())
    return written


def _write_beside(file: Path, data: bytes) -> Path:
    """Write rejected rows into a new file, which overwrites no corrections, and return it."""
    stem = file.stem.removesuffix(".rejected")
    number = 1
    while True:
        path = file.with_name(f"{stem}{f'-{number}' if number > 1 else ''}.rejected.xlsx")
        if not path.exists() or path.read_bytes() == data:
            write_whole(path, data, mode=0o600)
            return path
        number += 1


def _webinar_flag(tables: Sequence[ReadyTable]) -> str:
    """Return the option that names the webinar of all tables, if they have the same."""
    numbers = {table.webinar for table in tables}
    number = numbers.pop() if len(numbers) == 1 else None
    return f" --webinar {number}" if number is not None else ""
