"""The files of a workspace that git tracks."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from sstc_cli.workspace.git import git

_SECONDS = 2  # a plan is also checked without git
_SQLITE = b"SQLite format 3\0"
_SMALLEST_PAGE = 512  # bytes: the size of a database is a multiple of it


def tracked_files(root: Path, environment: Mapping[str, str]) -> frozenset[str]:
    """Return paths relative to the workspace; none without a repository.

    Raise SstcError if git cannot be run, takes too long, or reads nothing there.
    """
    names = git(root, environment, "ls-files", "-z", seconds=_SECONDS) or b""
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
