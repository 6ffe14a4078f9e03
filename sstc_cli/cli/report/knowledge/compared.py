"""Knowledge files compared with the store: the figures that they name, and names of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sstc_cli.diagnostics import Diagnostic
    from sstc_cli.model.knowledge import KnowledgeNote
    from sstc_cli.report.evidence import ReportEvidence
    from sstc_cli.report.note_lines import NoteSetting
    from sstc_cli.workspace import Workspace


def compared_notes(workspace: Workspace, evidence: ReportEvidence) -> list[Diagnostic]:
    """Return what is wrong with the figures of all notes, and names of the store in them."""
    return [
        problem
        for file, note in notes_of(workspace)
        for problem in located(workspace, file, compared(workspace, evidence, note))
    ]


def notes_of(workspace: Workspace) -> list[tuple[str, KnowledgeNote]]:
    """Return what is written in each knowledge file, with the name of the file."""
    return [(file.tree.file, file.model) for file in workspace.knowledge if file.model]


def located(workspace: Workspace, file: str, found: list[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics with their places, those of a kind together."""
    from sstc_cli.diagnostics import together

    return together(workspace.located(file, found))


def compared(
    workspace: Workspace, evidence: ReportEvidence, note: KnowledgeNote
) -> list[Diagnostic]:
    """Return what is wrong with the figures of a note, with paths, and names of the store in it."""
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.report.report_checks import check_noted
    from sstc_cli.store.people import names_and_addresses

    names = names_and_addresses(store_of(workspace))
    return check_noted(note_setting(evidence, note), names)


def note_setting(evidence: ReportEvidence, note: KnowledgeNote) -> NoteSetting:
    """Return a note with the public tables of its webinar, in English."""
    from sstc_cli.numbers.words import ENGLISH
    from sstc_cli.report.note_lines import NoteSetting

    webinar = evidence.series.webinar(note.webinar)
    return NoteSetting(note, evidence.setting(ENGLISH, webinar))
