"""Check templates by filling each one for every document that it will make."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.documents.workspace_templates import letterhead_of, stationery, templates_of
from sstc_cli.errors import SstcError
from sstc_cli.ics.style import CalendarLabel
from sstc_cli.model import Series
from sstc_cli.model.messages import MAILED
from sstc_cli.model.view import View
from sstc_cli.numbers.labels import Caption, LineLabel, ReportLabel, SummaryLabel
from sstc_cli.render import FORMATS, Templates
from sstc_cli.render.display.certificate import ALTERNATIVE
from sstc_cli.render.stationery import Letterhead
from sstc_cli.render.template_sources import (
    blocks_without_effect,
    mentioned_templates,
    own_templates,
    used_labels,
)
from sstc_cli.views.catalogues import coverage
from sstc_cli.views.documents import VIEWS, DocumentKind
from sstc_cli.views.fixed_labels import (
    BoardLabel,
    CheckLabel,
    KnowledgeLabel,
    MailLabel,
    MatchLabel,
    PlanAdvice,
    PlanLabel,
    PlanNote,
    TranslatorLabel,
)
from sstc_cli.views.trial import trials
from sstc_cli.workspace import Workspace, shipped_root


def needed_labels(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return every English label, once, with those in the templates of the folders first."""
    plan = (PlanLabel, PlanNote, PlanAdvice)
    people = (KnowledgeLabel, MailLabel, CheckLabel, BoardLabel, MatchLabel, TranslatorLabel)
    report = (SummaryLabel, LineLabel, Caption, ReportLabel)
    enums = (CalendarLabel, *report, *people, *plan)
    others = (str(label) for labels in enums for label in labels)
    return tuple(dict.fromkeys((*used_labels(folders), *others, ALTERNATIVE)))


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """An error in a template or a catalogue, and the document in which it occurred first."""

    message: str
    hint: str | None
    document: str | None = None
    language: str | None = None
    state: str | None = None

    def __str__(self) -> str:
        where = f" ({self.document} in {self.language}, {self.state})" if self.document else ""
        return f"error: {self.message}{where}" + (f"\nhelp: {self.hint}" if self.hint else "")


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One filling of a template: for a document, in a language and a state of the series."""

    name: str
    kind: DocumentKind
    language: str
    state: str
    series: Series

    def views(self) -> Iterator[tuple[str, View]]:
        for stem, make_view in self.kind.make(self.series, self.series.webinars, self.language):
            yield stem, make_view()


@dataclass
class _Failures:
    problems: dict[str, TemplateProblem] = field(default_factory=dict)

    def add(self, error: SstcError, *where: str) -> None:
        """Keep the first problem with a message; `where` are the other fields of a problem."""
        self.problems.setdefault(error.message, TemplateProblem(error.message, error.hint, *where))


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """The problems, each once, the number of documents, and notes with hints on the letterhead."""

    problems: Sequence[TemplateProblem]
    documents: int
    letterhead_notes: Sequence[tuple[str, str]]


def count_fillings(series: Series) -> int:
    return sum(1 for _ in _attempts(series))


def check_templates(
    workspace: Workspace, series: Series, step: Callable[[int], None]
) -> TemplateReport:
    """Fill every template for every document, language and state, and return the problems.

    `step` is called after each filling.
    """
    failures, count = _Failures(), 0
    letterhead = _letterhead(workspace, series, failures)
    templates = _templates(workspace, series, letterhead, failures)
    for attempt in _attempts(series):
        if attempt.language in templates:
            count += _fill(attempt, templates[attempt.language], failures)
        step(1)
    others = (*_blocks_without_effect(workspace), *_mistranslated(workspace, list(templates)))
    letterhead_notes = letterhead.notes if letterhead else ()
    return TemplateReport([*failures.problems.values(), *others], count, letterhead_notes)


def _letterhead(workspace: Workspace, series: Series, failures: _Failures) -> Letterhead | None:
    try:
        return letterhead_of(workspace, series)
    except SstcError as error:
        failures.add(error)
        return None


def _templates(
    workspace: Workspace, series: Series, letterhead: Letterhead | None, failures: _Failures
) -> dict[str, Templates]:
    templates: dict[str, Templates] = {}
    for language in series.languages:
        try:
            page = stationery(workspace, series, language, letterhead=letterhead)
            templates[language] = templates_of(workspace, language, page)
        except SstcError as error:
            failures.add(error)
    return templates


def _attempts(series: Series) -> Iterator[_Attempt]:
    for state, trial in trials(series).items():
        for language in series.languages:
            for name, kind in VIEWS.items():
                yield _Attempt(name, kind, language, state, trial)


def _fill(attempt: _Attempt, templates: Templates, failures: _Failures) -> int:
    """Fill a template for each view, and return how many succeeded.

    Only the first one also becomes HTML: all share the layout of the page.
    """
    count = 0
    for at, (stem, view) in enumerate(attempt.views()):
        try:
            name = attempt.name  # what can be sent by e-mail needs a subject, too
            is_mailed = name in MAILED or name.startswith("partner-")
            document = (
                templates.mail(name, view)[1] if is_mailed else templates.document(name, view)
            )
            if at == 0:
                FORMATS["html"](document, templates)
            count += 1
        except SstcError as error:
            failures.add(error, f"{attempt.name}/{stem}", attempt.language, attempt.state)
    return count


def unused_templates(workspace: Workspace, names: Collection[str]) -> Iterator[str]:
    """Yield a message for each template of the workspace that nothing uses."""
    files = own_templates(workspace.templates)
    used = {*names, *(name for file in files for name in mentioned_templates(file))}
    for file in files:
        if file.name not in used:
            yield f"templates/{file.name} is not used: {did_you_mean(file.name, names)}"


def _blocks_without_effect(workspace: Workspace) -> Iterator[TemplateProblem]:
    """Yield a problem for each block that replaces no other one, and so is in no document."""
    own, shipped = workspace.templates, shipped_root() / "templates"
    for file in own_templates(own):
        lost, replaceable = blocks_without_effect(file, own, shipped)
        for name in lost:
            message = f"templates/{file.name}: block `{name}` is unknown and replaces nothing"
            yield TemplateProblem(message, did_you_mean(name, replaceable))


def _mistranslated(workspace: Workspace, languages: Sequence[str]) -> Iterator[TemplateProblem]:
    """Yield a problem for each label whose translation has other `{names}` than the English one."""
    folders = workspace.catalogues
    try:
        labels = needed_labels(folders)
    except SstcError:  # a template of the workspace is unreadable; filling it has reported that
        labels = needed_labels(folders[:1])
    for language in languages:
        for label in coverage(labels, folders, language).broken:
            file = f"templates/labels/{language}.po"
            message = f"{file}: the translation of `{label}` changes a `{{name}}`"
            yield TemplateProblem(message, "keep every `{name}` as it is", language=language)
