"""`sstc report publish`: what was published, figure by figure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Today
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.report.checked import checked, refuse_errors
from sstc_cli.cli.report.opened import open_evidence
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from collections.abc import Sequence

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of the report, for example `final`.")
]


def publish(context: typer.Context, name: Name, today: Today = None) -> None:
    """Record what the public reports show now, so that a later one cannot reveal single people.

    The file in `data/reports/` has figures only, and can be public. It is refused if a figure
    differs from an earlier report by fewer people than the least count.

    Example: `sstc report publish final`
    """
    from sstc_cli.atomic import delete
    from sstc_cli.cli.console.files import from_here, write_new
    from sstc_cli.model import is_id
    from sstc_cli.numbers.hiding import strictest
    from sstc_cli.report.record import record_of, revealed
    from sstc_cli.source import write
    from sstc_cli.workspace.published import next_report_file, published_reports, report_files

    session = session_of(context)
    workspace, series = session.opened(today)
    before = published_reports(workspace.root)
    if not is_id(name) or name in (report.name for report in before):
        message = f"`{name[:80]}` is not a name for a new report"
        hint = "use small letters, digits and hyphens, and a name that no report has yet"
        raise SstcError(message, hint, ExitCode.USAGE)
    evidence = open_evidence(workspace, series)
    refuse_errors(session, workspace, checked(workspace, evidence))
    record = record_of(evidence, name, today or date.today())
    _refuse_revealing(list(revealed(record, before, strictest(workspace.surveys.values()))))
    file = workspace.root / next_report_file(name, len(before))
    data = write(record.plain_data(), "Written by `sstc report publish`: do not edit it.").encode()
    created = write_new(file, data, root=workspace.root)
    if not created or len(report_files(workspace.root)) > len(before) + 1:
        if created:
            delete(file)
        message = "another report was published at the same time, so nothing was written"
        raise SstcError(message, "check `sstc report list`, then run this again")
    session.result(from_here(file))


def _refuse_revealing(found: Sequence[str]) -> None:
    from sstc_cli.quantity import quantity

    if not found:
        return
    more = f" (and {quantity(len(found) - 1, 'figure')} more)" if len(found) > 1 else ""
    message = f"this report and an earlier one would reveal few people: {found[0]}{more}"
    hint = (
        "publish when more people have answered, or write `publish: {round: 5}` into the survey: "
        "the difference then disappears in round counts"
    )
    raise SstcError(message, hint, ExitCode.DATA)
