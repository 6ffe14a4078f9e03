"""Commands that the page runs exactly as a terminal would: here, or in a process of their own.

Commands that read share a workspace, which is read again when a data file has changed. What takes
long runs in another process, so that no page waits for it but its own, and is kept until something
changes.
"""

import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

import typer

import sstc_cli
from sstc_cli.cli.console.failure import report
from sstc_cli.cli.console.group import RootOptions
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.office.seen import contents, stamps
from sstc_cli.errors import SstcError
from sstc_cli.survey import ImportAsker
from sstc_cli.workspace import Workspace

Words = tuple[str, ...]
_AT_ONCE = 3  # other processes
_PATIENCE = 600  # seconds
_KEPT = 60  # seconds for which answers of a database are kept
# the folder of our package goes first, and never the current one: its files are not ours
_START = """
import os, sys
getattr(os, "nice", int)(5)  # pages that a person looks at go first
sys.path.insert(0, sys.argv.pop(1))
from sstc_cli.cli import run_and_exit
run_and_exit()
"""
_PACKAGES = str(Path(sstc_cli.__file__).parent.parent)


@dataclass(frozen=True)
class Outcome:
    """What a command has printed, and its exit status."""

    words: tuple[str, ...]
    status: int
    data: bytes
    said: str
    changes: tuple[tuple[Workspace, Workspace], ...] = ()  # of the plan, before and after

    @property
    def command(self) -> str:
        """The command as a person would type it."""
        return shlex.join(("sstc", *self.words))

    @property
    def text(self) -> str:
        return self.data.decode("utf-8", "replace")

    @property
    def failed(self) -> bool:
        """Whether the command broke off; status 1 alone says that the data have errors."""
        return self.status > 1 or "\nerror:" in f"\n{self.said}"

    @property
    def facts(self) -> dict[str, Any]:
        """The JSON that was printed, or nothing if the command failed."""
        try:
            found = json.loads(self.text)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class Runner:
    """Runs commands with the folder and the day of `sstc open`; an import asks by a form.

    Those in this process run one at a time.
    """

    def __init__(self, context: typer.Context, session: Session) -> None:
        self._root: Any = context.find_root().command
        self._session = session
        day = ("--today", str(session.today)) if session.today else ()
        self._own = ("--workspace", str(session.root), "--color", "never", *day)
        self._lock, self._guard = Lock(), Lock()
        self._shared: tuple[str, Workspace] | None = None
        self._pool = ThreadPoolExecutor(_AT_ONCE)
        self._children: set[subprocess.Popen[bytes]] = set()
        self._kept: tuple[str, dict[Words, Future[Outcome]]] = ("", {})
        self.finished = 0  # commands in other processes, of which a page may wait for one

    def workspace(self) -> Workspace:
        """Return the workspace as its files are now, which commands that read share."""
        state = f"{self._session.day} {contents(self._session.root)}"
        with self._guard:
            if self._shared is None or self._shared[0] != state:
                self._shared = state, self._session.unchecked()
            return self._shared[1]

    def run(
        self, *words: object, shared: Workspace | None = None, asker: ImportAsker | None = None
    ) -> Outcome:
        """Run a command that may change files, and return what it printed."""
        given = tuple(map(str, words))
        out = TextIOWrapper(BytesIO(), "utf-8", newline="\n", write_through=True)
        err = TextIOWrapper(BytesIO(), "utf-8", newline="\n", write_through=True)
        change: list[tuple[Workspace, Workspace]] = []
        options = RootOptions(
            words=given, as_json="--json" in given, shared=shared, changes=change, asker=asker
        )
        with self._lock, _without_input(), redirect_stdout(out), redirect_stderr(err):
            try:
                status = self._root.main(
                    [*self._own, *given], prog_name="sstc", standalone_mode=False, obj=options
                )
            except (Exception, SystemExit) as error:  # noqa: BLE001 told like on a terminal
                status = report(error, [*given])
        said = err.buffer.getvalue().decode("utf-8", "replace")
        return Outcome(given, int(status or 0), out.buffer.getvalue(), said, tuple(change))

    def read(self, *words: object) -> Outcome:
        """Run a command that only reads."""
        try:
            return self.run(*words, shared=self.workspace())
        except SstcError:  # which the command reports
            return self.run(*words)

    def apart(self, *words: object) -> Future[Outcome]:
        """Start a command that only reads and takes long, unless it is known what it prints now."""
        given = tuple(map(str, words))
        stamp = f"{self._session.day} {stamps(self._session.root)}"
        if os.environ.get("SSTC_STORE"):  # a database does not show when it has changed
            stamp += f" {monotonic() // _KEPT}"
        with self._guard:
            if self._kept[0] != stamp:
                self._kept = stamp, {}
            known = self._kept[1].get(given)
            if known is None or (known.done() and known.result().status < 0):  # it was killed
                known = self._kept[1][given] = self._pool.submit(self.alone, *given)
            return known

    def forget(self) -> None:
        """Drop what is kept, because a command has changed something."""
        with self._guard:
            self._kept = "", {}

    def alone(self, *words: str) -> Outcome:
        """Run a command in another process."""
        try:
            with subprocess.Popen(  # noqa: S603 our own program
                [sys.executable, "-P", "-c", _START, _PACKAGES, *self._own, *words],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            ) as child:  # fmt: skip
                self._children.add(child)
                try:
                    data, said = child.communicate(timeout=_PATIENCE)
                except subprocess.TimeoutExpired:
                    child.kill()
                    data, said = b"", b"error: it took too long\n"
                finally:
                    self._children.discard(child)
            return Outcome(words, child.returncode, data, said.decode("utf-8", "replace"))
        finally:
            self.finished += 1

    def close(self) -> None:
        """End what runs in other processes."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for child in [*self._children]:
            with suppress(OSError):
                child.kill()


@contextmanager
def _without_input() -> Any:
    """Take the terminal away: a page asks by its forms."""
    before, sys.stdin = sys.stdin, StringIO()
    try:
        yield
    finally:
        sys.stdin = before
