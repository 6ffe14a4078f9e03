"""`sstc validate`: everything that is wrong with the data."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Today, flag
from sstc_cli.cli.console.outcome import (
    Codes,
    DiagnosticFormat,
    FormatOption,
    Strict,
    status,
    summary,
    write_diagnostics,
)
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from sstc_cli.cli.console.session import Session
    from sstc_cli.diagnostics import Diagnostic
    from sstc_cli.workspace import Workspace


def validate(
    context: typer.Context,
    format: FormatOption = None,
    strict: Strict = False,
    fix: Annotated[bool, flag("--fix", text="Correct what has one right answer.")] = False,
    diff: Annotated[
        bool, flag("--diff", text="Show what `--fix` would change; write nothing.")
    ] = False,
    select: Codes = None,
    ignore: Codes = None,
    today: Today = None,
) -> None:
    """Check the series, its surveys, mappings and releases; say what is wrong, and what to do.

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
    from sstc_cli.cli.console.diff import show_diff, write_diff
    from sstc_cli.workspace import fixed

    changes = write_diff(workspace, fixed(workspace, select, ignore))
    show_diff(session, changes)
    session.say("nothing is written" if changes else "nothing to fix")
    raise typer.Exit(ExitCode.DATA if changes else ExitCode.OK)


def _fix(
    session: "Session", workspace: "Workspace", select: list[str] | None, ignore: list[str] | None
) -> "Workspace":
    """Write the fixes; the workspace is then what they left."""
    from sstc_cli.cli.console.edit import save
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
    format: DiagnosticFormat | None,
) -> None:
    """Write the diagnostics to stdout, for whoever reads them."""
    if write_diagnostics(session, workspace, found, format):
        session.say(summary(workspace, found))
        if fixable := sum(bool(each.fix) for each in found):
            session.say(f"`sstc validate --fix` corrects {fixable} of them, `--diff` shows how")


def _status(workspace: "Workspace", found: "Sequence[Diagnostic]", *, strict: bool) -> ExitCode:
    return ExitCode.DATA if workspace.series is None else status(found, strict=strict)
