"""Figures that exist once their files are imported: texts and targets are often written before."""

from collections.abc import Container

from sstc_cli.diagnostics import Diagnostic, Severity
from sstc_cli.model.report.names import FigureName
from sstc_cli.model.report.texts import ReportTexts
from sstc_cli.report.setting import Setting

# tables that may lack lines as long as a file is not imported
_LINES = {
    "reach": ("registered", "attended", "answered"),
    "funnel": ("came", "told"),
    "gain": ("gain", "before", "after", "pairs", "lost"),
}
_TABLES = (
    "attendance",
    "bounds",
    "knowledge",
    "partners",
    "recommend",
    "response",
    "themes",
    "webinars",
    "who",
)


def is_awaited(setting: Setting, name: FigureName) -> bool:
    """Return whether a figure that the report lacks is one that it has after further imports."""
    root, *rest = name.path.split(".")
    if root in _LINES:
        return not rest or rest[0] in _LINES[root]
    return root not in _known(setting, name) and (root in _TABLES or root in _asked(setting))


def awaits_registration(setting: Setting, name: FigureName) -> bool:
    """Return whether a figure compares answers with those at registration, and there are none."""
    before = {survey.id for survey in setting.surveys.values() if survey.when == "before"}
    compares = name.path.partition(".")[0] in ("gain", "knowledge")
    return compares and not before & _known(setting, name)


def weighed(problem: Diagnostic, words: ReportTexts, written: Container[int | None]) -> Diagnostic:
    """Return a diagnostic, as a note if it is on a value that only other reports lack."""
    match problem.path:
        case ("webinars", int(index), *_):
            about: int | None = words.webinars[index].number
        case _:
            about = None
    lacks = problem.code == "W719" and about not in written
    return problem._replace(weight=Severity.NOTE) if lacks else problem


def _known(setting: Setting, name: FigureName) -> set[str]:
    """Return the first parts of the names of all tables."""
    return {id_.partition(".")[0] for id_ in setting.tables_of(name.webinar)}


def _asked(setting: Setting) -> set[str]:
    """Return the ids of all surveys, and of their questions."""
    asked = (question for survey in setting.surveys.values() for question in survey.questions)
    return {*setting.surveys, *(question.id for question in asked)}
