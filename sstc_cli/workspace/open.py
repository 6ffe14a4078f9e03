"""Find a workspace, read all its data and check it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sstc_cli.diagnostics import Diagnostic, Severity, together
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import FormMapping, Release, Series, Survey
from sstc_cli.model.glossary import GlossaryTerm
from sstc_cli.model.knowledge import KnowledgeNote
from sstc_cli.model.report import ReportTexts
from sstc_cli.model.series import with_topics
from sstc_cli.rules import Plan, check, check_note, check_texts
from sstc_cli.source import Tree, locate
from sstc_cli.source.private import without_private_quotes
from sstc_cli.workspace.data_files import (
    KNOWLEDGE,
    DataFile,
    Glossary,
    copied_files,
    glossary_of,
    load,
    misplaced,
    unshown_photos,
    yaml_files,
)
from sstc_cli.workspace.git import databases
from sstc_cli.workspace.history import contradictions, newer_format, release_files
from sstc_cli.workspace.shipped import shipped_root
from sstc_cli.workspace.surveys import (
    MAPPINGS,
    mapping_problems,
    misnamed_mapping,
    misnamed_survey,
    unknown_surveys,
    unknown_webinars,
    without_topics,
)

DATA = Path("data") / "webinars.yaml"
SURVEYS = Path("data") / "surveys"
REPORT = Path("data") / "report.yaml"


@dataclass(frozen=True)
class Workspace:
    """The contents of a workspace's data files, and their diagnostics.

    `main` is the file of the series. `mapping_files` are those of the decisions about exports of
    surveys. `release_files` start with the oldest release. `report_file` has what people write for
    the evaluation report, if anybody has, and `knowledge` what they write about single webinars.
    `tracked` are the files that git tracks. With `publishing`, the plan is checked as one that goes
    out now.
    """

    root: Path
    today: date
    main: DataFile[Series]
    survey_files: tuple[DataFile[Survey], ...]
    mapping_files: tuple[DataFile[FormMapping], ...]
    release_files: tuple[DataFile[Release], ...]
    report_file: DataFile[ReportTexts] | None = None
    knowledge: tuple[DataFile[KnowledgeNote], ...] = ()
    tracked: frozenset[str] = frozenset()
    publishing: bool = False

    @property
    def series(self) -> Series | None:
        return self.main.model

    @cached_property
    def surveys(self) -> dict[str, Survey]:
        """The surveys by id, with the topics and kinds of the series as options."""
        found = (form.model for form in self.survey_files if form.model)
        if self.series is None:
            return {survey.id: survey for survey in found}
        return {survey.id: with_topics(survey, self.series) for survey in found}

    @cached_property
    def mappings_by_form(self) -> dict[str, FormMapping]:
        """The decisions about forms, by form, from files that are named after their form."""
        by_stem = {file.stem: file.model for file in self.mapping_files if file.model}
        return {form: mapping for form, mapping in by_stem.items() if mapping.form == form}

    @cached_property
    def _glossary(self) -> Glossary:
        return glossary_of(self.root)

    @property
    def glossary(self) -> tuple[GlossaryTerm, ...]:
        """The terms that translations should use, of `data/glossary.csv`."""
        return self._glossary.terms

    @property
    def report_texts(self) -> ReportTexts:
        return (self.report_file and self.report_file.model) or ReportTexts()

    @property
    def notes(self) -> dict[str, KnowledgeNote]:
        """The notes by the ids of their webinars, in the order of their numbers."""
        found = {file.model.webinar: file.model for file in self.knowledge if file.model}
        numbers = self.series.numbers if self.series else {}
        return {id_: found[id_] for id_ in sorted(numbers, key=numbers.__getitem__) if id_ in found}

    @property
    def releases(self) -> tuple[Release, ...]:
        return tuple(record.model for record in self.release_files if record.model)

    @property
    def release(self) -> Release | None:
        """The last published version; None if there is none, or it could not be understood."""
        return self.release_files[-1].model if self.release_files else None

    @property
    def renumbered(self) -> dict[int, str]:
        """The numbers that belonged to another webinar in a release, each with its id."""
        now = self.series.numbers if self.series else {}
        released = (webinar for release in self.releases for webinar in release.series.webinars)
        return {one.number: one.id for one in released if now.get(one.id) != one.number}

    @property
    def files(self) -> tuple[DataFile[Any], ...]:
        report = (self.report_file,) if self.report_file else ()
        surveys = (*self.survey_files, *self.mapping_files)
        return (self.main, *surveys, *self.release_files, *report, *self.knowledge)

    @cached_property
    def trees(self) -> dict[str, Tree]:
        return {file.tree.file: file.tree for file in self.files}

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All diagnostics with their places, file by file, those of a kind together."""
        return tuple(
            diagnostic
            for file, found in self.diagnosed().items()
            for diagnostic in together(self.located(file, found))
        )

    def diagnosed(self, *, errors_only: bool = False) -> dict[str, list[Diagnostic]]:
        """Return the diagnostics of each file, with paths; `errors_only` is without warnings."""
        found = {file.tree.file: file.own_diagnostics() for file in self.files}
        main = found[self.main.tree.file]
        if self.series is not None:
            doubts = self.main.doubts()
            main += check(self._plan(self.series), doubts, errors_only=errors_only)
            main += unshown_photos(self.root, self.series)
            main += unknown_surveys(self.series, [form.stem for form in self.survey_files])
        main += copied_files(self.root)
        main += self._glossary.diagnostics
        for file in self.files:
            if file.kind not in (Series, Release):
                found[file.tree.file] += file.doubts()
        if self.series is not None and not errors_only:
            for name, lines in self._of_texts(self.series):
                found[name] += lines
        for name, diagnostic in (*self._of_surveys(), *self._of_records()):
            found[name].append(diagnostic)
        return found

    def of_code(self, code: str) -> list[Diagnostic]:
        found = check(self._plan(self.series), only=code) if self.series else []
        ours = [diagnostic for diagnostic in found if diagnostic.code == code]
        return together(self.located(self.main.tree.file, ours))

    def _of_texts(self, series: Series) -> Iterator[tuple[str, Iterable[Diagnostic]]]:
        """Yield what is wrong in the texts of each file but the plan, which has rules."""
        report = (self.report_file,) if self.report_file else ()
        for file in (*self.survey_files, *report, *self.knowledge):
            if file.model is not None:
                yield file.tree.file, check_texts(file.model, series, self.glossary)

    def _of_surveys(self) -> Iterator[tuple[str, Diagnostic]]:
        """Yield what does not fit between surveys, mappings, their files and the series."""
        for form in self.survey_files:
            if form.model:
                yield from _in(form, misnamed_survey(form.model, form.stem))
            if form.model and self.series:
                yield from _in(form, without_topics(form.model, self.series))
                yield from _in(form, unknown_webinars(form.model, self.series))
        if self.series and all(form.model for form in self.survey_files):
            for file in self.mapping_files:
                if file.model:
                    yield from _in(file, misnamed_mapping(file.tree.file, file.model))
                    yield from _in(file, mapping_problems(file.model, self.surveys))

    def _of_records(self) -> Iterator[tuple[str, Diagnostic]]:
        """Yield what does not fit between releases, notes about webinars, and the series."""
        yield from contradictions({file.tree.file: file.model for file in self.release_files})
        for file in self.knowledge:
            if file.model and self.series:
                yield from _in(file, misplaced(file.model, file.stem, self.series))
                yield from _in(file, check_note(file.model, self.series))

    def _plan(self, series: Series) -> Plan:
        plan = Plan(
            series,
            self.today,
            self.surveys,
            self.tracked,
            publishing=self.publishing,
            databases=databases(self.root, self.tracked),
            glossary=self.glossary,
        )
        if self.release is None:
            return plan
        from sstc_cli.workspace import unpublished  # noqa: PLC0415 as slow to load as all rules

        return replace(
            plan,
            unpublished=tuple(unpublished.unpublished(series, self.release)),
            outdated=tuple(unpublished.outdated(series, self.release)),
            shifted=tuple(unpublished.shifted(series, self.release)),
        )

    def located(self, file: str, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
        """Return diagnostics of a file with their places, in its order, which quote no secret."""
        tree = self.trees[file]
        return without_private_quotes(tree.text, locate(tree, diagnostics))

    @cached_property
    def sources(self) -> dict[str, str]:
        return {file: tree.text for file, tree in self.trees.items()}

    @cached_property
    def has_errors(self) -> bool:
        """Whether an error stops commands; a `W…` never does, even if the series makes it one."""
        return any(
            diagnostic.code.startswith("E") and diagnostic.severity is Severity.ERROR
            for found in self.diagnosed(errors_only=True).values()
            for diagnostic in found
        )

    @property
    def store(self) -> Path:
        return self.root / ".sstc" / "store.sqlite"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def catalogues(self) -> list[Path]:
        """The folders with labels in each language: the workspace's own win over the shipped."""
        return [shipped_root() / "templates", self.templates]

    @property
    def out(self) -> Path:
        return self.root / "out"


def _in(file: DataFile[Any], found: Iterable[Diagnostic]) -> Iterator[tuple[str, Diagnostic]]:
    return ((file.tree.file, diagnostic) for diagnostic in found)


def find_root(start: Path) -> Path:
    """Return the nearest folder, from `start` upwards, that has a data file."""
    for folder in (start, *start.parents):
        if (folder / DATA).is_file():
            return folder
    hint = "change to the workspace, name it with `--workspace DIR`, or start one with `sstc init`"
    if (start / f"{DATA}.txt").is_file():  # of an editor on Windows
        hint = f"rename {DATA.as_posix()}.txt: its name must end in `.yaml`"
    raise SstcError(f"no {DATA.as_posix()} in {start} or a folder above it", hint)


def open_workspace(
    root: Path,
    today: date,
    trees: Mapping[str, Tree] = MappingProxyType({}),
    tracked: frozenset[str] = frozenset(),
) -> Workspace:
    """Read and build the series, its surveys, mappings and releases, and what people write.

    `trees` replace the files of their names, for edits that are not written yet; `tracked` are
    the files that git tracks.
    """
    if not (root / DATA).is_file():
        hint = "`sstc init` starts a new workspace"
        raise SstcError(f"{root} is not a workspace: it has no {DATA.as_posix()}", hint)
    if today.year == date.max.year:  # commands look weeks ahead
        raise SstcError(f"today cannot be {today}", "name an earlier day", ExitCode.USAGE)
    return Workspace(
        root,
        today,
        load(root, DATA, Series, trees),
        tuple(load(root, file, Survey, trees) for file in yaml_files(root, SURVEYS)),
        tuple(load(root, file, FormMapping, trees) for file in yaml_files(root, MAPPINGS)),
        tuple(_release(root, file, trees) for file in release_files(root)),
        _report_texts(root, trees),
        tuple(load(root, file, KnowledgeNote, trees) for file in yaml_files(root, KNOWLEDGE)),
        tracked,
    )


def _release(root: Path, file: Path, trees: Mapping[str, Tree]) -> DataFile[Release]:
    loaded = load(root, file, Release, trees)
    newer = newer_format(loaded.tree)
    return loaded._replace(model=None, diagnostics=newer) if newer else loaded


def _report_texts(root: Path, trees: Mapping[str, Tree]) -> DataFile[ReportTexts] | None:
    """Return what people wrote for a report; None without a file, or if it has only comments."""
    if REPORT.as_posix() not in trees and not (root / REPORT).is_file():
        return None
    loaded = load(root, REPORT, ReportTexts, trees)
    lines = (line.strip() for line in loaded.tree.text.splitlines())
    return loaded if any(line and not line.startswith("#") for line in lines) else None
