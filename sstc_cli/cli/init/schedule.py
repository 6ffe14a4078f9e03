"""The files of a workspace whose plan comes from a spreadsheet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.cli.init.understood import show_reading
from sstc_cli.errors import SstcError

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.planning.foreign.options import Options

_SURVEYS = "data/surveys/"


def with_schedule(
    session: Session,
    files: dict[str, bytes],
    identity: str,
    file: Path,
    options: Options,
    encoding: str | None,
) -> dict[str, bytes]:
    """Return the files of a new workspace with the plan of a schedule; show what was understood."""
    from sstc_cli.cli.init.ask import TerminalAsker
    from sstc_cli.planning.foreign.read import read_schedule
    from sstc_cli.planning.foreign.spelling.qualifiers import LANGUAGES
    from sstc_cli.sheets import read_sheets
    from sstc_cli.workspace import DATA

    source = read_sheets(file, encoding, options.languages or LANGUAGES, blocks=True)
    asker = TerminalAsker() if sys.stdin.isatty() else None
    plan = DATA.as_posix()
    starter = files[plan].decode()
    reading = read_schedule(source, starter, identity, options, asker)
    _refuse_unreadable(reading.text)
    show_reading(session, source, reading)
    first = f"webinars: [{reading.first_number}]".encode()
    surveys = {
        name: data.replace(b"webinars: [1]", first)
        for name, data in files.items()
        if name.startswith(_SURVEYS)
    }
    return {**files, **surveys, plan: reading.text.encode()}


def _refuse_unreadable(text: str) -> None:
    """Refuse a plan that could not be read again, because of a text that plans cannot have."""
    from sstc_cli.model import Series
    from sstc_cli.source import build, parse

    tree = parse(text, "")
    series, diagnostics = build(tree, Series)
    wrong = [*tree.diagnostics, *diagnostics]
    if series is None or wrong:
        reason = wrong[0].message if wrong else "it is empty"
        message = f"the schedule has a text that a plan cannot have: {reason}"
        raise SstcError(message, "correct it in the file, and run this again")
