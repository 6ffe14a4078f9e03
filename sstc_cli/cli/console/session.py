"""One run of a command: its consoles, its folder and its workspace."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol, TextIO

import typer

from sstc_cli.cli.console.group import RootOptions
from sstc_cli.cli.console.streams import for_pipe, write_results
from sstc_cli.diagnostics import Diagnostic, json_entry, write_lines
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series, Webinar
from sstc_cli.unseen import visible
from sstc_cli.workspace import Workspace, find_root, open_workspace

if TYPE_CHECKING:
    from rich.console import Console


class Sourced(Protocol):
    """The origin of diagnostics: a workspace, or calendar files."""

    @property
    def sources(self) -> Mapping[str, str]:
        """The text of each file, for excerpts."""


@dataclass(frozen=True)
class Session(RootOptions):
    """One run of a command; results go to stdout, messages to stderr.

    It `replaces` files of others, if the user asks for it. `command` is its name, with its groups.
    """

    replaces: bool = False
    command: str = ""

    @cached_property
    def out(self) -> "Console":
        """The console of stdout."""
        from sstc_cli.cli.console.terminal import new_console  # noqa: PLC0415 rich is slow to load

        return new_console(sys.stdout, self.color)

    @cached_property
    def err(self) -> "Console":
        """The console of stderr."""
        from sstc_cli.cli.console.terminal import new_console  # noqa: PLC0415 rich is slow to load

        return new_console(sys.stderr, self.color)

    @property
    def root(self) -> Path:
        """The workspace folder: the one named, or the nearest one above the current folder."""
        return self.folder or find_root(Path.cwd())

    @property
    def silent(self) -> "Session":
        """This session without results, where paths are many, and their names say nothing."""
        return _Silent(self.color, self.folder, self.today, quiet=self.quiet)

    @property
    def day(self) -> date:
        """The day of `--today`, or today."""
        return self.today or date.today()

    def now(self, series: Series) -> datetime:
        """Return the instant now or, with `--today`, the beginning of that day."""
        if self.today:
            return series.instant(datetime.combine(self.today, time()))
        return datetime.now(series.tz)

    def last_moment(self, series: Series) -> datetime:
        """Return the instant now or, with `--today`, the last one of that day."""
        if self.today:
            return series.instant(datetime.combine(self.today, time.max))
        return datetime.now(series.tz)

    def say(self, text: str) -> None:
        """Write a message to stderr, unless `--quiet` is given; a terminal breaks it at words."""
        if self.quiet:
            return
        if sys.stderr.isatty():
            self.err.print(text)
        else:
            sys.stderr.write(visible(text) + "\n")

    def say_nothing(self, missing: SstcError) -> None:
        """Say what does not exist yet, in a list that has nothing for that reason."""
        self.say(f"{missing.message}: {missing.hint}")

    def result(self, text: str) -> None:
        """Write a result as it is, but for characters that could steer a terminal."""
        if self.as_json:
            text = for_pipe(text)
        sys.stdout.write(visible(text) if text.endswith("\n") else visible(text) + "\n")

    def sentence(self, text: str) -> None:
        """Write a result in words; a terminal breaks it at words, and keeps its indent."""
        if not sys.stdout.isatty():
            self.result(text)
            return
        from sstc_cli.cli.console.terminal import print_indented  # noqa: PLC0415 rich is slow to load

        print_indented(self.out, text)

    def agrees(self, question: str, *, yes: bool) -> bool:
        """Return whether to go on, which a person at the terminal decides, or `--yes`."""
        if yes:
            return True
        if not sys.stdin.isatty():
            message = "nothing was changed, because sstc cannot ask here"
            hint = "add `--yes` to do it, or try it first with `--dry-run`"
            raise SstcError(message, hint, ExitCode.USAGE)
        if typer.confirm(question, err=True):
            return True
        self.say("nothing was changed")
        return False

    def insist(self, problem: str, question: str, outcome: str, hint: str) -> None:
        """Ask on a terminal whether to go on in spite of a problem; otherwise refuse it."""
        asked = f"{problem[:1].upper()}{problem[1:]}. {question}"
        if sys.stdin.isatty() and typer.confirm(asked, default=False, err=True):
            return
        raise SstcError(f"{problem}, so {outcome}", hint, ExitCode.USAGE)

    @contextmanager
    def progress(self, what: str, total: int) -> Iterator[Callable[[int], None]]:
        """Yield a function that counts finished steps; on a terminal, slow work shows a bar."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda _: None
            return
        from sstc_cli.cli.console.terminal import progress_bar  # noqa: PLC0415 rich is slow to load

        with progress_bar(self.err, what, total) as step:
            yield step

    def opened(self, *, publishing: bool = False) -> tuple[Workspace, Series]:
        """Open the workspace, and return it with its series; stop if there are errors.

        With `publishing`, it is checked as one that goes out now.
        """
        workspace = self.unchecked()
        if publishing:
            workspace = replace(workspace, publishing=True)
        if workspace.has_errors or workspace.series is None:
            self.refuse(workspace)
        return workspace, workspace.series

    def unchecked(self) -> Workspace:
        """Open the workspace, whatever errors it has: what people ask about their data cannot wait.

        Its series is None if it could not be understood.
        """
        if self.comparison:
            return self.comparison.workspace
        if self.shared:
            return self.shared
        return open_workspace(self.root, self.day)

    def refuse(self, workspace: Workspace) -> NoReturn:
        """Show the errors in the data, with `--json` everything found as JSON, and stop."""
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
        self,
        diagnostics: Sequence[Diagnostic],
        origin: Sourced,
        stream: TextIO | None = None,
        *,
        every: bool = True,
    ) -> None:
        """Show diagnostics on stderr or another stream: drawn on a terminal, otherwise as lines.

        Unless `every` one is wanted, a terminal has one line for many warnings of one code.
        """
        if self.quiet and stream is None:
            diagnostics = [problem for problem in diagnostics if problem.severity == "error"]
        stream = stream or sys.stderr
        if not diagnostics:
            return
        if self.color != "always" and not stream.isatty():
            stream.write(write_lines(diagnostics))
            return
        from sstc_cli.cli.console.terminal import draw  # noqa: PLC0415 rich is slow to load

        draw(
            self.out if stream is sys.stdout else self.err, diagnostics, origin.sources, every=every
        )


class _Silent(Session):
    def result(self, text: str) -> None:
        """Print nothing."""


def session_of(context: typer.Context, *, replaces: bool = False) -> Session:
    """Return the session of a command, which `replaces` files of others."""
    return Session(**vars(context.obj), replaces=replaces, command=context.command_path)


def chosen_webinars(series: Series, numbers: list[int] | None) -> list[Webinar]:
    """Return the webinars with these numbers in the given order, or all if none is given."""
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
