"""`sstc validate`: everything that is wrong with the data."""

import sys
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli import __version__
from sstc_cli.cli.completion import complete_code
from sstc_cli.cli.options import Today, flag
from sstc_cli.cli.session import session_of
from sstc_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sstc_cli.diagnostics import Diagnostic
    from sstc_cli.workspace import Workspace


class Format(StrEnum):
    """Who reads the diagnostics."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


Codes = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODE",
        help="Codes or their beginnings, as in `W4`; repeatable.",
        autocompletion=complete_code,
    ),
]


def validate(
    context: typer.Context,
    format: Annotated[
        Format | None,
        typer.Option(
            help="For people, programs, code scanning or a pull request.  \\[default: text, and "
            "github in GitHub Actions]",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[bool, flag("--strict", text="Warnings fail, too.")] = False,
    select: Codes = None,
    ignore: Codes = None,
    today: Today = None,
) -> None:
    """Check the series and its surveys; say what is wrong, where, and what to do.

    Exit status: 0 nothing is wrong, 1 the data has errors, 3 a file cannot be read.

    Example: `sstc validate --strict --today 2020-07-01`
    """
    from sstc_cli.diagnostics import Severity, select_codes
    from sstc_cli.workspace import open_workspace, tracked_files

    session = session_of(context)
    root = session.root
    workspace = open_workspace(root, today or date.today(), tracked=tracked_files(root))
    found = select_codes(workspace.diagnostics, select, ignore)
    written = format or (Format.GITHUB if session.in_actions else Format.TEXT)
    if written is Format.TEXT:
        session.show(found, workspace, sys.stdout)
        session.say(summary(workspace, found))
    else:
        session.result(_write(written, found))
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failed = workspace.series is None or any(each.severity in fatal for each in found)
    raise typer.Exit(ExitCode.DATA if failed else ExitCode.OK)


def _write(format: Format, found: "Sequence[Diagnostic]") -> str:
    """The diagnostics for a program."""
    from sstc_cli.diagnostics import write_github, write_json, write_sarif
    from sstc_cli.workspace import catalogue

    if format is Format.SARIF:
        pages = {code: page.text for code, page in catalogue().items()}
        return write_sarif(found, pages, __version__)
    return write_json(found) if format is Format.JSON else write_github(found)


def summary(workspace: "Workspace", found: "Sequence[Diagnostic]") -> str:
    """`15 webinars, 2 surveys: no errors, 1 warning`."""
    from collections import Counter

    counted = Counter(str(each.severity) for each in found)
    parts = [_count(counted["error"], "error")]
    parts += [_count(counted[noun], noun) for noun in ("warning", "note") if counted[noun]]
    if workspace.series is None:
        return ", ".join(parts)
    webinars = _count(len(workspace.series.webinars), "webinar")
    surveys = _count(len(workspace.surveys), "survey")
    return f"{webinars}, {surveys}: {', '.join(parts)}"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
