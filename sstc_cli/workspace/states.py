"""A state of the series by its name: the working file, a release, or a revision of git."""

import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Model, Release, Series, State
from sstc_cli.releases import state_of
from sstc_cli.source import Tree, build, locate, read, read_data
from sstc_cli.workspace.collector import collector_paused
from sstc_cli.workspace.history import WORKING, name_in, newer, release_files, releases_by_name
from sstc_cli.workspace.open import DATA

GIT = "git:"
_SECONDS = 10

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class NamedState:
    """A state, what it is called, and when it was published, where it was."""

    name: str
    state: State
    published: datetime | None = None
    note: str | None = None


def state_named(root: Path, name: str) -> NamedState:
    """The state that `working`, `git:REVISION` or the name of a release stands for.

    Rules are not asked; raises SstcError where the file cannot be understood.
    """
    with collector_paused():
        if name == WORKING:
            return NamedState(name, state_of(_built(_read(root, DATA), Series)))
        if name.startswith(GIT):
            tree = read_data(_shown(root, name.removeprefix(GIT)), f"{name}:{DATA.as_posix()}")
            return NamedState(name, state_of(_built(tree, Series)))
        return _released(root, name)


def last_state(root: Path) -> NamedState | None:
    """The last release; None where nothing was published."""
    files = release_files(root)
    return state_named(root, name_in(files[-1])) if files else None


def _released(root: Path, name: str) -> NamedState:
    files = releases_by_name(root)
    if name not in files:
        hint = did_you_mean(name, [*files, WORKING]) if files else None
        hint = hint or "`sstc release publish` makes the first one; `working` is the file itself"
        raise SstcError(f"there is no release `{name[:80]}`", hint, ExitCode.USAGE)
    release = _built(_read(root, files[name]), Release)
    return NamedState(name, release.series, release.published, release.note)


def _read(root: Path, file: Path) -> Tree:
    return read(root / file, file.as_posix())


def _built(tree: Tree, model: type[M]) -> M:
    """The model of a tree; SstcError with the first thing that is wrong."""
    wrong = [*tree.diagnostics, *(newer(tree) if model is Release else ())]
    built, found = build(tree, model) if not wrong else (None, [])
    if built is not None:
        return built
    first = locate(tree, [*wrong, *found])[0]
    raise SstcError(f"{first.place}: {first.message}", first.hint, ExitCode.DATA)


def _shown(root: Path, revision: str) -> bytes:
    """The data file as git had it at a revision; its name is looked up as nothing else."""
    wanted = f"{revision}^{{commit}}"
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    if commit is None or not (name := commit.decode().strip()):
        hint = "name a revision, as in `git:HEAD~3` or `git:v1.2`: `git log` lists them"
        raise SstcError(f"git knows no revision `{revision[:80]}` here", hint, ExitCode.USAGE)
    data = _git(root, "cat-file", "blob", f"{name}:./{DATA.as_posix()}")
    if data is None:
        message = f"there was no {DATA.as_posix()} at the revision `{revision[:80]}`"
        raise SstcError(message, "name a later revision", ExitCode.USAGE)
    return data


def _git(root: Path, *words: str) -> bytes | None:
    """What git answers; None where it refuses."""
    if any("\0" in word for word in words):
        return None
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *words],  # noqa: S607
            cwd=root,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SstcError("git does not answer", "is it installed?") from error
    return done.stdout if done.returncode == 0 else None
