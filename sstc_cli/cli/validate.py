"""`sstc validate`: check the data files, and fix typos."""

import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from sstc_cli.cli.console.change import tell_change
from sstc_cli.cli.console.diff import write_diff
from sstc_cli.cli.console.files import listed
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.journal import save
from sstc_cli.cli.console.outcome import (
    DiagnosticFormat,
    FormatOption,
    Ignore,
    Select,
    Strict,
    exit_status,
    workspace_summary,
    write_diagnostics,
)
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.diagnostics import Diagnostic, Severity, printable, select_codes
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.workspace import (
    Workspace,
    difference,
    open_workspace,
    rounds_of_fixes,
    tracked_files,
    with_fixes,
)
from sstc_cli.workspace.privacy import exposing_files
from sstc_cli.workspace.published import certificate_problems, report_problems


def validate(
    context: typer.Context,
    format: FormatOption = None,
    strict: Strict = False,
    fix: Annotated[
        bool, flag("--fix", text="Fix errors with only one possible correction.")
    ] = False,
    diff: Annotated[
        bool,
        flag("--diff", text="Show what `--fix` would change. Write nothing, even with `--fix`."),
    ] = False,
    select: Select = None,
    ignore: Ignore = None,
    every: Annotated[
        bool, flag("--all", text="Show each warning, also if there are many of one code.")
    ] = False,
) -> None:
    """Check the plan, its surveys, mappings, releases and texts.

    On a terminal, each problem is drawn below its line, and many warnings of one code are one line
    with their number. In a pipe or a file, each problem is one line.

    Exit status: 0 no errors (warnings do not count without `--strict`), 1 the data has errors, 3 a
    file cannot be read. With `--diff`, 1 means that something would change.

    Example: `sstc validate --strict --today 2020-07-01`
    """
    session = session_of(context)
    root = session.root
    workspace = open_workspace(root, session.day, tracked=_tracked(session, root))
    if diff:
        _preview(session, workspace, select, ignore)
    elif fix:
        workspace = _fix(session, workspace, select, ignore)
    public = (*report_problems(root), *certificate_problems(root))
    found = (*workspace.diagnostics, *public, *_of_report(workspace))
    diagnostics = select_codes(found, select, ignore)
    _show(session, workspace, diagnostics, format, every=every)
    raise typer.Exit(_status(workspace, diagnostics, strict=strict))


def _tracked(session: Session, root: Path) -> frozenset[str]:
    """Return the files that git tracks, or say which check cannot be made without them."""
    try:
        return tracked_files(root, os.environ)
    except SstcError as error:
        session.say(f"not checked: whether git tracks private files (W602): {error.message}")
        session.say(f"help: {error.hint}")
        return frozenset()


def _of_report(workspace: Workspace) -> Sequence[Diagnostic]:
    """Return what is wrong in the texts of reports and notes, compared with their figures."""
    series = workspace.series
    if workspace.report_file is None and not workspace.knowledge:
        return ()
    if not os.environ.get("SSTC_STORE") and not workspace.store.exists():
        return ()  # without the library for databases
    if series is None or workspace.has_errors:
        return ()
    from sstc_cli.cli.report.notes import compared_texts  # noqa: PLC0415 slow to load

    # what is hidden now may be shown once more people have answered, and stops reports only
    weights = {"E712": Severity.WARNING, "W719": Severity.NOTE}
    return [
        problem._replace(weight=weights.get(problem.code, problem.weight))
        for problem in compared_texts(workspace, series)
    ]


def _preview(
    session: Session, workspace: Workspace, select: list[str] | None, ignore: list[str] | None
) -> NoReturn:
    """Show what the fixes would change, and exit."""
    after = with_fixes(workspace, select, ignore)
    diff = write_diff(workspace, after)
    tell_change(session, workspace, after, diff=True)
    session.say("no files changed" if diff else "nothing to fix")
    raise typer.Exit(ExitCode.DATA if diff else ExitCode.OK)


def _fix(
    session: Session, workspace: Workspace, select: list[str] | None, ignore: list[str] | None
) -> Workspace:
    """Write the fixes, say what each was for, and return the fixed workspace."""
    states = rounds_of_fixes(workspace, select, ignore)
    after = states[-1]
    files = save(session, workspace, after)
    fixed = [was for pair in pairwise(states) for was in difference(*pair).gone]
    for file in files:
        session.say(f"updated {file}")
        for was in fixed:
            if was.place and was.place.file == file and was.fix:
                hint = f" ({was.hint})" if was.hint else ""
                session.say(f"  line {was.place.line}: {printable(was.message + hint)}")
    if not files:
        tried = any(found.fix for found in select_codes(workspace.diagnostics, select, ignore))
        reason = ": a fix would cause another error in its line" if tried else ""
        session.say(f"nothing to fix{reason}")
    return after


def _show(
    session: Session,
    workspace: Workspace,
    diagnostics: Sequence[Diagnostic],
    format: DiagnosticFormat | None,
    *,
    every: bool,
) -> None:
    """Write the diagnostics to stdout, and for people a summary to stderr."""
    if write_diagnostics(session, workspace, diagnostics, format, every=every):
        session.say(workspace_summary(workspace, diagnostics))
        if workspace.out.is_dir():
            _name_exposing_files(session, workspace)
        fixable = sum(bool(diagnostic.fix) for diagnostic in diagnostics)
        if fixable and with_fixes(workspace) is not workspace:
            which = "it" if len(diagnostics) == 1 else f"{fixable} of them"
            session.say(f"`sstc validate --fix` fixes {which}; `--diff` shows how")


def _name_exposing_files(session: Session, workspace: Workspace) -> None:
    """Name the public files that have a link to join which is private now."""
    series = workspace.series
    if series is None or not any(
        webinar.join and not webinar.join.public for webinar in series.webinars
    ):
        return  # without a look into the files
    if files := exposing_files(series, workspace.out):
        lines = "\n".join(f"  {line}" for line in listed(files))
        session.say(f"warning: a link to join that is private now is in public files:\n{lines}")
        session.say("help: write them again, or delete them, also where you have published them")


def _status(workspace: Workspace, diagnostics: Sequence[Diagnostic], *, strict: bool) -> ExitCode:
    return ExitCode.DATA if workspace.series is None else exit_status(diagnostics, strict=strict)
