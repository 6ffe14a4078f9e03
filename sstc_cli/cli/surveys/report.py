"""What an import has done: counts, rejected rows, and codes of comments."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import typer

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.rejects import superfluous
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.surveys.inspect import cell_flags_of
from sstc_cli.cli.surveys.open import CodedFile, Done, Outcome
from sstc_cli.diagnostics import Diagnostic, write_json
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import quantity, webinars_in_words
from sstc_cli.sheets import Source
from sstc_cli.store import ImportCounts, Reading, Store
from sstc_cli.store.comments import comments, record_codes
from sstc_cli.survey import ReadyTable, describe, notes_after_import
from sstc_cli.survey.comment_coding import CodedSheet, coded_sheet, read_codes
from sstc_cli.workspace import Workspace

_NAMED = 3
_COUNTS = ("rows", "new", "changed", "unchanged", "blank", "rejected", "left_out")
MOST_SHOWN = 20

Cause: TypeAlias = tuple[str, str, str | None, int | None]


def by_cause(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the faults, with the first of those in one column with one message for all of them."""
    groups: dict[Cause, list[Diagnostic]] = defaultdict(list)
    for fault in faults:
        place = fault.place
        column = (place.sheet, place.column) if place else (None, None)
        groups[(fault.code, fault.message, *column)].append(fault)
    return [_joined(group) for group in groups.values()]


def _joined(faults: Sequence[Diagnostic]) -> Diagnostic:
    """Return the first of several faults, with the hint of any and the number of rows."""
    if len(faults) == 1:
        return faults[0]
    rows = [str(fault.place.line) for fault in faults if fault.place]
    if len(rows) > _NAMED:
        rows[_NAMED:] = [f"{len(rows) - _NAMED} more"]
    *earlier, last = rows
    where = f"{quantity(len(faults), 'row')}: {', '.join(earlier)} and {last}"
    hint = next((fault.hint for fault in faults if fault.hint), None)
    return faults[0]._replace(message=f"{faults[0].message} ({where})", hint=hint)


def apart(sources: Iterable[Source]) -> tuple[list[Source], list[tuple[Source, CodedSheet]]]:
    """Return the files with responses or visits, and the workbooks of comments."""
    found = [(source, coded_sheet(source)) for source in sources]
    coded = [(source, sheet) for source, sheet in found if sheet is not None]
    return [source for source, sheet in found if sheet is None], coded


def import_codes(
    workspace: Workspace, store: Store, coded: Sequence[tuple[Source, CodedSheet]], *, dry_run: bool
) -> list[CodedFile]:
    """Store the codes of each workbook; only count in a dry run."""
    if not coded:
        return []
    themes, files = workspace.report_texts.themes, []
    for source, sheet in coded:
        known = comments(store, workspace.surveys.values())
        result = read_codes(source.file.name, sheet, themes, known)
        if result.codes and not dry_run:
            record_codes(store, result.codes)
        files.append(CodedFile(source, result))
    return files


def report_codes(session: Session, workspace: Workspace, coded: CodedFile) -> None:
    """Report what was done with a workbook of comments."""
    result = coded.result
    parts = [f"{getattr(result, name)} {name}" for name in ("new", "changed", "unchanged")]
    parts += [f"{result.blank} not coded", f"{result.rejected} rejected"]
    if result.left_out:
        parts.append(f"{result.left_out} left out")
    session.sentence(f"{coded.source.file.name}: coded comments")
    session.sentence(f"  {quantity(result.rows, 'comment')}: {', '.join(parts)}")
    found = [*result.faults, *result.notes]
    session.show(found[:MOST_SHOWN], workspace)
    if len(found) > MOST_SHOWN:
        session.say(f"… and {quantity(len(found) - MOST_SHOWN, 'more reason')}")
    if result.rejected:
        session.say("correct the rejected rows in the workbook, and import it again")


def codes_document(coded: CodedFile) -> dict[str, Any]:
    """Return the result of a workbook as an object of JSON."""
    result, source = coded.result, coded.source
    found = json.loads(write_json([*result.faults, *result.notes]))
    return {
        "file": source.file.name,
        "sha256": source.sha256,
        "comments": {name: getattr(result, name) for name in _COUNTS},
        "diagnostics": found["diagnostics"],
    }


def finish(session: Session, workspace: Workspace, done: Done, *, as_json: bool) -> ExitCode:
    """Report the results, and return the exit status, which says whether rows were rejected."""
    failure = _failure(done.outcomes)
    if as_json:
        files = [_document(outcome) for outcome in done.outcomes]
        files += [codes_document(coded) for coded in done.codes]
        written = [from_here(file) for file in done.mappings]
        error = {"error": {"message": failure.message, "hint": failure.hint}} if failure else {}
        session.result(write_results(dry_run=done.dry_run, files=files, mappings=written, **error))
        if failure:
            raise typer.Exit(failure.status)
    else:
        _report_all(session, workspace, done)
    if failure:
        raise failure
    return ExitCode.DATA if done.rejected else ExitCode.OK


def _report_all(session: Session, workspace: Workspace, done: Done) -> None:
    """Report what was done with each file, and where decisions are."""
    for outcome in done.outcomes:
        _report(session, workspace, outcome)
        if not done.dry_run and not any(counts.rejected for counts in outcome.counts):
            _name_superfluous(session, outcome.job.source.file)
    for coded in done.codes:
        report_codes(session, workspace, coded)
    for file in done.mappings:
        session.result(from_here(file))
        session.say("the decisions are written there: check them, and keep the file")
    if done.dry_run:
        session.say("dry run: nothing was written")


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
    numbers = workspace.series.numbers if workspace.series else {}
    for table, reading, counts in zip(
        outcome.job.tables, outcome.readings, outcome.counts, strict=True
    ):
        session.sentence(_heading(source, table, reading, numbers))
        session.sentence(f"  {_counted(table, counts)}")
    if source.encoding not in (None, "UTF-8"):
        session.say(f"{source.file.name} was read as {source.encoding}; `--encoding` changes that")
    if source.hidden:
        session.say(f"hidden sheets were not read: {', '.join(source.hidden)}")
    faults = by_cause(_faults(outcome))
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
    if paths := superfluous(file):
        names = ", ".join(map(str, paths))
        session.say(f"all rows were accepted: delete {names}")


def _heading(
    source: Source, table: ReadyTable, reading: Reading, numbers: Mapping[str, int]
) -> str:
    """Return `exit.xlsx: survey exit, webinar 7, from the workbook of sstc`."""
    responses = {response.webinar for response in reading.responses}
    webinars = responses | {attendance.webinar for attendance in reading.attendances}
    shown = f", {webinars_in_words(webinars, numbers)}" if webinars else ""
    if table.webinar is not None:
        shown = f", webinar {table.webinar}"
    sheet = f" [{table.sheet.name}]" if len(source.sheets) > 1 else ""
    title = table.platform.title
    if table.platform.is_attendance:
        return f"{source.file.name}{sheet}: attendance{shown}, from {title}"
    return f"{source.file.name}{sheet}: survey {table.survey.id}{shown}, from {title}"


def _counted(table: ReadyTable, counts: ImportCounts) -> str:
    """Return `24 rows: 24 new, 0 changed, 0 unchanged, 0 superseded, …`."""
    parts = [f"{counts.new} new", f"{counts.changed} changed", f"{counts.unchanged} unchanged"]
    if not table.platform.is_attendance:
        parts.append(f"{counts.superseded} superseded")
    parts.append(f"{counts.rejected} rejected")
    if not table.platform.is_attendance:
        parts.append(f"{counts.refused} without consent")
    if counts.withdrawn:
        parts[-1] += f" ({counts.withdrawn} deleted from the store)"
    if counts.forgotten:
        parts.append(f"{counts.forgotten} left out")
    nouns = ("person", "people") if table.platform.is_attendance else ("row", "rows")
    return f"{quantity(counts.rows, *nouns)}: {', '.join(parts)}"


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
            {**describe(table, table.order), **counts.as_json()}
            for table, counts in zip(outcome.job.tables, outcome.counts, strict=True)
        ],
        "diagnostics": json.loads(write_json(diagnostics))["diagnostics"],
    }
