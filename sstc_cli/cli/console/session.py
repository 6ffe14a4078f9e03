"""One run of a command: its consoles, its folder and its workspace."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn, Protocol, TextIO, cast

import typer

from sstc_cli.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import Console

    from sstc_cli.diagnostics import Diagnostic
    from sstc_cli.model import Series, Webinar
    from sstc_cli.workspace import Workspace


class Sourced(Protocol):
    """The origin of diagnostics: a workspace, or calendar files."""

    @property
    def sources(self) -> Mapping[str, str]:
        """The text of each file, for excerpts."""


@dataclass(frozen=True)
class Session:
    """One run of a command; results go to stdout, messages to stderr.

    It `replaces` any file that the user names, if the user asks for it.
    """

    color: str = "auto"
    folder: Path | None = None
    quiet: bool = False
    in_actions: bool = False
    as_json: bool = False
    replaces: bool = False

    @cached_property
    def out(self) -> Console:
        """The console of stdout, made on first use because importing rich takes time."""
        return new_console(sys.stdout, self.color)

    @cached_property
    def err(self) -> Console:
        """The console of stderr."""
        return new_console(sys.stderr, self.color)

    @property
    def root(self) -> Path:
        """The workspace folder: the one named, or the nearest one above the current folder."""
        from sstc_cli.workspace import find_root

        return self.folder or find_root(Path.cwd())

    def say(self, text: str) -> None:
        """Write a message to stderr, unless `--quiet` is given; a terminal breaks it at words."""
        from sstc_cli.unseen import visible

        if self.quiet:
            return
        if sys.stderr.isatty():
            self.err.print(text)
        else:
            sys.stderr.write(visible(text) + "\n")

    def result(self, text: str) -> None:
        """Write a result as it is, but for characters that could steer a terminal."""
        from sstc_cli.unseen import visible

        if self.as_json:
            from sstc_cli.cli.console.json import for_pipe

            text = for_pipe(text)
        sys.stdout.write(visible(text) if text.endswith("\n") else visible(text) + "\n")

    def sentence(self, text: str) -> None:
        """Write a result in words; a terminal breaks it at words, and keeps its indent."""
        if not sys.stdout.isatty():
            self.result(text)
            return
        from rich.padding import Padding

        words = text.lstrip(" ")
        self.out.print(Padding(words, (0, 0, 0, len(text) - len(words)), expand=False))

    def opened(
        self, today: date | None = None, *, publishing: bool = False
    ) -> tuple[Workspace, Series]:
        """Open the workspace, and return it with its series; stop if there are errors.

        With `publishing`, it is checked as one that goes out now.
        """
        workspace = self.unchecked(today)
        workspace = replace(workspace, publishing=publishing)
        if workspace.has_errors or workspace.series is None:
            self.refuse(workspace)
        return workspace, workspace.series

    def unchecked(self, today: date | None = None) -> Workspace:
        """Open the workspace, whatever errors it has: what people ask about their data cannot wait.

        Its series is None if it could not be understood.
        """
        from sstc_cli.workspace import open_workspace

        return open_workspace(self.root, today or date.today())

    def refuse(self, workspace: Workspace) -> NoReturn:
        """Show the errors in the data, with `--json` everything found as JSON, and stop."""
        from sstc_cli.cli.console.json import write_results
        from sstc_cli.diagnostics import json_entry
        from sstc_cli.errors import SstcError

        found = workspace.diagnostics
        self.show([problem for problem in found if problem.severity == "error"], workspace)
        message, hint = (
            "the plan has errors, so nothing was done",
            "run `sstc validate` to see them",
        )
        if not self.as_json:
            raise SstcError(message, "correct them, then run this again", ExitCode.DATA)
        error = {"message": message, "hint": hint}
        entries = [json_entry(problem) for problem in found]
        self.result(write_results(error=error, diagnostics=entries))
        raise typer.Exit(ExitCode.DATA)

    def show(
        self, diagnostics: Sequence[Diagnostic], origin: Sourced, stream: TextIO | None = None
    ) -> None:
        """Show diagnostics on stderr or another stream: drawn on a terminal, otherwise as lines."""
        from sstc_cli.diagnostics import write_lines

        stream = stream or sys.stderr
        if not diagnostics:
            return
        if self.color != "always" and not stream.isatty():
            stream.write(write_lines(diagnostics))
            return
        from sstc_cli.cli.console.diagnostics import draw

        draw(self.out if stream is sys.stdout else self.err, diagnostics, origin.sources)


def session_of(context: typer.Context, *, replaces: bool = False) -> Session:
    """Return the session that the root command has set up, which `replaces` any named file."""
    session = cast("Session", context.obj)
    return replace(session, replaces=True) if replaces else session


def chosen_webinars(series: Series, numbers: list[int] | None) -> list[Webinar]:
    """Return the webinars with these numbers in the given order, or all if none is given."""
    from sstc_cli.errors import SstcError

    if not numbers:
        return list(series.webinars)
    webinars = []
    for number in dict.fromkeys(numbers):
        webinar = series.webinar(number)
        if webinar is None:
            known = [webinar.number for webinar in series.webinars]
            hint = f"choose a number from {min(known)} to {max(known)}" if known else None
            raise SstcError(f"webinar {number} does not exist", hint, ExitCode.USAGE)
        webinars.append(webinar)
    return webinars


def new_console(stream: TextIO, color: str) -> Console:
    """Return a console that writes escape codes only if `color` and the terminal allow it.

    Those of rich pass; those in texts do not.
    """
    from sstc_cli.cli.console.safe_console import SafeConsole

    terminal, system = drawing(stream, color)
    return SafeConsole(
        file=stream,
        force_terminal=terminal,
        no_color=system is None,
        color_system=system,
        highlight=False,
        emoji=False,
        markup=False,
    )


def drawing(stream: TextIO, color: str) -> tuple[bool, Literal["auto", "standard"] | None]:
    """Return whether to treat a stream as a terminal, and the colours that rich may use."""
    terminal = {"always": True, "never": False}.get(color, stream.isatty())
    if color == "never" or (color == "auto" and not use_color(terminal)):
        return terminal, None
    return terminal, "auto" if color == "auto" else "standard"


def use_color(terminal: bool) -> bool:
    """Return whether a stream may have colours, by https://no-color.org and the terminal."""
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
