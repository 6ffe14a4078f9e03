"""Knowledge notes: the evidence that they need, and their checks."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.session import Session, chosen_webinars
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.report.evidence import checked, open_evidence
from sstc_cli.diagnostics import Diagnostic, Severity, together
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series, Webinar
from sstc_cli.model.knowledge import KnowledgeNote
from sstc_cli.numbers.words import ENGLISH
from sstc_cli.report.evidence import ReportEvidence
from sstc_cli.report.knowledge_note import check_drawn
from sstc_cli.report.note_lines import NoteSetting
from sstc_cli.report.report_checks import check_noted
from sstc_cli.store.people import names_and_addresses
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.data_files import knowledge_file

_NOT_FINAL = ("W601", "W791", "W792", "W793", "W796", "W797", "W798")

Final = Annotated[
    bool,
    flag(
        "--final",
        text="Refuse a note without evidence, permission or a part, or too long.",
    ),
]


def open_public_evidence(workspace: Workspace, series: Series) -> ReportEvidence:
    """Return what the public report shows; a store without responses has nothing to show."""
    if store_of(workspace).begun:
        return open_evidence(workspace, series)
    return ReportEvidence(series, workspace.surveys, workspace.report_texts, {})


def noted_webinars(
    workspace: Workspace, series: Series, numbers: list[int] | None
) -> list[Webinar]:
    """Return the webinars with these numbers, or all that have a note; refuse those without one."""
    notes = workspace.notes
    if not notes:
        number = numbers[0] if numbers else 1
        message = "the workspace has no knowledge files yet"
        hint = f"run `sstc knowledge start {number}` to begin one"
        raise SstcError(message, hint, ExitCode.DATA)
    chosen = chosen_webinars(series, numbers or [series.numbers[id_] for id_ in notes])
    for webinar in chosen:
        if webinar.id not in notes:
            message = f"{knowledge_file(webinar.id).as_posix()} does not exist"
            hint = f"run `sstc knowledge start {webinar.number}` to begin it"
            raise SstcError(message, hint, ExitCode.DATA)
    return chosen


def compared_texts(workspace: Workspace, series: Series) -> list[Diagnostic]:
    """Return what the figures say against the texts of reports and notes, if there are figures."""
    if not store_of(workspace).begun:
        return []
    try:
        evidence = open_evidence(workspace, series)
    except SstcError:  # the commands that write a report say why there is none
        return []
    found = checked(workspace, evidence, written=()) if workspace.report_file else []
    return [*found, *compared_notes(workspace, evidence)]


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
    return together(workspace.located(file, found))


def compared(
    workspace: Workspace, evidence: ReportEvidence, note: KnowledgeNote
) -> list[Diagnostic]:
    """Return what is wrong with the figures of a note, with paths, and names of the store in it."""
    names = names_and_addresses(store_of(workspace))
    return check_noted(note_setting(evidence, note), names)


def note_setting(evidence: ReportEvidence, note: KnowledgeNote) -> NoteSetting:
    """Return a note with the public tables of its webinar, in English."""
    webinar = evidence.series.webinar_of(note.webinar)
    return NoteSetting(note, evidence.setting(ENGLISH, webinar))


def checked_notes(
    workspace: Workspace,
    evidence: ReportEvidence,
    webinars: Sequence[Webinar],
    *,
    final: bool = False,
) -> list[Diagnostic]:
    """Return all diagnostics on the notes about some webinars, with their places."""
    by_rules, wanted = workspace.diagnosed(), {webinar.id for webinar in webinars}
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
    session.show(found, workspace)
    if any(problem.severity is Severity.ERROR for problem in found):
        message = "knowledge files have errors, so nothing was written"
        raise SstcError(message, "correct them, then run this again", ExitCode.DATA)


def _lacking(note: KnowledgeNote) -> Iterator[Diagnostic]:
    """Yield the parts that a final note needs."""
    for key, what in (("rapporteur", "the rapporteur is"), ("messages", "the messages are")):
        if not getattr(note, key):
            yield Diagnostic("E717", f"{what} missing", (), f"write `{key}`")
