"""Commands that the page runs in this process, exactly as a terminal would."""

import json
import shlex
import sys
from collections.abc import Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO, TextIOWrapper
from threading import Lock
from typing import Any

import typer

from sstc_cli.cli.console.failure import report
from sstc_cli.cli.console.group import RootOptions
from sstc_cli.cli.console.session import Session


@dataclass(frozen=True)
class Outcome:
    """What a command has printed, and its exit status."""

    words: tuple[str, ...]
    status: int
    data: bytes
    said: str

    @property
    def command(self) -> str:
        """The command as a person would type it."""
        return shlex.join(("sstc", *self.words))

    @property
    def text(self) -> str:
        return self.data.decode("utf-8", "replace")

    @property
    def failed(self) -> bool:
        """Whether it could not do what it should; 1 only says that data are wrong."""
        return self.status > 1 or self.said.startswith("error:")

    @property
    def facts(self) -> dict[str, Any]:
        """The JSON that was printed, or nothing if the command failed."""
        try:
            found = json.loads(self.text)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class Runner:
    """Runs one command at a time, with the workspace and the day of this one."""

    def __init__(self, context: typer.Context, session: Session) -> None:
        self._root: Any = context.find_root().command
        day = ("--today", str(session.today)) if session.today else ()
        self._own = ("--workspace", str(session.root), "--color", "never", *day)
        self._lock = Lock()

    def run(self, *words: object) -> Outcome:
        """Run a command, and return what it printed; nobody is asked anything."""
        given = tuple(map(str, words))
        out = TextIOWrapper(BytesIO(), "utf-8", newline="\n", write_through=True)
        err = TextIOWrapper(BytesIO(), "utf-8", newline="\n", write_through=True)
        with self._lock, _without_input(), redirect_stdout(out), redirect_stderr(err):
            try:
                options = RootOptions(words=given, as_json="--json" in given)
                status = self._root.main(
                    [*self._own, *given], prog_name="sstc", standalone_mode=False, obj=options
                )
            except (Exception, SystemExit) as error:  # noqa: BLE001 told like on a terminal
                status = report(error, [*given])
        said = err.buffer.getvalue().decode("utf-8", "replace")
        return Outcome(given, int(status or 0), out.buffer.getvalue(), said)

    def facts(self, *words: object) -> dict[str, Any]:
        """Return the JSON of a command."""
        return self.run(*words, "--json").facts


@contextmanager
def _without_input() -> Any:
    """Take the terminal away: a page asks by its forms."""
    before, sys.stdin = sys.stdin, StringIO()
    try:
        yield
    finally:
        sys.stdin = before


def lines_of(text: str) -> Sequence[str]:
    return [line for line in text.splitlines() if line.strip()]
