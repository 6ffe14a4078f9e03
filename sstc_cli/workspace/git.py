"""Git, in a folder that may come from a stranger: nothing that the folder names is run."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from sstc_cli.errors import SstcError
from sstc_cli.workspace.programs import find_program, program_folders

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
    top = git_folder(root)
    if top is None or any("\0" in word for word in words):
        return None
    places = program_folders(environment.get("PATH", os.defpath), root)
    variables = {name: value for name, value in environment.items() if name[:4] != "GIT_"}
    variables |= {"PATH": os.pathsep.join(places), "GIT_CEILING_DIRECTORIES": str(top.parent)}
    try:
        done = subprocess.run(  # noqa: S603
            [find_program("git", places), *_SAFE, f"--work-tree={top}", *words],
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


def git_folder(root: Path) -> Path | None:
    """Return the nearest folder with `.git`, from a folder upwards, or None."""
    folders = (root.absolute(), *root.absolute().parents)
    return next((folder for folder in folders if (folder / ".git").exists()), None)
