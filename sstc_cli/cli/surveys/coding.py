"""The import of coded comments, and the report on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sstc_cli.diagnostics import write_json
from sstc_cli.quantity import quantity
from sstc_cli.survey.comments.layout import CodedSheet, coded_sheet

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.cli.surveys.open import Opener
    from sstc_cli.sheets import Source
    from sstc_cli.survey.comments.reading import CodedRows
    from sstc_cli.workspace import Workspace

_MOST_SHOWN = 20
_COUNTS = ("rows", "new", "changed", "unchanged", "blank", "rejected", "left_out")


@dataclass(frozen=True)
class CodedFile:
    """A workbook of comments, and what its rows change in the store."""

    source: Source
    result: CodedRows

    @property
    def rejected(self) -> int:
        """The number of rejected rows."""
        return self.result.rejected

    def document(self) -> dict[str, Any]:
        """Return the result as an object of JSON."""
        result, source = self.result, self.source
        counts = {name: getattr(result, name) for name in _COUNTS}
        found = json.loads(write_json([*result.faults, *result.notes]))
        return {
            "file": source.file.name,
            "sha256": source.sha256,
            "comments": counts,
            "diagnostics": found["diagnostics"],
        }


def apart(sources: Iterable[Source]) -> tuple[list[Source], list[tuple[Source, CodedSheet]]]:
    """Return the files with responses or visits, and the workbooks of comments."""
    found = [(source, coded_sheet(source)) for source in sources]
    coded = [(source, sheet) for source, sheet in found if sheet is not None]
    return [source for source, sheet in found if sheet is None], coded


def import_codes(
    opener: Opener, coded: Sequence[tuple[Source, CodedSheet]], *, dry_run: bool
) -> list[CodedFile]:
    """Store the codes of each workbook; only count in a dry run."""
    from sstc_cli.store.comments import comments, record_codes
    from sstc_cli.survey.comments.reading import read_codes

    themes, files = opener.workspace.report_words.themes, []
    for source, sheet in coded:
        known = comments(opener.store, opener.workspace.surveys.values())
        result = read_codes(source.file.name, sheet, themes, known)
        if result.codes and not dry_run:
            record_codes(opener.store, result.codes)
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
