"""A state of the series by its name: the data file, a release, or a git revision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Model, Release, Series, State, Tables
from sstc_cli.releases import Hosts, hosts_of, state_of, tables_of
from sstc_cli.source import Tree, build, locate, read, read_data
from sstc_cli.source.private import without_private_quotes
from sstc_cli.workspace.git import git, git_folder
from sstc_cli.workspace.history import (
    WORKING,
    newer_format,
    release_files,
    release_name,
    releases_by_name,
)
from sstc_cli.workspace.open import DATA

GIT = "git:"

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class NamedState:
    """A state with its name; `published` is None if it is not a release.

    The `tables` are those that its local times come from; an old release has not saved them. A
    release has no `hosts`.
    """

    name: str
    state: State
    published: datetime | None = None
    note: str | None = None
    tables: Tables | None = None
    hosts: Hosts = field(default_factory=dict, compare=False)


def find_state(root: Path, name: str, environment: Mapping[str, str]) -> NamedState:
    """Return the state named `working`, `git:REVISION`, or like a release, without checking rules.

    Raises SstcError if the file cannot be understood.
    """
    if name == WORKING:
        return _planned(name, _read(root, DATA))
    if name.startswith(GIT):
        data = _at_revision(root, name.removeprefix(GIT), environment)
        return _planned(name, read_data(data, f"{name}:{DATA.as_posix()}"))
    files = releases_by_name(root)
    if name not in files:
        hint = did_you_mean(name, [*files, WORKING]) if files else None
        hint = hint or "run `sstc release publish NAME` first, or use `working` for the data file"
        raise SstcError(f"unknown release `{name[:80]}`", hint, ExitCode.USAGE)
    release = _built(_read(root, files[name]), Release)
    return NamedState(name, release.series, release.published, release.note, release.tables)


def last_state(root: Path) -> NamedState | None:
    files = release_files(root)
    return find_state(root, release_name(files[-1]), {}) if files else None


def state_before(root: Path, name: str) -> NamedState | None:
    names = list(releases_by_name(root))
    earlier = names[: names.index(name)] if name in names else []
    return find_state(root, earlier[-1], {}) if earlier else None


def kept_state(data: bytes, name: str) -> NamedState:
    release = _built(read_data(data, name), Release)
    return NamedState(name, release.series, tables=release.tables)


def _planned(name: str, tree: Tree) -> NamedState:
    series = _built(tree, Series)
    return NamedState(name, state_of(series), tables=tables_of(series), hosts=hosts_of(series))


def _read(root: Path, file: Path) -> Tree:
    return read(root / file, file.as_posix())


def _built(tree: Tree, model: type[M]) -> M:
    diagnostics = [*tree.diagnostics, *(newer_format(tree) if model is Release else ())]
    if not diagnostics:
        built, diagnostics = build(tree, model)
        if built is not None:
            return built
    first = without_private_quotes(tree.text, locate(tree, diagnostics))[0]
    raise SstcError(f"{first.place}: {first.message}", first.hint, ExitCode.DATA)


def _at_revision(root: Path, revision: str, environment: Mapping[str, str]) -> bytes:
    """Return the data file at a git revision, which must be the name of a commit."""
    if git_folder(root) is None:
        hint = "name a release, or `working` for the data file"
        raise SstcError("this folder is not in git, so it has no revisions", hint, ExitCode.USAGE)
    name = f"{revision}^{{commit}}"
    output = git(root, environment, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if output is None or not (commit := output.decode().strip()):
        hint = "run `git log` for the revisions, and name one, for example `git:HEAD~3`"
        raise SstcError(f"unknown git revision `{revision[:80]}`", hint, ExitCode.USAGE)
    data = git(root, environment, "cat-file", "blob", f"{commit}:./{DATA.as_posix()}")
    if data is None:
        message = f"the git revision `{revision[:80]}` has no {DATA.as_posix()}"
        raise SstcError(message, "name a later revision", ExitCode.USAGE)
    return data
