"""Every template, filled for everything that it will be filled for."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.documents.stationery import letterhead_of, stationery
from sstc_cli.documents.templates import templates_of
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.render import FORMATS, EndlessTemplateError, Letterhead, Templates
from sstc_cli.render.sources import lost_blocks, mentioned, own_templates, used_labels
from sstc_cli.views.documents import VIEWS, AnyView, DocumentKind
from sstc_cli.views.labels import coverage
from sstc_cli.views.trial import trials
from sstc_cli.workspace import Workspace, shipped_root


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template or a catalogue, and where it showed first."""

    message: str
    hint: str | None
    document: str | None = None
    language: str | None = None
    state: str | None = None

    def __str__(self) -> str:
        where = f" ({self.document} in {self.language}, {self.state})" if self.document else ""
        return f"error: {self.message}{where}" + (f"\nhelp: {self.hint}" if self.hint else "")


@dataclass(frozen=True, slots=True)
class _Try:
    """A template to be filled: for which document, in which language and state of the series."""

    name: str
    kind: DocumentKind
    language: str
    state: str
    series: Series

    def views(self) -> Iterator[tuple[str, AnyView]]:
        return self.kind.make(self.series, self.series.webinars, self.language)


@dataclass
class _Found:
    """What failed so far, by message, and the documents whose templates do not end."""

    faults: dict[str, Fault] = field(default_factory=dict)
    endless: set[str] = field(default_factory=set)

    def add(self, error: SstcError, *where: str) -> None:
        """Keep a failure, unless it was found before; `where` are a fault's other fields."""
        self.faults.setdefault(error.message, Fault(error.message, error.hint, *where))


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """The faults that were found, each once, the number of documents, and notes with hints."""

    faults: Sequence[Fault]
    documents: int
    unshown: Sequence[tuple[str, str]]


def count_fillings(series: Series) -> int:
    """Return how many times a template is filled to check a workspace."""
    return sum(1 for _ in _tries(series))


def check_templates(
    workspace: Workspace, series: Series, step: Callable[[int], None]
) -> TemplateReport:
    """Fill every template for everything that it will be filled for, and return what failed.

    `step` is called after each filling.
    """
    found, count = _Found(), 0
    letterhead = _letterhead(workspace, found)
    templates = _templates(workspace, series, letterhead, found)
    for attempt in _tries(series):
        if attempt.language in templates:
            count += _fill(attempt, templates[attempt.language], found)
        step(1)
    others = (*_lost(workspace), *_mistranslated(workspace, list(templates)))
    unshown = letterhead.notes if letterhead else ()
    return TemplateReport([*found.faults.values(), *others], count, unshown)


def _letterhead(workspace: Workspace, found: _Found) -> Letterhead | None:
    """Return the workspace's letterhead, if it can be used."""
    try:
        return letterhead_of(workspace)
    except SstcError as error:
        found.add(error)
        return None


def _templates(
    workspace: Workspace, series: Series, letterhead: Letterhead | None, found: _Found
) -> dict[str, Templates]:
    """Return the templates of each language whose catalogue can be read."""
    templates: dict[str, Templates] = {}
    for language in series.languages:
        try:
            page = stationery(series, language, None, letterhead)
            templates[language] = templates_of(workspace, language, page)
        except SstcError as error:
            found.add(error)
    return templates


def _tries(series: Series) -> Iterator[_Try]:
    for state, trial in trials(series).items():
        for language in series.languages:
            for name, kind in VIEWS.items():
                yield _Try(name, kind, language, state, trial)


def _fill(attempt: _Try, templates: Templates, found: _Found) -> int:
    """Fill a template for each view; one page as HTML stands for all, for they share a layout."""
    count = 0
    for at, (stem, view) in enumerate(attempt.views()):
        if attempt.name in found.endless:
            break
        try:
            document = templates.document(attempt.name, view)
            if at == 0:
                FORMATS["html"](document, templates)
            count += 1
        except SstcError as error:
            found.add(error, f"{attempt.name}/{stem}", attempt.language, attempt.state)
            if isinstance(error, EndlessTemplateError):
                found.endless.add(attempt.name)
    return count


def unused(workspace: Workspace, known: Collection[str]) -> Iterator[str]:
    """What to say of templates of the workspace that no document and no other one uses."""
    files = own_templates(workspace.templates)
    used = {*known, *(name for file in files for name in mentioned(file))}
    for file in files:
        if file.name not in used:
            yield f"templates/{file.name} is not used: {did_you_mean(file.name, known)}"


def _lost(workspace: Workspace) -> Iterator[Fault]:
    """Blocks of the workspace's templates that replace none, so that they are in no document."""
    own, shipped = workspace.templates, shipped_root() / "templates"
    for file in own_templates(own):
        lost, known = lost_blocks(file, own, shipped)
        for name in lost:
            message = f"templates/{file.name}: there is no block `{name}` to replace"
            yield Fault(message, did_you_mean(name, known))


def _mistranslated(workspace: Workspace, languages: Sequence[str]) -> Iterator[Fault]:
    """Labels whose translation has other `{names}` than the English one."""
    folders = [shipped_root() / "templates", workspace.templates]
    try:
        needed = used_labels(folders)
    except SstcError:  # a template of the workspace cannot be read; filling it has told so
        needed = used_labels(folders[:1])
    for language in languages:
        for label in coverage(needed, folders, language).broken:
            message = f"templates/labels/{language}.po: `{label}` is translated with other names"
            yield Fault(message, "keep every `{name}` as it is", language=language)
