"""`sstc calendar check`: find problems in any calendar file."""

import sys
from io import BytesIO
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.files import MOST_BYTES
from sstc_cli.cli.console.options import expand_patterns
from sstc_cli.cli.console.outcome import (
    FormatOption,
    Ignore,
    Select,
    Strict,
    exit_status,
    severities_text,
    write_diagnostics,
)
from sstc_cli.cli.console.session import session_of
from sstc_cli.diagnostics import select_codes
from sstc_cli.errors import SstcError
from sstc_cli.ics_check import check_files
from sstc_cli.quantity import quantity

_STDIN = Path("-")


def check(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Calendar files, or folders with them; `-` reads stdin.",
            callback=expand_patterns,
        ),
    ],
    format: FormatOption = None,
    strict: Strict = False,
    select: Select = None,
    ignore: Ignore = None,
) -> None:
    """Check calendar files for problems in Outlook, Google and others.

    Nothing is written. A file shows each code three times at most, with the number of the others.
    The check of a file stops at 100,000 problems.

    Exit status: 0 no errors (warnings do not count without `--strict`), 1 a file has errors, 3 a
    file cannot be read.

    Example: `sstc calendar check invitation.ics`
    """
    session = session_of(context)
    checked = check_files(_piped() if file == _STDIN else file for file in files)
    diagnostics = select_codes(checked.diagnostics, select, ignore)
    if write_diagnostics(session, checked, diagnostics, format):
        entries = quantity(checked.entries, "entry", "entries")
        counts = severities_text(checked.severities(diagnostics))
        rest = "" if checked.is_complete else "; the rest was not checked"
        session.say(f"{quantity(checked.files, 'file')}, {entries}: {counts}{rest}")
    raise typer.Exit(exit_status(diagnostics, strict=strict))


def _piped() -> BytesIO:
    """Return what stdin gives."""
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise SstcError(
            f"stdin gives more than {MOST_BYTES // 1_000_000} MB",
            "write it to a file, and check the file",
        )
    return BytesIO(data)
