"""`sstc report publish|list|diff`: what was published, figure by figure."""

from typing import Annotated

import typer

from sstc_cli.atomic import delete
from sstc_cli.cli.console.files import from_here, write_new
from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.report.evidence import checked, open_evidence, refuse_errors, tell_waiting
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import is_id
from sstc_cli.model.report import PublishedReport
from sstc_cli.numbers.hiding import strictest
from sstc_cli.quantity import webinars_in_words
from sstc_cli.report.memory import remember
from sstc_cli.report.record import PublishedChange, changes, record_of, tables_in
from sstc_cli.source import write
from sstc_cli.workspace.published import next_report_file, published_reports, report_files

Before = Annotated[str, typer.Argument(metavar="NAME", help="Name of a published report.")]
After = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME",
        help="Another one. [default: what would be published now]",
        show_default=False,
    ),
]


def list_(context: typer.Context, json: Json = False) -> None:
    """List the published reports.

    Example: `sstc report list`
    """
    session = session_of(context)
    reports, series = published_reports(session.root), session.unchecked().series
    numbers = series.numbers if series else {}
    if json:
        rows = [
            {"name": report.name, "published": report.published, "webinars": report.webinars}
            for report in reports
        ]
        session.result(write_results(reports=rows))
    for report in reports if not json else ():
        webinars = webinars_in_words(report.webinars, numbers) if report.webinars else "no webinars"
        session.result(f"{report.name}  {report.published}  {webinars}; {tables_in(report)} tables")
    if not reports and not json:
        session.say("no report has been published yet: run `sstc report publish NAME` first")


def diff(
    context: typer.Context,
    before: Before,
    after: After = None,
    json: Json = False,
) -> None:
    """Compare two published reports, or one with the figures now.

    Example: `sstc report diff final`
    """
    session = session_of(context)
    known = {report.name: report for report in published_reports(session.root)}
    first = _named(known, before)
    if after is None:
        workspace, series = session.opened()
        second = record_of(open_evidence(workspace, series), "now", session.day)
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
    if name not in known:
        message = f"no report `{name}` is published"
        raise SstcError(message, did_you_mean(name, list(known)), ExitCode.USAGE)
    return known[name]


Name = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of the report, for example `final`.")
]


def publish(context: typer.Context, name: Name) -> None:
    """Record the figures of the public reports as published.

    A later report cannot reveal single people beside it: answers since then are added only if
    they are many enough. The file in `data/reports/` has figures only, and can be public.

    Example: `sstc report publish final`
    """
    session = session_of(context)
    workspace, series = session.opened()
    before = published_reports(workspace.root)
    if not is_id(name) or name in (report.name for report in before):
        message = f"`{name[:80]}` is not a name for a new report"
        hint = "use small letters, digits and hyphens, and a name that no report has yet"
        raise SstcError(message, hint, ExitCode.USAGE)
    evidence = open_evidence(workspace, series)
    refuse_errors(session, workspace, checked(workspace, evidence))
    assert evidence.next is not None  # noqa: S101 it is the public edition
    record = record_of(evidence, name, session.day)
    file = workspace.root / next_report_file(name, len(before))
    data = write(record.plain_data(), "Written by `sstc report publish`: do not edit it.").encode()
    created = write_new(file, data, root=workspace.root)
    if not created or len(report_files(workspace.root)) > len(before) + 1:
        if created:
            delete(file)
        message = "another report was published at the same time, so nothing was written"
        raise SstcError(message, "check `sstc report list`, then run this again")
    try:
        publish_, published = strictest(workspace.surveys.values()), evidence.next.published
        remember(store_of(workspace), record, publish_, published, evidence.sizes)
    except SstcError:
        delete(file)  # a later report could not be compared with it
        raise
    tell_waiting(session, evidence)
    session.result(from_here(file))
