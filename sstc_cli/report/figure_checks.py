"""Figures and webinars that texts name: unknown, hidden, or not there yet."""

from collections.abc import Container, Generator, Iterable, Iterator

from sstc_cli.diagnostics import (
    Diagnostic,
    Path,
    Severity,
    did_you_mean,
    did_you_mean_webinar,
)
from sstc_cli.model.report import FigureName, ReportTexts, read_name
from sstc_cli.report.figures import FIGURES
from sstc_cli.report.setting import Setting
from sstc_cli.report.text_checks import WrittenText, sentences, written_texts
from sstc_cli.report.typed_number_checks import check_typed
from sstc_cli.report.values import FoundValue, HiddenFigureError, UnknownFigureError, find_value


def check_webinars(setting: Setting) -> Iterator[Diagnostic]:
    for index, about in enumerate(setting.written.webinars):
        if setting.series.webinar_of(about.id) is None:
            yield no_webinar(setting, about.id, ("webinars", index, "id"))


def no_webinar(setting: Setting, id_: str, path: Path) -> Diagnostic:
    hint = did_you_mean_webinar(id_, setting.series.numbers)
    return Diagnostic("E711", f"the series has no webinar `{id_}`", path, hint)


_HINT = "run `sstc report show` to see the names of all figures"
# tables that may lack lines as long as a file is not imported
_LINES = {
    "reach": ("registered", "attended", "answered"),
    "funnel": ("came", "told"),
    "gain": ("gain", "before", "after", "pairs", "lost"),
}


def is_awaited(setting: Setting, name: FigureName) -> bool:
    """Return whether a figure that the report lacks is one that it has after further imports."""
    root, *rest = name.path.split(".")
    if root in _LINES:
        return not rest or rest[0] in _LINES[root]
    if root in _known(setting, name):
        return False
    asked = (question for survey in setting.surveys.values() for question in survey.questions)
    # that of anonymous answers is only there if it has any
    is_figure = root in FIGURES and root != "answers"
    return is_figure or root in setting.surveys or any(root == question.id for question in asked)


def weighed(problem: Diagnostic, words: ReportTexts, written: Container[str | None]) -> Diagnostic:
    """Return a diagnostic, as a note if it is on a value that only other reports lack."""
    match problem.path:
        case ("webinars", int(index), *_):
            about: str | None = words.webinars[index].id
        case _:
            about = None
    lacks = problem.code == "W719" and about not in written
    return problem._replace(weight=Severity.NOTE) if lacks else problem


def _known(setting: Setting, name: FigureName) -> set[str]:
    return {id_.partition(".")[0] for id_ in setting.tables_of(name.webinar)}


def check_figures(setting: Setting) -> Iterator[Diagnostic]:
    """Yield what is wrong with the figures that texts, targets and recommendations name."""
    yield from check_texts(setting, written_texts(setting.written))
    for index, target in enumerate(setting.written.targets):
        path: Path = ("targets", index, "figure")
        name = read_name(target.figure)
        if name is None or name.webinar is None:
            yield from check_name(setting, path, target.figure)
            continue
        message = f"a target is for the series and each webinar, but `{name}` is about one"
        yield Diagnostic("E711", message, path, f"write `{name.path}`")
    yield from _rests_on(setting)


def check_texts(setting: Setting, texts: Iterable[WrittenText]) -> Iterator[Diagnostic]:
    for written in texts:
        for sentence, named in sentences(written.text):
            found: list[FoundValue | None] = []
            for braces in named:
                value = yield from check_name(setting, written.path, braces.written, written)
                found.append(value)
            yield from check_typed(written, sentence, named, found)


def check_name(
    setting: Setting, path: Path, written: str, inside: WrittenText | None = None
) -> Generator[Diagnostic, None, FoundValue | None]:
    """Yield a diagnostic if a name is not that of a value, and return the value if it is.

    A report cannot be written if a text, `inside` which the name is, lacks the value.
    """
    name = read_name(written)
    if name is None:
        yield Diagnostic("E711", f"`{written[:80]}` is not the name of a figure", path, _HINT)
        return None
    if name.webinar is None:
        name = FigureName(name.path, inside.webinar if inside else None)
    weight = Severity.ERROR if inside else Severity.NOTE
    try:
        found = find_value(setting.tables_of(name.webinar), name)
    except UnknownFigureError as error:
        yield _lacking(setting, name, error, path, weight)
    except HiddenFigureError:
        yield _hidden(setting, name, path, weight)
    else:
        if found.value is None:
            yield _hidden(setting, name, path, weight)
        return found
    return None


def _lacking(
    setting: Setting, name: FigureName, error: UnknownFigureError, path: Path, weight: Severity
) -> Diagnostic:
    if name.webinar is not None and setting.series.webinar_of(name.webinar) is None:
        return no_webinar(setting, name.webinar, path)
    if is_awaited(setting, name):
        return _awaited(name, path, weight)
    hint = did_you_mean(name.path, list(error.known)) if error.known else _HINT
    return Diagnostic("E711", error.message, path, hint)


def _awaited(name: FigureName, path: Path, weight: Severity) -> Diagnostic:
    hint = "import the files that it rests on, or leave it out"
    return Diagnostic("W719", f"`{name}` has no value yet", path, hint, weight=weight)


def _rests_on(setting: Setting) -> Iterator[Diagnostic]:
    """Yield what conclusions and recommendations rest on that does not exist."""
    conclusions = {conclusion.id for conclusion in setting.written.conclusions}
    for index, conclusion in enumerate(setting.written.conclusions):
        for place, written in enumerate(conclusion.figures):
            yield from check_name(setting, ("conclusions", index, "figures", place), written)
    for index, advice in enumerate(setting.written.recommendations):
        for place, written in enumerate(advice.rests_on):
            if written not in conclusions:
                path: Path = ("recommendations", index, "rests_on", place)
                yield from check_name(setting, path, written)


def _hidden(setting: Setting, name: FigureName, path: Path, weight: Severity) -> Diagnostic:
    before = {survey.id for survey in setting.surveys.values() if survey.when == "before"}
    compares = name.path.partition(".")[0] in ("gain", "knowledge")
    if compares and not before & _known(setting, name):  # nobody answered at registration
        return _awaited(name, path, weight)
    message = f"`{name}` is hidden, because it is about few people"
    hint = "leave it out, or name a figure of more people"
    return Diagnostic("E712", message, path, hint)
