"""`sstc knowledge check`: find what is wrong in knowledge files."""

import typer

from sstc_cli.cli.console.options import Numbers, Today
from sstc_cli.cli.console.outcome import (
    FormatOption,
    Ignore,
    Select,
    Strict,
    exit_status,
    write_diagnostics,
)
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.report.knowledge.checked import checked_notes
from sstc_cli.cli.report.knowledge.opened import Final, noted_webinars, open_public_evidence


def check(
    context: typer.Context,
    numbers: Numbers = None,
    final: Final = False,
    format: FormatOption = None,
    strict: Strict = False,
    select: Select = None,
    ignore: Ignore = None,
    today: Today = None,
) -> None:
    """Check knowledge files, and compare them with the figures that they name.

    It finds messages without evidence, materials without licence or permission, texts that do not
    fit on two pages, unknown and hidden figures, and names of people in the store.

    Example: `sstc knowledge check`
    """
    from sstc_cli.diagnostics import select_codes

    session = session_of(context)
    workspace, series = session.opened(today)
    webinars = noted_webinars(workspace, series, numbers) if numbers or workspace.notes else []
    if not webinars:
        session.say("nothing was checked: data/knowledge/ is missing or empty")
        return
    evidence = open_public_evidence(workspace, series)
    problems = checked_notes(workspace, evidence, webinars, final=final)
    found = select_codes(problems, select, ignore)
    if write_diagnostics(session, workspace, found, format):
        session.say("" if found else "the knowledge files are right")
    raise typer.Exit(exit_status(found, strict=strict))
