"""Git, in a folder that may come from a stranger: nothing that the folder names is run."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from sstc_cli.errors import SstcError

_SECONDS = 10
_SAFE = (
    *("--no-pager", "--no-optional-locks"),
    *("-c", "core.fsmonitor=false"),  # a command for each look at the files
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "safe.bareRepository=explicit"),  # a repository without `.git` is a trap
)
# fetching a missing object would run what `remote.*` and `core.sshCommand` name
_ALONE = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


def git(root: Path, environment: Mapping[str, str], *words: str) -> bytes | None:
    """Return what a plumbing command of git writes, or None if it fails or has no repository.

    Only `ls-files`, `rev-parse` and `cat-file blob` are called: they run no alias, filter, text
    conversion or pager. Raise SstcError if git cannot be run.
    """
    folders = (root.absolute(), *root.absolute().parents)
    top = next((folder for folder in folders if (folder / ".git").exists()), None)
    if top is None or any("\0" in word for word in words):
        return None
    places = _places(environment.get("PATH", os.defpath), root)
    variables = {name: value for name, value in environment.items() if name[:4] != "GIT_"}
    variables |= {"PATH": os.pathsep.join(places), "GIT_CEILING_DIRECTORIES": str(top.parent)}
    try:
        done = subprocess.run(  # noqa: S603
            [_program(places), *_SAFE, f"--work-tree={top}", *words],
            cwd=root,
            env=variables | _ALONE,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        hint = "check that git is installed: run `git --version`"
        raise SstcError("cannot run git", hint) from error
    return done.stdout if done.returncode == 0 else None


def _places(path: str, root: Path) -> list[str]:
    """Return the folders of programs; `.` and an empty entry mean the workspace, so they go."""
    folders = filter(Path.is_absolute, map(Path, path.split(os.pathsep)))
    inside = root.resolve()
    return [str(folder) for folder in folders if not folder.resolve().is_relative_to(inside)]


def _program(places: list[str]) -> Path:
    """Return the path of git, or raise FileNotFoundError."""
    name = "git.exe" if sys.platform == "win32" else "git"
    for file in (Path(place) / name for place in places):
        if file.is_file() and os.access(file, os.X_OK):
            return file
    raise FileNotFoundError(name)
