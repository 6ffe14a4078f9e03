"""What commands that check have in common: options, formats, counts and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli import __version__
from sstc_cli.cli.console.options import flag
from sstc_cli.diagnostics import counted
from sstc_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sstc_cli.cli.console.session import Session, Sourced
    from sstc_cli.diagnostics import Diagnostic, Severity
    from sstc_cli.workspace import Workspace


class DiagnosticFormat(StrEnum):
    """Who reads the diagnostics."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


FormatOption = Annotated[
    DiagnosticFormat | None,
    typer.Option(
        "--format",
        help="For people, programs, code scanning or a pull request.  [default: text, and "
        "github in GitHub Actions]",
        show_default=False,
    ),
]


def complete_code(incomplete: str) -> Iterator[tuple[str, str]]:
    """Codes of diagnostics, with what they say."""
    from sstc_cli.cli.console.pages import pages

    for code, page in pages().items():
        if code.startswith(incomplete.upper()):
            yield code, page.title


def read_code(text: str) -> str:
    """A code of the command line, or the beginning of some."""
    from sstc_cli.cli.console.pages import pages
    from sstc_cli.diagnostics import did_you_mean

    known = pages()
    if any(code.startswith(text.upper()) for code in known):
        return text
    raise typer.BadParameter(f"no code begins with `{text}`: {did_you_mean(text.upper(), known)}")


Strict = Annotated[bool, flag("--strict", text="Warnings fail, too.")]
Codes = Annotated[
    list[str] | None,
    typer.Option(
        parser=read_code,
        metavar="CODE",
        help="Codes or their beginnings, as in `W4`; repeatable.",
        autocompletion=complete_code,
    ),
]


def write_diagnostics(
    session: Session, origin: Sourced, found: Sequence[Diagnostic], format: DiagnosticFormat | None
) -> bool:
    """Write diagnostics to stdout, for whoever reads them; whether that is a person."""
    chosen = format or (DiagnosticFormat.GITHUB if session.in_actions else DiagnosticFormat.TEXT)
    if chosen is DiagnosticFormat.TEXT:
        session.show(found, origin, sys.stdout)
    else:
        session.result(_write(chosen, found))
    return chosen is DiagnosticFormat.TEXT


def status(found: Sequence[Diagnostic], *, strict: bool) -> ExitCode:
    """Whether there is an error, or with `strict` a warning."""
    from sstc_cli.diagnostics import Severity

    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return ExitCode.DATA if any(each.severity in fatal for each in found) else ExitCode.OK


def severities(counts: Mapping[Severity, int]) -> str:
    """`no errors, 1 warning`."""
    from sstc_cli.diagnostics import Severity

    parts = [counted(counts.get(Severity.ERROR, 0), "error")]
    rest = (Severity.WARNING, Severity.NOTE)
    return ", ".join(parts + [counted(counts[each], each) for each in rest if counts.get(each)])


def summary(workspace: Workspace, found: Sequence[Diagnostic]) -> str:
    """`15 webinars, 2 surveys: no errors, 1 warning`."""
    from collections import Counter

    counts = severities(Counter(each.severity for each in found))
    if workspace.series is None:
        return counts
    webinars = counted(len(workspace.series.webinars), "webinar")
    surveys = counted(len(workspace.surveys), "survey")
    releases = f", {counted(len(workspace.releases), 'release')}" if workspace.releases else ""
    return f"{webinars}, {surveys}{releases}: {counts}"


def _write(format: DiagnosticFormat, found: Sequence[Diagnostic]) -> str:
    """The diagnostics for a program."""
    from sstc_cli.cli.console.pages import pages
    from sstc_cli.diagnostics import write_github, write_json, write_sarif

    if format is DiagnosticFormat.SARIF:
        texts = {code: page.text for code, page in pages().items()}
        return write_sarif(found, texts, __version__)
    return write_json(found) if format is DiagnosticFormat.JSON else write_github(found)
