"""The notes and the evidence that the commands for knowledge need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from sstc_cli.cli.console.options import flag
from sstc_cli.cli.console.session import chosen_webinars
from sstc_cli.cli.report.opened import open_evidence
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.model import Series, Webinar
    from sstc_cli.report.evidence import ReportEvidence
    from sstc_cli.workspace import Workspace

Final = Annotated[
    bool,
    flag(
        "--final",
        text="Refuse a note that lacks evidence, a permission or a part, or does not fit.",
    ),
]


def open_public_evidence(workspace: Workspace, series: Series) -> ReportEvidence:
    """Return what the public report shows; a store without responses has nothing to show."""
    from sstc_cli.cli.console.store import store_of

    if store_of(workspace).begun:
        return open_evidence(workspace, series)
    from sstc_cli.report.evidence import ReportEvidence

    return ReportEvidence(series, workspace.surveys, workspace.report_texts, {})


def noted_webinars(
    workspace: Workspace, series: Series, numbers: list[int] | None
) -> list[Webinar]:
    """Return the webinars with these numbers, or all that have a note; refuse those without one."""
    from sstc_cli.workspace.data_files import knowledge_file

    notes = workspace.notes
    if not notes:
        message = "the workspace has no knowledge files yet"
        raise SstcError(message, "run `sstc knowledge start 7` for webinar 7", ExitCode.DATA)
    chosen = chosen_webinars(series, numbers or list(notes))
    for webinar in chosen:
        if webinar.number not in notes:
            message = f"{knowledge_file(webinar.number).as_posix()} does not exist"
            hint = f"run `sstc knowledge start {webinar.number}` to begin it"
            raise SstcError(message, hint, ExitCode.DATA)
    return chosen
