"""What one run of a command has at hand: its consoles, its folder, its workspace."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    """What diagnostics come from: a workspace, or files that were checked."""

    @property
    def sources(self) -> Mapping[str, str]:
        """The text of each file."""


@dataclass(frozen=True)
class Session:
    """Results go to `out`, talk to `err`."""

    color: str = "auto"
    folder: Path | None = None
    quiet: bool = False
    in_actions: bool = False
    as_json: bool = False

    @cached_property
    def out(self) -> Console:
        """The console of stdout; made when it is needed, because rich takes its time."""
        return new_console(sys.stdout, self.color)

    @cached_property
    def err(self) -> Console:
        """The console of stderr."""
        return new_console(sys.stderr, self.color)

    @property
    def root(self) -> Path:
        """The workspace: the named folder, else the nearest one above the current folder."""
        from sstc_cli.workspace import find_root

        return self.folder or find_root(Path.cwd())

    def say(self, text: str) -> None:
        """Tell the user something that is no result."""
        if not self.quiet:
            sys.stderr.write(text + "\n")

    def result(self, text: str) -> None:
        """Write a result exactly as it is."""
        sys.stdout.write(text if text.endswith("\n") else text + "\n")

    def opened(self, today: date | None = None) -> tuple[Workspace, Series]:
        """The workspace and its series; shows what is wrong, and stops where that is an error."""
        from sstc_cli.workspace import open_workspace

        workspace = open_workspace(self.root, today or date.today())
        if workspace.has_errors or workspace.series is None:
            self.refuse(workspace)
        return workspace, workspace.series

    def refuse(self, workspace: Workspace) -> NoReturn:
        """Stop at data with errors: show them, also to a program that waits for JSON."""
        from sstc_cli.cli.console.json import write_results
        from sstc_cli.diagnostics import json_entry

        self.show(workspace.diagnostics, workspace)
        if self.as_json:
            hint = "correct the data first: `sstc validate` shows what is left"
            error = {"message": "the data has errors", "hint": hint}
            found = [json_entry(each) for each in workspace.diagnostics]
            self.result(write_results(error=error, diagnostics=found))
        raise typer.Exit(ExitCode.DATA)

    def show(
        self, diagnostics: Sequence[Diagnostic], origin: Sourced, stream: TextIO | None = None
    ) -> None:
        """Show diagnostics on stderr, or on another stream: drawn on a terminal, else lines."""
        from sstc_cli.diagnostics import write_lines

        stream = stream or sys.stderr
        if not diagnostics:
            return
        if self.color != "always" and not stream.isatty():
            stream.write(write_lines(diagnostics))
            return
        from sstc_cli.cli.console.diagnostics import draw

        draw(self.out if stream is sys.stdout else self.err, diagnostics, origin.sources)


def session_of(context: typer.Context) -> Session:
    """The session that the root command has set up."""
    return cast("Session", context.obj)


def chosen(series: Series, numbers: list[int] | None) -> list[Webinar]:
    """The webinars with these numbers, in the order given; all where none is given."""
    from sstc_cli.errors import SstcError

    if not numbers:
        return list(series.webinars)
    found = []
    for number in dict.fromkeys(numbers):
        webinar = series.webinar(number)
        if webinar is None:
            known = [each.number for each in series.webinars]
            hint = f"the numbers run from {min(known)} to {max(known)}" if known else None
            raise SstcError(f"there is no webinar {number}", hint, ExitCode.USAGE)
        found.append(webinar)
    return found


def new_console(stream: TextIO, color: str) -> Console:
    """A console that emits escapes only where `color` and the terminal allow it."""
    from rich.console import Console

    terminal, system = drawing(stream, color)
    return Console(
        file=stream,
        force_terminal=terminal,
        no_color=system is None,
        color_system=system,
        highlight=False,
        emoji=False,
        markup=False,
    )


def drawing(stream: TextIO, color: str) -> tuple[bool, Literal["auto", "standard"] | None]:
    """Whether to take a stream for a terminal, and the colours that rich may use there."""
    terminal = {"always": True, "never": False}.get(color, stream.isatty())
    if color == "never" or (color == "auto" and not use_color(terminal)):
        return terminal, None
    return terminal, "auto" if color == "auto" else "standard"


def use_color(terminal: bool) -> bool:
    """Whether a stream may have colours: https://no-color.org and dumb terminals."""
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
