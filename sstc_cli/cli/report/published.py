"""`sstc report list` and `diff`: the published reports, and which figures differ."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Json, Today
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.report.opened import open_evidence
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.model.report import PublishedReport
    from sstc_cli.report.record import PublishedChange

Before = Annotated[str, typer.Argument(metavar="NAME", help="Name of a published report.")]
After = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME",
        help="Another one. [default: what would be published now]",
        show_default=False,
    ),
]


def list_reports(context: typer.Context, json: Json = False) -> None:
    """List the published reports.

    Example: `sstc report list`
    """
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.report.record import tables_in
    from sstc_cli.workspace.published import published_reports

    session = session_of(context)
    reports = published_reports(session.root)
    if json:
        rows = [
            {"name": report.name, "published": report.published, "webinars": report.webinars}
            for report in reports
        ]
        session.result(write_results(reports=rows))
    for report in reports if not json else ():
        webinars = ", ".join(map(str, report.webinars)) or "none"
        session.result(
            f"{report.name}  {report.published}  webinars {webinars}; {tables_in(report)} tables"
        )
    if not reports and not json:
        session.say("no report is published yet: run `sstc report publish NAME`")


def diff(
    context: typer.Context,
    before: Before,
    after: After = None,
    json: Json = False,
    today: Today = None,
) -> None:
    """Show which figures differ between two published reports, or from what would be published now.

    Example: `sstc report diff final`
    """
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.report.record import changes, record_of
    from sstc_cli.workspace.published import published_reports

    session = session_of(context)
    known = {report.name: report for report in published_reports(session.root)}
    first = _named(known, before)
    if after is None:
        workspace, series = session.opened(today)
        second = record_of(open_evidence(workspace, series), "now", today or date.today())
    else:
        second = _named(known, after)
    found = changes(first, second)
    if json:
        rows = [
            {"figure": change.name, "before": change.before, "after": change.after}
            for change in found
        ]
        session.result(write_results(changes=rows))
        return
    for change in found:
        session.result(_line(change))
    if not found:
        session.say("no figure differs")


def _line(change: PublishedChange) -> str:
    before, after = change.before or "not shown", change.after or "not shown"
    return f"{change.name}: {before} → {after}"


def _named(known: dict[str, PublishedReport], name: str) -> PublishedReport:
    from sstc_cli.diagnostics import did_you_mean

    if name not in known:
        message = f"no report `{name}` is published"
        raise SstcError(message, did_you_mean(name, list(known)), ExitCode.USAGE)
    return known[name]
