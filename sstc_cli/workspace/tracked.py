"""The files of a workspace that git tracks."""

import subprocess
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_SQLITE = b"SQLite format 3\0"


def tracked_files(root: Path) -> frozenset[str]:
    """Return paths relative to the workspace; none without git or a repository."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return frozenset()
    command = ["git", "ls-files", "-z"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=False, timeout=10)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    names = done.stdout.decode(errors="replace").split("\0") if done.returncode == 0 else []
    return frozenset(name for name in names if name)


def databases(root: Path, names: Iterable[str]) -> frozenset[str]:
    """Return those of some files that are SQLite databases, whatever they are called."""
    found = set()
    for name in names:
        file = root / name
        with suppress(OSError):
            if file.is_file() and not file.is_symlink():
                with file.open("rb") as stream:
                    if stream.read(len(_SQLITE)) == _SQLITE:
                        found.add(name)
    return frozenset(found)
