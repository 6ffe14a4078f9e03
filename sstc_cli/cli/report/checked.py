"""The checks of what people wrote for a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from sstc_cli.cli.console.session import Session
    from sstc_cli.diagnostics import Diagnostic
    from sstc_cli.report.evidence import ReportEvidence
    from sstc_cli.workspace import Workspace


def checked(
    workspace: Workspace,
    evidence: ReportEvidence,
    *,
    final: bool = False,
    written: Container[int | None] | None = None,
) -> Sequence[Diagnostic]:
    """Return the diagnostics on what people wrote, with their places.

    `written` are the webinars whose reports are written now, and None for that of the series. A
    figure without a value is an error in their texts alone. [default: all]
    """
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.numbers.words import ENGLISH
    from sstc_cli.report.figure_checks import weighed
    from sstc_cli.report.report_checks import check_report
    from sstc_cli.source import locate
    from sstc_cli.store.people import names_and_addresses

    setting = evidence.setting(ENGLISH)
    found = check_report(setting, names_and_addresses(store_of(workspace)), final=final)
    if written is not None:
        found = [weighed(problem, evidence.written, written) for problem in found]
    if workspace.report_file is None:
        return found
    return locate(workspace.report_file.tree, found)


def refuse_errors(session: Session, workspace: Workspace, found: Sequence[Diagnostic]) -> None:
    """Show what is wrong with the texts, and stop if there is an error."""
    from sstc_cli.diagnostics import Severity

    session.show(found, workspace)
    if any(problem.severity is Severity.ERROR for problem in found):
        message = "data/report.yaml has errors, so no report was written"
        raise SstcError(message, "correct them, then run this again", ExitCode.DATA)
