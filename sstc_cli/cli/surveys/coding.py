"""The import of coded comments, and the report on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sstc_cli.cli.surveys.job import CodedFile
from sstc_cli.diagnostics import write_json
from sstc_cli.quantity import quantity
from sstc_cli.survey.comment_coding import CodedSheet, coded_sheet

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.sheets import Source
    from sstc_cli.store import Store
    from sstc_cli.workspace import Workspace

_MOST_SHOWN = 20
_COUNTS = ("rows", "new", "changed", "unchanged", "blank", "rejected", "left_out")


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
    from sstc_cli.store.comments import comments, record_codes
    from sstc_cli.survey.comment_coding import read_codes

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
    session.show(found[:_MOST_SHOWN], workspace)
    if len(found) > _MOST_SHOWN:
        session.say(f"… and {quantity(len(found) - _MOST_SHOWN, 'more reason')}")
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
