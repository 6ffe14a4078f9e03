"""`sstc calendar check`: what calendar programs will stumble on in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.options import matching
from sstc_cli.cli.console.outcome import (
    Codes,
    FormatOption,
    Strict,
    severities,
    status,
    write_diagnostics,
)
from sstc_cli.cli.console.session import session_of
from sstc_cli.diagnostics import counted


def check(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", help="Calendar files, of ours or of others.", callback=matching
        ),
    ],
    format: FormatOption = None,
    strict: Strict = False,
    select: Codes = None,
    ignore: Codes = None,
) -> None:
    """Say what Outlook, Google, Apple and others will stumble on in a file; writes nothing.

    Of each code the first three are shown, and how many more there are.

    Exit status: 0 nothing is wrong, 1 a file has errors, 3 a file cannot be read.

    Example: `sstc calendar check invitation.ics`
    """
    from sstc_cli.diagnostics import select_codes
    from sstc_cli.ics_check import check_files

    session = session_of(context)
    checked = check_files(files)
    found = select_codes(checked.diagnostics, select, ignore)
    if write_diagnostics(session, checked, found, format):
        entries = counted(checked.entries, "entry", "entries")
        counts = severities(checked.severities(found))
        session.say(f"{counted(len(files), 'file')}, {entries}: {counts}")
    raise typer.Exit(status(found, strict=strict))
