"""One import: read, store, write rejected rows next to the file, and report the result."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import typer

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.console.progress import progress
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.surveys.columns import cell_flags_of
from sstc_cli.cli.surveys.import_words import counted, heading, webinar_flag
from sstc_cli.cli.surveys.key import make_keys, read_keys
from sstc_cli.cli.surveys.open import Job, Opener
from sstc_cli.diagnostics import Diagnostic, write_json
from sstc_cli.errors import SstcError
from sstc_cli.quantity import quantity
from sstc_cli.store import ImportCounts, Reading
from sstc_cli.survey import describe, fingerprint, notes_after_import, read_tables
from sstc_cli.workspace import Workspace

MOST_SHOWN = 20


@dataclass(frozen=True)
class Outcome:
    """The result of importing the tables of a file."""

    job: Job
    readings: tuple[Reading, ...]
    counts: list[ImportCounts]
    rejected_file: Path | None = None
    command: str = field(default="")
    unwritten: SstcError | None = None


def run_job(session: Session, opener: Opener, job: Job, day: date, *, dry_run: bool) -> Outcome:
    """Store one file's responses, and write its rejected rows; only count in a dry run."""
    store, series = opener.store, opener.series
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
    from sstc_cli.cli.surveys.rejects import write_near
    from sstc_cli.survey.rejected import write_rejected

    rejected = write_rejected(job.source.file.name, job.tables, readings)
    folder = Path(from_here(opener.workspace.out)) / "surveys"
    try:
        file = write_near(job.source.file, folder, rejected)
    except SstcError as error:  # the counts, of what is stored, are reported first
        return Outcome(job, readings, counts, unwritten=error)
    again = f"sstc surveys import {file}{webinar_flag(job.tables)}"
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
    failure = _failure(outcomes)
    if as_json:
        files = [_document(outcome) for outcome in outcomes]
        written = [from_here(file) for file in mappings]
        error = {"error": {"message": failure.message, "hint": failure.hint}} if failure else {}
        session.result(write_results(dry_run=dry_run, files=files, mappings=written, **error))
        if failure:
            raise typer.Exit(failure.status)
    else:
        for outcome in outcomes:
            _report(session, workspace, outcome)
            if not dry_run and not any(counts.rejected for counts in outcome.counts):
                _name_superfluous(session, outcome.job.source.file)
        for file in mappings:
            session.result(from_here(file))
            session.say("the decisions are written there: check them, and keep the file")
        if dry_run:
            session.say("dry run: nothing was written")
    if failure:
        raise failure
    return sum(counts.rejected for outcome in outcomes for counts in outcome.counts)


def _failure(outcomes: Sequence[Outcome]) -> SstcError | None:
    """Return the error for rejected rows that could not be written, or None."""
    failed = {outcome.job.source.file: outcome.unwritten for outcome in outcomes}
    for file, error in failed.items():
        if error:
            hint = f"import {file} again when that works: it changes nothing else"
            return SstcError(f"{error.message}; all but the rejected rows are stored", hint)
    return None


def _report(session: Session, workspace: Workspace, outcome: Outcome) -> None:
    """Report what was done with a file, and what to do next."""
    source = outcome.job.source
    for table, reading, counts in zip(
        outcome.job.tables, outcome.readings, outcome.counts, strict=True
    ):
        session.sentence(heading(source, table, reading))
        session.sentence(f"  {counted(table, counts)}")
    if source.encoding not in (None, "UTF-8"):
        session.say(f"{source.file.name} was read as {source.encoding}; `--encoding` changes that")
    if source.hidden:
        session.say(f"hidden sheets were not read: {', '.join(source.hidden)}")
    faults = _faults(outcome)
    flags = cell_flags_of(source, outcome.job.tables)
    session.show((*flags, *faults[:MOST_SHOWN], *_notes(outcome)), workspace)
    if len(faults) > MOST_SHOWN:
        session.say(f"… and {quantity(len(faults) - MOST_SHOWN, 'more reason')}")
    for table in outcome.job.tables:
        if table.agreed_elsewhere:
            session.say(f"no column asks for consent: people agreed elsewhere ({table.form}.yaml)")
        if table.unknown and not table.platform.is_attendance:
            file = f"data/surveys/{table.survey.id}.yaml"
            session.say(
                f"to count such a column, add its header to a question's `aliases` in {file}"
            )
    if outcome.rejected_file:
        session.result(str(outcome.rejected_file))
        session.say(f"correct the rows in this file, then run `{outcome.command}`")


def _name_superfluous(session: Session, file: Path) -> None:
    """Name the files of rejected rows that can be deleted, because all rows were accepted."""
    from sstc_cli.cli.surveys.rejects import superfluous

    if paths := superfluous(file):
        names = ", ".join(map(str, paths))
        session.say(f"all rows were accepted: delete {names}")


def _faults(outcome: Outcome) -> list[Diagnostic]:
    """Return the reasons of all rejected rows."""
    return [
        reason
        for reading in outcome.readings
        for rejected in reading.rejected
        for reason in rejected.reasons
    ]


def _notes(outcome: Outcome) -> Iterator[Diagnostic]:
    """Yield the notes on each table: on its columns and rows, then on what the store has."""
    job = outcome.job
    for table, reading, counts in zip(job.tables, outcome.readings, outcome.counts, strict=True):
        yield from reading.notes
        yield from notes_after_import(job.source.file.name, table, counts)


def _document(outcome: Outcome) -> dict[str, Any]:
    """Return the result of one file as an object of JSON."""
    source = outcome.job.source
    flags = cell_flags_of(source, outcome.job.tables)
    diagnostics = [*flags, *_faults(outcome), *_notes(outcome)]
    return {
        "file": source.file.name,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "rejected_file": str(outcome.rejected_file) if outcome.rejected_file else None,
        "tables": [
            {**describe(table, table.order), **asdict(counts)}
            for table, counts in zip(outcome.job.tables, outcome.counts, strict=True)
        ],
        "diagnostics": json.loads(write_json(diagnostics))["diagnostics"],
    }
