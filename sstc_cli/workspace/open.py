"""Find a workspace, read all its data, check it, and say where what is wrong stands."""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from sstc_cli.diagnostics import Diagnostic, Severity, did_you_mean
from sstc_cli.errors import SstcError
from sstc_cli.model import FormMapping, Model, Release, Series, Survey
from sstc_cli.rules import Focus, Plan, check
from sstc_cli.source import Tree, build, locate, parse, read
from sstc_cli.workspace.collector import collector_paused
from sstc_cli.workspace.history import contradictions, newer, release_files
from sstc_cli.workspace.mappings import faults, mapping_files, misnamed

DATA = Path("data") / "webinars.yaml"
SURVEYS = Path("data") / "surveys"

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class DataFile(Generic[M]):
    """A file's tree, its model where it has one, and why it has none."""

    tree: Tree
    model: M | None
    found: list[Diagnostic]


@dataclass(frozen=True)
class Workspace:
    """Everything that a workspace's data files say, and everything wrong with them.

    `main` is the file of the series, `forms` are those of its surveys, `mappings` those of what
    was decided about their exports, and `records` those of its releases, the oldest first;
    `tracked` are the files that git tracks.
    """

    root: Path
    today: date
    main: DataFile[Series]
    forms: tuple[DataFile[Survey], ...]
    mappings: tuple[DataFile[FormMapping], ...]
    records: tuple[DataFile[Release], ...]
    tracked: frozenset[str] = frozenset()

    @property
    def series(self) -> Series | None:
        """The series; None where its file could not be understood."""
        return self.main.model

    @cached_property
    def surveys(self) -> dict[str, Survey]:
        """The surveys by id."""
        return {each.model.id: each.model for each in self.forms if each.model}

    @cached_property
    def decided(self) -> dict[str, FormMapping]:
        """What was decided about forms, where the file is called after the form."""
        known = {_stem(each): each.model for each in self.mappings if each.model}
        return {name: each for name, each in known.items() if each.form == name}

    @property
    def releases(self) -> tuple[Release, ...]:
        """The releases that could be understood, the oldest first."""
        return tuple(each.model for each in self.records if each.model)

    @property
    def release(self) -> Release | None:
        """What others were told last; None where nothing was published."""
        return self.records[-1].model if self.records else None

    @cached_property
    def trees(self) -> dict[str, Tree]:
        """Each file by the name that places use."""
        surveys: tuple[DataFile[Any], ...] = (*self.forms, *self.mappings)
        files: tuple[DataFile[Any], ...] = (self.main, *surveys, *self.records)
        return {each.tree.file: each.tree for each in files}

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with its place, file by file."""
        found = self.diagnosed()
        return tuple(each for file in found for each in self.located(file, found[file]))

    def diagnosed(self, focus: Focus | None = None) -> dict[str, list[Diagnostic]]:
        """What is wrong with each file, as paths.

        With a `focus`, what is the same whatever it is on may be left out.
        """
        main = [*self.main.tree.diagnostics, *self.main.found]
        if self.series is not None:
            with collector_paused():
                main += check(self._plan(self.series, focus))
            main += _unknown_surveys(self.series, [_stem(each) for each in self.forms])
        forms = {
            each.tree.file: [*each.tree.diagnostics, *each.found, *_misnamed(each)]
            for each in self.forms
        }
        mappings = {
            each.tree.file: [*each.tree.diagnostics, *each.found, *self._unfit(each)]
            for each in self.mappings
        }
        records = {each.tree.file: [*each.tree.diagnostics, *each.found] for each in self.records}
        for file, each in contradictions({r.tree.file: r.model for r in self.records}):
            records[file].append(each)
        return {self.main.tree.file: main, **forms, **mappings, **records}

    def _unfit(self, mapping: DataFile[FormMapping]) -> Iterator[Diagnostic]:
        """What a mapping says that does not fit its file's name, or the surveys as they are."""
        if mapping.model and all(each.model for each in self.forms):
            yield from misnamed(mapping.tree.file, mapping.model)
            yield from faults(mapping.model, self.surveys)

    def _plan(self, series: Series, focus: Focus | None) -> Plan:
        """What rules look at."""
        plan = Plan(series, self.today, self.surveys, self.tracked, focus)
        if self.release is None:
            return plan
        # what compares states takes as long to import as the rules: only who has a release waits
        about = importlib.import_module("sstc_cli.workspace.unpublished")
        changed, left = (
            about.unpublished(series, self.release),
            about.outdated(series, self.release),
        )
        return replace(plan, unpublished=tuple(changed), outdated=tuple(left))

    def located(self, file: str, found: list[Diagnostic]) -> list[Diagnostic]:
        """Diagnostics of a file with their places, in its order."""
        tree = self.trees[file]
        if found and tree.stale:
            tree = parse(tree.text, tree.file)
        return locate(tree, found)

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
    """Read and build the series, its surveys, mappings and releases. Nothing is written.

    `trees` are taken in place of the files of their names, for edits that are not written yet;
    `tracked` are the files that git tracks.
    """
    if not (root / DATA).is_file():
        hint = "`sstc init` starts a new workspace"
        raise SstcError(f"{root} is no workspace: it has no {DATA.as_posix()}", hint)
    files = [SURVEYS / file.name for file in sorted((root / SURVEYS).glob("*.yaml"))]
    with collector_paused():
        main = _load(root, DATA, Series, trees)
        forms = tuple(_load(root, file, Survey, trees) for file in files)
        mappings = tuple(_load(root, file, FormMapping, trees) for file in mapping_files(root))
        records = tuple(_load(root, file, Release, trees) for file in release_files(root))
    return Workspace(root, today, main, forms, mappings, records, tracked)


def _load(root: Path, file: Path, model: type[M], trees: Mapping[str, Tree]) -> DataFile[M]:
    tree = trees.get(file.as_posix()) or read(root / file, file.as_posix())
    if model is Release and (found := newer(tree)):
        return DataFile(tree, None, found)
    return DataFile(tree, *build(tree, model))


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


def _misnamed(form: DataFile[Survey]) -> Iterator[Diagnostic]:
    """A survey whose id is not its file's name."""
    if form.model and form.model.id != (stem := _stem(form)):
        message = f"the file is called {stem}.yaml, but the survey `{form.model.id}`"
        yield Diagnostic("E215", message, ("id",), f"set `id` to `{stem}`")


def _stem(file: DataFile[Any]) -> str:
    """The name of a file, which is to be the id of what is in it."""
    return PurePosixPath(file.tree.file).stem
