"""The checks of knowledge files: their rules, their figures, and names of people in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sstc_cli.cli.report.knowledge.compared import compared, located, note_setting, notes_of
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sstc_cli.cli.console.session import Session
    from sstc_cli.diagnostics import Diagnostic
    from sstc_cli.model import Webinar
    from sstc_cli.model.knowledge import KnowledgeNote
    from sstc_cli.report.evidence import ReportEvidence
    from sstc_cli.workspace import Workspace

_NOT_FINAL = ("W791", "W792", "W793", "W796", "W797", "W798")


def checked_notes(
    workspace: Workspace,
    evidence: ReportEvidence,
    webinars: Sequence[Webinar],
    *,
    final: bool = False,
) -> list[Diagnostic]:
    """Return all diagnostics on the notes about some webinars, with their places."""
    from sstc_cli.diagnostics import Severity
    from sstc_cli.report.knowledge_note import check_drawn

    by_rules, wanted = workspace.diagnosed(), {webinar.number for webinar in webinars}
    found: list[Diagnostic] = []
    for file, note in notes_of(workspace):
        if note.webinar in wanted:
            problems = [*by_rules[file], *compared(workspace, evidence, note)]
            problems += check_drawn(note_setting(evidence, note))
            problems += _lacking(note) if final else ()
            found += located(workspace, file, problems)
    if not final:
        return found
    return [
        problem._replace(weight=Severity.ERROR) if problem.code in _NOT_FINAL else problem
        for problem in found
    ]


def refuse_errors(session: Session, workspace: Workspace, found: Sequence[Diagnostic]) -> None:
    """Show what is wrong with the notes, and stop if there is an error."""
    from sstc_cli.diagnostics import Severity

    session.show(found, workspace)
    if any(problem.severity is Severity.ERROR for problem in found):
        message = "knowledge files have errors, so nothing was written"
        raise SstcError(message, "correct them, then run this again", ExitCode.DATA)


def _lacking(note: KnowledgeNote) -> Iterator[Diagnostic]:
    """Yield the parts that a final note needs."""
    from sstc_cli.diagnostics import Diagnostic

    for key, what in (("rapporteur", "the rapporteur is"), ("messages", "the messages are")):
        if not getattr(note, key):
            yield Diagnostic("E717", f"{what} missing", (), f"write `{key}`")
