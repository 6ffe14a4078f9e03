"""The files of a workspace whose plan comes from a spreadsheet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.cli.init.understood import show_reading
from sstc_cli.errors import SstcError
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.model import Series
    from sstc_cli.planning.foreign.dialogue import ScheduleOptions

_SURVEYS = "data/surveys/"


def with_schedule(
    session: Session,
    files: dict[str, bytes],
    identity: str,
    file: Path,
    options: ScheduleOptions,
    encoding: str | None,
) -> dict[str, bytes]:
    """Return the files of a new workspace with the plan of a schedule; show what was understood."""
    from sstc_cli.cli.init.ask import TerminalAsker
    from sstc_cli.model.text import LANGUAGES
    from sstc_cli.planning.foreign.read import read_schedule
    from sstc_cli.sheets import read_sheets
    from sstc_cli.workspace import DATA

    source = read_sheets(file, encoding, options.languages or LANGUAGES, blocks=True)
    asker = TerminalAsker() if sys.stdin.isatty() else None
    plan = DATA.as_posix()
    starter = files[plan].decode()
    reading = read_schedule(source, starter, identity, options, asker)
    series = _readable(reading.text)
    show_reading(session, source, reading)
    if kinds := _private_kinds(series):
        session.say(
            f"{plan} now has private values ({', '.join(kinds)}): keep its repository private"
        )
    first = f"webinars: [{reading.first_number}]".encode()
    surveys = {
        name: data.replace(b"webinars: [1]", first)
        for name, data in files.items()
        if name.startswith(_SURVEYS)
    }
    return {**files, **surveys, plan: reading.text.encode()}


def _private_kinds(series: Series) -> list[str]:
    """Return how many private values of each kind a plan has."""
    joins = [webinar.join for webinar in series.webinars if webinar.join]
    counts = {
        "e-mail address": sum(bool(who.email) for who in series.people),
        "phone number": sum(bool(who.phone) for who in series.people),
        "link to join": sum(not join.public for join in joins),
        "passcode": sum(bool(join.passcode) for join in joins),
    }
    plural = {"e-mail address": "e-mail addresses", "link to join": "links to join"}
    return [quantity(count, kind, plural.get(kind)) for kind, count in counts.items() if count]


def _readable(text: str) -> Series:
    """Return the plan; refuse one with a text that plans cannot have."""
    from sstc_cli.model import Series
    from sstc_cli.source import build, parse

    tree = parse(text, "")
    series, diagnostics = build(tree, Series)
    wrong = [*tree.diagnostics, *diagnostics]
    if series is None or wrong:
        reason = wrong[0].message if wrong else "it is empty"
        message = f"the schedule has a text that a plan cannot have: {reason}"
        raise SstcError(message, "correct it in the file, and run this again")
    return series
