"""`sstc report check`: find what is wrong in the texts of a report."""

from typing import TYPE_CHECKING

import typer

from sstc_cli.cli.console.options import Today
from sstc_cli.cli.console.outcome import (
    FormatOption,
    Ignore,
    Select,
    Strict,
    exit_status,
    write_diagnostics,
)
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.report.checked import checked
from sstc_cli.cli.report.opened import open_evidence
from sstc_cli.cli.report.options import EditionName, Editions, Final

if TYPE_CHECKING:
    from sstc_cli.workspace import Workspace


def check(
    context: typer.Context,
    edition: Editions = EditionName.PUBLIC,
    final: Final = False,
    format: FormatOption = None,
    strict: Strict = False,
    select: Select = None,
    ignore: Ignore = None,
    today: Today = None,
) -> None:
    """Compare what people wrote in `data/report.yaml` with the figures that it names.

    It finds unknown and hidden figures, typed numbers that contradict a figure, recommendations
    that rest on nothing, causes that no figure shows, and names of people in the store.

    Example: `sstc report check --final`
    """
    from sstc_cli.diagnostics import select_codes

    session = session_of(context)
    workspace, series = session.opened(today)
    evidence = open_evidence(workspace, series, office=edition is EditionName.OFFICE)
    found = select_codes(checked(workspace, evidence, final=final), select, ignore)
    if write_diagnostics(session, workspace, found, format):
        session.say("" if found else _agrees(workspace))
    raise typer.Exit(exit_status(found, strict=strict))


def _agrees(workspace: "Workspace") -> str:
    if workspace.report_file is None:
        return "nothing was compared: data/report.yaml is missing or empty"
    return "data/report.yaml agrees with the figures"
