"""`sstc validate`: everything that is wrong with the data."""

import sys
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.options import Today, flag
from sstc_cli.cli.session import session_of
from sstc_cli.errors import ExitCode

if TYPE_CHECKING:
    from sstc_cli.workspace import Workspace


class Format(StrEnum):
    """Who reads the diagnostics."""

    TEXT = "text"
    JSON = "json"


def validate(
    context: typer.Context,
    format: Annotated[Format, typer.Option(help="For people, or for programs.")] = Format.TEXT,
    strict: Annotated[bool, flag("--strict", text="Warnings fail, too.")] = False,
    today: Today = None,
) -> None:
    """Check the series and its surveys; say what is wrong, where, and what to do.

    Exit status: 0 nothing is wrong, 1 the data has errors, 3 a file cannot be read.

    Example: `sstc validate --strict`
    """
    from sstc_cli.diagnostics import write_json
    from sstc_cli.workspace import open_workspace

    session = session_of(context)
    workspace = open_workspace(session.root, today or date.today())
    found = workspace.diagnostics
    if format is Format.JSON:
        session.result(write_json(found))
    else:
        session.show(found, workspace, sys.stdout)
        session.say(_summary(workspace))
    failed = workspace.has_errors or workspace.series is None or (strict and found)
    raise typer.Exit(ExitCode.DATA if failed else ExitCode.OK)


def _summary(workspace: "Workspace") -> str:
    """`15 webinars, 2 surveys: no errors`."""
    from sstc_cli.diagnostics import Severity

    errors = sum(each.severity is Severity.ERROR for each in workspace.diagnostics)
    warnings = len(workspace.diagnostics) - errors
    parts = [_count(errors, "error"), *([_count(warnings, "warning")] if warnings else [])]
    if workspace.series is None:
        return ", ".join(parts)
    webinars = _count(len(workspace.series.webinars), "webinar")
    surveys = _count(len(workspace.surveys), "survey")
    return f"{webinars}, {surveys}: {', '.join(parts)}"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
