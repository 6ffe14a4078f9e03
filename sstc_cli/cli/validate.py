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
    from typing import NoReturn

    from sstc_cli.cli.session import Session
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
    fix: Annotated[bool, flag("--fix", text="Correct what has one right answer.")] = False,
    diff: Annotated[
        bool, flag("--diff", text="Show what `--fix` would change; write nothing.")
    ] = False,
    select: Codes = None,
    ignore: Codes = None,
    today: Today = None,
) -> None:
    """Check the series and its surveys; say what is wrong, where, and what to do.

    Exit status: 0 nothing is wrong, 1 the data has errors, 3 a file cannot be read. With `--diff`
    it is 1 where something would change.

    Example: `sstc validate --strict --today 2020-07-01`
    """
    from sstc_cli.diagnostics import select_codes
    from sstc_cli.workspace import open_workspace, tracked_files

    if fix and diff:
        raise typer.BadParameter("one writes, the other does not", param_hint="--fix and --diff")
    session = session_of(context)
    root = session.root
    workspace = open_workspace(root, today or date.today(), tracked=tracked_files(root))
    if diff:
        _preview(session, workspace, select, ignore)
    if fix:
        workspace = _fix(session, workspace, select, ignore)
    found = select_codes(workspace.diagnostics, select, ignore)
    _show(session, workspace, found, format)
    raise typer.Exit(_status(workspace, found, strict=strict))


def _preview(
    session: "Session", workspace: "Workspace", select: list[str] | None, ignore: list[str] | None
) -> "NoReturn":
    """Show what the fixes would change, and stop."""
    from sstc_cli.cli.diff import show_diff, write_diff
    from sstc_cli.workspace import fixed

    changes = write_diff(workspace, fixed(workspace, select, ignore))
    show_diff(session, changes)
    session.say("nothing is written" if changes else "nothing to fix")
    raise typer.Exit(ExitCode.DATA if changes else ExitCode.OK)


def _fix(
    session: "Session", workspace: "Workspace", select: list[str] | None, ignore: list[str] | None
) -> "Workspace":
    """Write the fixes; the workspace is then what they left."""
    from sstc_cli.cli.edit import save
    from sstc_cli.workspace import fixed

    after = fixed(workspace, select, ignore)
    written = save(workspace, after)
    for file in written:
        session.say(f"{file} is written")
    if not written:
        session.say("nothing to fix")
    return after


def _show(
    session: "Session",
    workspace: "Workspace",
    found: "Sequence[Diagnostic]",
    format: Format | None,
) -> None:
    """Write the diagnostics to stdout, for whoever reads them."""
    written = format or (Format.GITHUB if session.in_actions else Format.TEXT)
    if written is Format.TEXT:
        session.show(found, workspace, sys.stdout)
        session.say(summary(workspace, found))
        if fixable := sum(bool(each.fix) for each in found):
            session.say(f"`sstc validate --fix` corrects {fixable} of them, `--diff` shows how")
    else:
        session.result(_write(written, found))


def _status(workspace: "Workspace", found: "Sequence[Diagnostic]", *, strict: bool) -> ExitCode:
    from sstc_cli.diagnostics import Severity

    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failed = workspace.series is None or any(each.severity in fatal for each in found)
    return ExitCode.DATA if failed else ExitCode.OK


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
