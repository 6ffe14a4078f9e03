"""The checks of a report and of a knowledge note that need the store."""

from collections.abc import Iterable, Iterator

from sstc_cli.diagnostics import Diagnostic, Path, Severity
from sstc_cli.model.text import is_of_starter
from sstc_cli.report import figure_checks, text_checks
from sstc_cli.report.figure_checks import check_name, check_texts
from sstc_cli.report.note_lines import NoteSetting
from sstc_cli.report.setting import Setting
from sstc_cli.report.text_checks import WrittenText, people_named, unshown_causes, written_texts
from sstc_cli.rules import texts_in

_PARTS = {
    "evaluators": "people who evaluated the series",
    "purpose": "why the series was evaluated",
    "summary": "the summary",
    "conclusions": "the conclusions",
    "recommendations": "the recommendations",
    "lessons": "the lessons",
}


def check_complete(setting: Setting) -> Iterator[Diagnostic]:
    for key, what in _PARTS.items():
        if not getattr(setting.written, key):
            message = f"{what} {'are' if what.endswith('s') else 'is'} missing"
            yield Diagnostic("E717", message, (), f"write `{key}` in data/report.yaml")


def check_starter(setting: Setting, *, final: bool) -> Iterator[Diagnostic]:
    """Yield each of these questions once; a report that is not final may still have them."""
    main = setting.series.languages[0]
    scopes = (setting.tables, *setting.others.values())
    answered = {(table.survey, table.question) for scope in scopes for table in scope.values()}
    for survey in setting.surveys.values():
        for question in survey.questions:
            text = question.text.pick(main)
            if (survey.id, question.id) in answered and is_of_starter(text):
                message = f"the question `{question.id}` is still the text of the starter: `{text}`"
                hint = f"write in data/surveys/{survey.id}.yaml what people were asked"
                weight = None if final else Severity.WARNING
                yield Diagnostic("E717", message, (), hint, weight=weight)


def check_report(setting: Setting, names: Iterable[str] = (), *, final: bool) -> list[Diagnostic]:
    return [
        *figure_checks.check_figures(setting),
        *figure_checks.check_webinars(setting),
        *text_checks.check_reasons(setting),
        *people_named(setting.series, written_texts(setting.written), names),
        *check_starter(setting, final=final),
        *(check_complete(setting) if final else ()),
    ]


def check_noted(noted: NoteSetting, names: Iterable[str] = ()) -> list[Diagnostic]:
    setting = noted.setting
    texts = [
        WrittenText((*placed.path, language) if language else placed.path, language, words)
        for placed in texts_in(noted.note)
        for language, words in placed.text.by_language.items()
    ]
    return [
        *check_texts(setting, texts),
        *_evidence(noted),
        *unshown_causes(texts),
        *people_named(setting.series, texts, names),
    ]


def _evidence(noted: NoteSetting) -> Iterator[Diagnostic]:
    """Yield the figures under `evidence` that the public report does not show."""
    for key in ("messages", "practices"):
        for index, told in enumerate(getattr(noted.note, key)):
            for place, item in enumerate(told.evidence):
                path: Path = (key, index, "evidence", place, "figure")
                if item.figure is not None:
                    yield from check_name(noted.setting, path, item.figure)
