"""Options, formats, summaries and the exit status of the commands that check."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from sstc_cli import __version__
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.session import Session, Sourced
from sstc_cli.diagnostics import Diagnostic, Severity, write_github, write_json, write_sarif
from sstc_cli.errors import ExitCode
from sstc_cli.quantity import quantity
from sstc_cli.workspace import Workspace


class DiagnosticFormat(StrEnum):
    """The formats of diagnostics."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


FormatOption = Annotated[
    DiagnosticFormat | None,
    typer.Option(
        "--format",
        help="Format of the diagnostics. [default: text; github in GitHub Actions]",
        show_default=False,
    ),
]


def complete_code(incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield diagnostic codes, with their titles."""
    from sstc_cli.cli.console.pages import pages  # noqa: PLC0415 it loads icalendar

    for code, page in pages().items():
        if code.startswith(incomplete.upper()):
            yield code, page.title


def read_code(text: str) -> str:
    """Return a code or prefix on the command line; refuse it if no code begins with it."""
    from sstc_cli.cli.console.pages import closest_codes, pages  # noqa: PLC0415 it loads icalendar

    if any(code.startswith(text.upper()) for code in pages()):
        return text
    raise typer.BadParameter(f"no code begins with `{text}` ({closest_codes(text)})")


def _codes(text: str) -> Any:
    return typer.Option(parser=read_code, metavar="CODE", help=text, autocompletion=complete_code)


Strict = Annotated[bool, flag("--strict", text="Treat warnings as errors.")]
Select = Annotated[
    list[str] | None, _codes("Report only these codes or prefixes, for example `W4`. Repeatable.")
]
Ignore = Annotated[
    list[str] | None, _codes("Do not report these codes or prefixes, for example `W4`. Repeatable.")
]


def write_diagnostics(
    session: Session,
    origin: Sourced,
    diagnostics: Sequence[Diagnostic],
    format: DiagnosticFormat | None,
    *,
    every: bool = True,
) -> bool:
    """Write diagnostics to stdout, and return whether they are text for people."""
    chosen = format or (DiagnosticFormat.GITHUB if session.in_actions else DiagnosticFormat.TEXT)
    if chosen is DiagnosticFormat.TEXT:
        session.show(diagnostics, origin, sys.stdout, every=every)
    else:
        session.result(_write(chosen, diagnostics))
    return chosen is DiagnosticFormat.TEXT


def exit_status(diagnostics: Sequence[Diagnostic], *, strict: bool) -> ExitCode:
    """Return the exit status, which is 1 for an error, or with `strict` for a warning."""
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failed = any(diagnostic.severity in fatal for diagnostic in diagnostics)
    return ExitCode.DATA if failed else ExitCode.OK


def severities_text(counts: Mapping[Severity, int]) -> str:
    """Return the number of each severity, for example `no errors, 1 warning`."""
    parts = [quantity(counts.get(Severity.ERROR, 0), "error")]
    rest = (Severity.WARNING, Severity.NOTE)
    parts += [quantity(counts[severity], severity) for severity in rest if counts.get(severity)]
    return ", ".join(parts)


def workspace_summary(workspace: Workspace, diagnostics: Sequence[Diagnostic]) -> str:
    """Return a summary, for example `15 webinars, 2 surveys: no errors, 1 warning`."""
    counts = severities_text(Counter(diagnostic.severity for diagnostic in diagnostics))
    if workspace.series is None:
        they = "it is" if len(diagnostics) == 1 else "they are"
        return f"{counts}; more is checked once {they} corrected"
    webinars = quantity(len(workspace.series.webinars), "webinar")
    surveys = quantity(len(workspace.surveys), "survey")
    releases = f", {quantity(len(workspace.releases), 'release')}" if workspace.releases else ""
    return f"{webinars}, {surveys}{releases}: {counts}"


def _write(format: DiagnosticFormat, diagnostics: Sequence[Diagnostic]) -> str:
    """Return the diagnostics in a format for programs."""
    if format is DiagnosticFormat.SARIF:
        from sstc_cli.cli.console.pages import pages  # noqa: PLC0415 it loads icalendar

        texts = {code: page.text for code, page in pages().items()}
        return write_sarif(diagnostics, texts, __version__)
    if format is DiagnosticFormat.JSON:
        return write_json(diagnostics)
    return write_github(diagnostics)
