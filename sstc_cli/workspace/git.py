"""Git, in a folder that may come from a stranger: nothing that the folder names is run."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from threading import Event, Timer
from typing import IO, cast

from sstc_cli.errors import SstcError
from sstc_cli.source.parser import MOST_BYTES


def program_folders(path: str, root: Path) -> list[str]:
    """Return the folders of a `PATH`; `.` and an empty entry mean the workspace, so they go."""
    folders = filter(Path.is_absolute, map(Path, path.split(os.pathsep)))
    inside = root.resolve()
    return [str(folder) for folder in folders if not folder.resolve().is_relative_to(inside)]


def find_program(name: str, folders: list[str]) -> Path:
    name = f"{name}.exe" if sys.platform == "win32" else name
    for file in (Path(folder) / name for folder in folders):
        if file.is_file() and os.access(file, os.X_OK):
            return file
    raise FileNotFoundError(name)


_SECONDS = 10
_SAFE = (
    *("--no-pager", "--no-optional-locks"),
    *("-c", "core.fsmonitor=false"),  # a command for each look at the files
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.bigFileThreshold=16m"),  # larger ones are not held in the memory
    *("-c", "safe.bareRepository=explicit"),  # a repository without `.git` is a trap
)
_ASKS = ("rev-parse", "--git-dir")  # fails with a complaint, in any language, if git reads nothing
_ADVISED = re.compile(rb"safe\.directory '?([^'\r\n]+)")  # shares have a spelling of their own
# fetching a missing object would run what `remote.*` and `core.sshCommand` name
_ALONE = {
    "GIT_ALLOC_LIMIT": "256m",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
}


def git(
    root: Path, environment: Mapping[str, str], *words: str, seconds: int = _SECONDS
) -> bytes | None:
    """Return what a plumbing command of git writes, or None if it fails or has no repository.

    Of an output that is longer than a data file may be, it is the beginning, one byte longer.
    Only `ls-files`, `rev-parse` and `cat-file blob` are called: they run no alias, filter, text
    conversion or pager. Raise SstcError if git cannot be run, or takes longer than `seconds`.
    """
    top = git_folder(root)
    if top is None or any("\0" in word for word in words):
        return None
    places = program_folders(environment.get("PATH", os.defpath), root)
    variables = {name: value for name, value in environment.items() if name[:4] != "GIT_"}
    variables |= {"PATH": os.pathsep.join(places), "GIT_CEILING_DIRECTORIES": str(top.parent)}
    try:
        program = find_program("git", places)
        start: list[str | Path] = [program, *_SAFE, f"--work-tree={top}"]
        output = _output([*start, *words], root, variables, seconds)
        if output is None:
            _refuse_owner(top, _output([*start, *_ASKS], root, variables, seconds, errors=True))
    except TimeoutError as error:
        hint = f"check the drive, and that {top / '.git'} has only files and folders"
        raise SstcError(f"git took longer than {seconds} seconds", hint) from error
    except OSError as error:
        hint = "check that git is installed: run `git --version`"
        raise SstcError("cannot run git", hint) from error
    return output


def _refuse_owner(top: Path, complaint: bytes | None) -> None:
    """Refuse a folder of another user, in which git reads nothing: a share, or a memory stick."""
    if advised := _ADVISED.search(complaint or b""):
        folder = advised[1].decode(errors="replace")
        hint = f'if you trust it, run `git config --global --add safe.directory "{folder}"`'
        raise SstcError(f"git reads nothing in {top}, because another user owns it", hint)


def _output(
    words: Sequence[str | Path],
    root: Path,
    variables: Mapping[str, str],
    seconds: int,
    *,
    errors: bool = False,
) -> bytes | None:
    """Return the beginning of what a program writes, or None if it fails; or its `errors`."""
    is_late = Event()

    def stop() -> None:
        is_late.set()
        running.kill()

    with subprocess.Popen(  # noqa: S603
        words,
        cwd=root,
        env={**variables, **_ALONE},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if errors else subprocess.DEVNULL,
    ) as running:
        late = Timer(seconds, stop)
        late.start()
        try:
            output = cast("IO[bytes]", running.stdout).read(MOST_BYTES + 1)
            is_cut = len(output) > MOST_BYTES
            status = 0 if is_cut else running.wait()
        finally:
            late.cancel()
            running.kill()
    if is_late.is_set():
        raise TimeoutError
    return output if errors or status == 0 else None


def git_folder(root: Path) -> Path | None:
    folders = (root.absolute(), *root.absolute().parents)
    return next((folder for folder in folders if (folder / ".git").exists()), None)


_SECONDS_TO_LIST = 2  # a plan is also checked without git
_SQLITE = b"SQLite format 3\0"
_SMALLEST_PAGE = 512  # bytes: the size of a database is a multiple of it


def tracked_files(root: Path, environment: Mapping[str, str]) -> frozenset[str]:
    """Return paths relative to the workspace; none without a repository.

    Raise SstcError if git cannot be run, takes too long, or reads nothing there.
    """
    names = git(root, environment, "ls-files", "-z", seconds=_SECONDS_TO_LIST) or b""
    *whole, _ = names.decode(errors="replace").split("\0")  # of a very long list, the last is cut
    return frozenset(whole)


def databases(root: Path, names: Iterable[str]) -> frozenset[str]:
    """Return those of some files that are SQLite databases, whatever they are called."""
    folder = f"{root}{os.sep}"
    return frozenset(name for name in names if _is_database(folder + name))


def _is_database(file: str) -> bool:
    with suppress(OSError):
        status = os.lstat(file)
        if S_ISREG(status.st_mode) and status.st_size % _SMALLEST_PAGE == 0 < status.st_size:
            with open(file, "rb") as stream:  # noqa: PTH123 thousands of paths would take time
                return stream.read(len(_SQLITE)) == _SQLITE
    return False
