"""Find a workspace, read all its data, check it, and say where what is wrong stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from sstc_cli.diagnostics import Diagnostic, Severity, did_you_mean
from sstc_cli.errors import SstcError
from sstc_cli.model import Model, Series, Survey
from sstc_cli.rules import Plan, check
from sstc_cli.source import Tree, build, locate, read
from sstc_cli.workspace.collector import collector_paused

DATA = Path("data") / "webinars.yaml"
SURVEYS = Path("data") / "surveys"

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Workspace:
    """Everything that a workspace's data files say, and everything wrong with them.

    `series` is None when its file could not be understood; `trees` has each file by the name
    that places use; `tracked` are the files that git tracks.
    """

    root: Path
    today: date
    series: Series | None
    surveys: Mapping[str, Survey]
    diagnostics: tuple[Diagnostic, ...]
    trees: Mapping[str, Tree]
    tracked: frozenset[str] = frozenset()

    @property
    def sources(self) -> dict[str, str]:
        """The text of each file."""
        return {file: tree.text for file, tree in self.trees.items()}

    @property
    def has_errors(self) -> bool:
        """Whether something stops commands; a `W…` never does, however the series weighs it."""
        return any(
            each.code.startswith("E") and each.severity is Severity.ERROR
            for each in self.diagnostics
        )

    @property
    def store(self) -> Path:
        """The private store of survey responses."""
        return self.root / ".sstc" / "store.sqlite"

    @property
    def templates(self) -> Path:
        """The workspace's own templates; the folder need not exist."""
        return self.root / "templates"

    @property
    def out(self) -> Path:
        """Where commands write."""
        return self.root / "out"


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that has a data file."""
    for folder in (start, *start.parents):
        if (folder / DATA).is_file():
            return folder
    raise SstcError(
        f"no {DATA.as_posix()} in {start} or a folder above it",
        "go to the workspace, name it with `--workspace DIR`, or start one with `sstc init`",
    )


def open_workspace(
    root: Path,
    today: date,
    trees: Mapping[str, Tree] = MappingProxyType({}),
    tracked: frozenset[str] = frozenset(),
) -> Workspace:
    """Read, build and check the series and its surveys. Nothing is written.

    `trees` are taken in place of the files of their names, for edits that are not written yet;
    `tracked` are the files that git tracks.
    """
    if not (root / DATA).is_file():
        hint = "`sstc init` starts a new workspace"
        raise SstcError(f"{root} is no workspace: it has no {DATA.as_posix()}", hint)
    with collector_paused():
        return _opened(root, today, trees, tracked)


def _opened(
    root: Path, today: date, trees: Mapping[str, Tree], tracked: frozenset[str]
) -> Workspace:
    series = _load(root, DATA, Series, trees)
    files = [SURVEYS / file.name for file in sorted((root / SURVEYS).glob("*.yaml"))]
    loaded = [(file, _load(root, file, Survey, trees)) for file in files]
    surveys = {each.model.id: each.model for _, each in loaded if each.model}
    if series.model:
        series.found += check(Plan(series.model, today, surveys, tracked))
        series.found += _unknown_surveys(series.model, [file.stem for file in files])
    for file, each in loaded:
        each.found += _misnamed(each.model, file) if each.model else []
    every: list[_Loaded[Any]] = [series, *(each for _, each in loaded)]
    return Workspace(
        root,
        today,
        series.model,
        surveys,
        tuple(found for each in every for found in each.located()),
        {each.tree.file: each.tree for each in every},
        tracked,
    )


@dataclass
class _Loaded(Generic[M]):
    """A file's tree, its model where it has one, and what was found so far."""

    tree: Tree
    model: M | None
    found: list[Diagnostic]

    def located(self) -> list[Diagnostic]:
        return locate(self.tree, [*self.tree.diagnostics, *self.found])


def _load(root: Path, file: Path, model: type[M], trees: Mapping[str, Tree]) -> _Loaded[M]:
    tree = trees.get(file.as_posix()) or read(root / file, file.as_posix())
    return _Loaded(tree, *build(tree, model))


def _unknown_surveys(series: Series, known: list[str]) -> list[Diagnostic]:
    """Surveys that the series names, but that have no file."""
    return [
        Diagnostic(
            "E215",
            f"there is no file data/surveys/{use.id}.yaml",
            ("surveys", index, "id"),
            did_you_mean(use.id, known) if known else "write it, or delete this survey",
        )
        for index, use in enumerate(series.surveys)
        if use.id not in known
    ]


def _misnamed(survey: Survey, file: Path) -> list[Diagnostic]:
    """A survey whose id is not its file's name."""
    if survey.id == file.stem:
        return []
    message = f"the file is called {file.name}, but the survey `{survey.id}`"
    return [Diagnostic("E215", message, ("id",), f"set `id` to `{file.stem}`")]
