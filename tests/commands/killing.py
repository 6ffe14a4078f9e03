"""Commands that are killed at counted moments: the same ones on any machine, slow or fast.

`kill` runs this file in a process of its own. Each command runs in a child of that, which inherits
what was imported once, and stops at each of its system calls, as under a debugger.
So it is killed at its first call, after each change that it makes on the disk, and at the last one.
"""

import ctypes
import functools
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NoReturn

from sstc_cli.cli import main

Words = list[str]
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_STORE = "store.sqlite"
_AGAIN = 3  # after every third kill the command is run a second time
_BUG = 99
_AT_ITS_END = sys.maxsize  # a moment that no command reaches
_TRACE_ME, _TO_NEXT_CALL, _OPTIONS, _DIES_WITH_US = 0, 24, 0x4200, 0x100000


def kill(workspace: Path, *jobs: dict[str, object]) -> list[dict[str, int]]:
    """Kill commands, one after the other in one workspace; return what each left, as `killed`."""
    done = subprocess.run(
        [sys.executable, __file__, workspace], input=json.dumps(jobs), text=True,
        capture_output=True, check=False, timeout=3_600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stderr.splitlines()[-1])


def killed(
    words: Words,
    places: list[str],
    most: int,
    *,
    state: Words | None = None,
    reset: Words | None = None,
    proofs: list[tuple[Words, str]] | None = None,
    tidy: bool = False,
    twice: bool = True,
    in_parts: bool = False,
    ends: Sequence[int] = (0, 2),
) -> dict[str, int]:
    """Kill a command so many times; return how often it had done nothing, and how often all.

    Each time it finds the places as they were, or, where it writes elsewhere, as `reset` leaves
    that. What it left is what the places hold or what `state` says. Where that may be a half,
    `proofs` are commands to run then, and what they say. With `tidy`, a second run leaves nothing
    of the first. Some commands do another thing when they are run `twice`. A command that writes
    many files may leave them `in_parts`: each as before or as after. It `ends` with one of these
    exit statuses, if nobody kills it.
    """
    folders, copies = [Path(place).absolute() for place in places], Path("copies").absolute()
    for number, folder in enumerate(folders):
        folder.mkdir(exist_ok=True)
        shutil.copytree(folder, copies / str(number))

    def start_over() -> None:
        for number, folder in enumerate(folders):
            shutil.rmtree(folder)
            shutil.copytree(copies / str(number), folder)
        if reset:
            finished(reset)

    def now() -> object:
        return finished(state) if state else contents(folders)

    before = now()
    finished(words, ends)
    after, usual = now(), hidden(folders)
    start_over()
    assert before == now() != after
    found = {"nothing": 0, "all": 0, "some": 0}
    for turn, moment in enumerate(chosen(words, folders, most)):
        start_over()
        killed_at(moment, words, folders)
        for asked, part in proofs or []:
            assert part in (said := finished(asked)), f"{words} at {moment}, {asked}: {said}"
        if proofs:
            found["some"] += 1
            continue
        found[ended(now(), before, after, in_parts=in_parts)] += 1
        if twice and turn % _AGAIN == 0:
            finished(words, ends)
            assert now() == after, f"{words} ended elsewhere the second time"
            left_over = hidden(folders) - usual
            assert not (tidy and left_over), f"{words} left {left_over} at {moment}"
    start_over()
    finished(words, ends)
    shutil.rmtree(copies, ignore_errors=True)
    return found


def ended(left: object, before: object, after: object, *, in_parts: bool) -> str:
    """Return how much of a command was done; refuse a half of a file."""
    if left == before:
        return "nothing"
    if in_parts and isinstance(left, dict) and left != after:
        assert isinstance(before, dict) and isinstance(after, dict)
        assert left.items() <= before.items() | after.items(), f"a half: {left}"
        return "some"
    assert left == after, f"a half: {left}"
    return "all"


def chosen(words: Words, folders: list[Path], most: int) -> list[int]:
    """Choose the moments at which to kill a command: the first, the last, and some between."""
    last = max(moments(begun(words), folders))
    found = [*range(last + 1)] if folders else [0, *range(last // 2, last + 1)]  # where it works
    count = min(most, len(found))
    spread = [found[turn * (len(found) - 1) // (count - 1)] for turn in range(count)]
    # a server that answers late makes its client wait in more calls, so the last one is not known
    return spread if folders else [*spread[:-1], _AT_ITS_END]


def killed_at(moment: int, words: Words, folders: list[Path]) -> None:
    """Kill a command at its moment of that number; one that has fewer comes to its end."""
    child = begun(words)
    for number in moments(child, folders):
        if number == moment:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return


def moments(child: int, folders: list[Path]) -> Iterator[int]:
    """Count the moments of a child: its first stop, and those where files have just changed.

    Without folders to look at, it is every stop.
    """
    number, before = 0, None
    for _ in stops(child):
        now = [stamp for folder in folders for stamp in stamps(folder)]
        if now != before or not folders:
            yield number
            number += 1
        before = now


def stamps(folder: os.PathLike[str]) -> Iterator[tuple[object, ...]]:
    """Return stamps that show every change of a file in a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from stamps(entry)
            else:
                about = entry.stat()
                yield entry.path, about.st_ino, about.st_size, about.st_mtime_ns


def stops(child: int) -> Iterator[None]:
    """Let a child run to its end, and pause at each system call.

    It stops before and after each; one of the two is enough.
    """
    meant_for_it, pause = 0, True
    while True:
        ptrace(_TO_NEXT_CALL, child, meant_for_it)
        _, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            return
        if os.WSTOPSIG(status) == signal.SIGTRAP:
            meant_for_it, pause = 0, not pause
            if pause:
                yield
        else:
            meant_for_it = os.WSTOPSIG(status)


def begun(words: Words) -> int:
    """Return the process id of a child that is about to run a command, and waits."""
    child = os.fork()
    if child == 0:
        run(words, os.open(os.devnull, os.O_WRONLY), followed=True)
    os.waitpid(child, 0)
    ptrace(_OPTIONS, child, _DIES_WITH_US)
    return child


def finished(words: Words, ends: Sequence[int] = (0, 2)) -> str:
    """Run a command to its end, which is one of these exit statuses; return what it says."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        run(words, writer)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as stream:
        said = stream.read()
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in ends, f"{words} ended with {status}: {said}"
    return said


def run(words: Words, output: int, *, followed: bool = False) -> NoReturn:
    """Run a command in this process, which ends with it."""
    status = _BUG
    try:
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.close(output)
        if followed:
            ptrace(_TRACE_ME)
            os.kill(os.getpid(), signal.SIGSTOP)
        status = main(words)
        sys.stdout.flush()
    finally:
        os._exit(status)


@functools.cache
def _ptrace() -> Callable[..., int]:
    function = ctypes.CDLL(None, use_errno=True).ptrace
    function.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    function.restype = ctypes.c_long
    return function


def ptrace(request: int, child: int = 0, data: int = 0) -> None:
    """Ask the system for something about a child that this process follows."""
    if _ptrace()(request, child, None, data) < 0:
        raise OSError(ctypes.get_errno(), "cannot follow a process")


def contents(folders: list[Path]) -> dict[str, object]:
    """Return everything that files hold, but for hidden ones, and those beside a store."""
    found: dict[str, object] = {}
    for file in files(folders):
        if file.name == _STORE:
            if held := dump(file):
                found[str(file)] = held
        # an import is kept in the journal after it is made, if that can be written
        elif not (is_hidden(file) or file.name.startswith(("store", "undo-"))):
            found[str(file)] = file.read_bytes()
    return found


def files(folders: list[Path]) -> list[Path]:
    return [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]


def hidden(folders: list[Path]) -> set[Path]:
    """Return the hidden files that have something; a lock has nothing, and harms nobody."""
    return {file for file in files(folders) if is_hidden(file) and file.stat().st_size}


def is_hidden(file: Path) -> bool:
    """Return whether a file is hidden, or in a folder that a command was making."""
    return file.name.startswith(".") or file.parent.name.startswith(".sstc-")


def dump(store: Path) -> tuple[str, ...]:
    """Return everything that a store holds; nothing where it is not begun."""
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return (*connection.iterdump(),) if connection.execute(_TABLES).fetchone() else ()


def load() -> None:
    """Import what children then need not, by a command on another workspace."""
    store = os.environ.pop("SSTC_STORE", None)
    with tempfile.TemporaryDirectory() as folder:
        assert main(["init", f"{folder}/other"]) == 0
        main(["--workspace", f"{folder}/other", "surveys", "check"])
    if store:
        import psycopg  # noqa: F401

        os.environ["SSTC_STORE"] = store


if __name__ == "__main__":
    load()
    os.chdir(sys.argv[1])
    sys.stderr.write(json.dumps([killed(**job) for job in json.load(sys.stdin)]))
