"""Find a workspace, read all its data, check it, and say where what is wrong stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from sstc_cli.diagnostics import Diagnostic, Severity, did_you_mean
from sstc_cli.errors import SstcError
from sstc_cli.model import Model, Series, Survey
from sstc_cli.rules import check
from sstc_cli.source import build, locate, read

DATA = Path("data") / "webinars.yaml"
SURVEYS = Path("data") / "surveys"

CODES = {"E215": "a survey has no file of its name in `data/surveys/`"}

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Workspace:
    """Everything that a workspace's data files say, and everything wrong with them.

    `series` is None when its file could not be understood; `sources` has the text of each
    file by the name that places use.
    """

    root: Path
    series: Series | None
    surveys: Mapping[str, Survey]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]

    @property
    def has_errors(self) -> bool:
        """Whether anything is worse than a warning."""
        return any(each.severity is Severity.ERROR for each in self.diagnostics)

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


def open_workspace(root: Path, today: date) -> Workspace:
    """Read, build and check the series and its surveys. Nothing is written."""
    if not (root / DATA).is_file():
        hint = "`sstc init` starts a new workspace"
        raise SstcError(f"{root} is no workspace: it has no {DATA.as_posix()}", hint)
    sources: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []

    def load(file: Path, model: type[M]) -> M | None:
        tree = read(root / file, file.as_posix())
        sources[tree.file] = tree.text
        built, found = build(tree, model)
        if isinstance(built, Series):
            found += [*check(built, today), *_unknown_surveys(built, root)]
        elif isinstance(built, Survey):
            found += _misnamed(built, file)
        diagnostics.extend(locate(tree, [*tree.diagnostics, *found]))
        return built

    series = load(DATA, Series)
    files = [SURVEYS / file.name for file in sorted((root / SURVEYS).glob("*.yaml"))]
    surveys = {survey.id: survey for file in files if (survey := load(file, Survey))}
    return Workspace(root, series, surveys, tuple(diagnostics), sources)


def _unknown_surveys(series: Series, root: Path) -> list[Diagnostic]:
    """Surveys that the series names, but that have no file."""
    known = sorted(file.stem for file in (root / SURVEYS).glob("*.yaml"))
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
