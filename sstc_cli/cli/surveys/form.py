"""`sstc surveys form`: a survey as a form for each tool."""

from collections.abc import Iterator
from typing import Annotated

import typer

from sstc_cli.choices import Tool
from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.options import Output, Replace, read_language, read_number
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.surveys.open import refuse_unknown_survey
from sstc_cli.diagnostics import Path, format_path
from sstc_cli.documents.translations import lacking
from sstc_cli.documents.workspace_templates import write_plain
from sstc_cli.model import Series, Survey, Text
from sstc_cli.model.text import is_of_starter, kin
from sstc_cli.rules import texts_in
from sstc_cli.survey.forms import FORMS, Form
from sstc_cli.workspace import Workspace


def form(
    context: typer.Context,
    survey: Annotated[str, typer.Argument(metavar="SURVEY", help="Survey id, for example `exit`.")],
    number: Annotated[
        int | None,
        typer.Argument(parser=read_number, metavar="N", help="Webinar number.", show_default=False),
    ] = None,
    formats: Annotated[
        list[Tool] | None,
        typer.Option("--format", help="Tool for the form. Repeatable. [default: all]"),
    ] = None,
    languages: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="CODE", help="Language. Repeatable. [default: all]"),
    ] = None,
    output: Output = None,
    replace: Replace = False,
) -> None:
    """Write a survey as a form for each survey tool.

    `xlsform` is for KoboToolbox and ODK, `docx` for Microsoft Forms, `google` a script that makes a
    Google Form, `limesurvey` for LimeSurvey, `wenjuanxing` a text for 问卷星, and `xlsx` a workbook
    with drop-down lists. `sstc surveys import` reads what these forms export.

    Example: `sstc surveys form exit 7 --format xlsform --format docx`
    """
    session = session_of(context, replaces=replace)
    workspace, series = session.opened()
    refuse_unknown_survey(workspace, survey, word="SURVEY")
    webinar = chosen_webinars(series, [number])[0] if number is not None else None
    codes = _languages(workspace.surveys[survey], series, languages)
    files = {}
    for kind in [FORMS[name] for name in formats or Tool]:
        for group in [(code,) for code in codes] if kind.by_language else [codes]:
            survey_form = Form(workspace.surveys[survey], webinar, group)
            name = _name(survey_form, kind.suffix, by_language=kind.by_language)
            files[name] = _data(workspace, series, survey_form, kind.write(survey_form))
    whole = Form(workspace.surveys[survey], webinar, codes)
    for message, hint in _unready(whole, series.languages[0]):
        session.say(f"warning: {message}\nhelp: {hint}")
    deliver(session, files, workspace.out / "forms", output)


def _languages(survey: Survey, series: Series, named: list[str] | None) -> tuple[str, ...]:
    """Return the languages named by the user, or those that all questions have."""
    if named:
        return tuple(read_language(code, series.languages) for code in dict.fromkeys(named))
    by_question = [question.text.by_language for question in survey.questions]
    complete = [code for code in series.languages if all(code in texts for texts in by_question)]
    return tuple(complete) or series.languages[:1]


def _name(form: Form, suffix: str, *, by_language: bool) -> str:
    """Return the name of a form's file, from which an import detects its webinar."""
    stem = form.survey.id + (f"-webinar-{form.webinar.number}" if form.webinar else "")
    return f"{stem}.{form.language}.{suffix}" if by_language else f"{stem}.{suffix}"


def _data(workspace: Workspace, series: Series, form: Form, content: str | bytes) -> bytes:
    """Return the bytes of a form's file; Markdown becomes a Word document."""
    if isinstance(content, bytes):
        return content
    return write_plain(workspace, series, content, form.language)


def _unready(form: Form, main: str) -> Iterator[tuple[str, str]]:
    """Yield a message and a hint for each language without some texts, and for starter's questions.

    A question in one language only is in the `main` one.
    """
    file, texts = f"data/surveys/{form.survey.id}.yaml", _asked(form)
    for language in form.languages:
        if paths := [path for path, text in texts if _lacks(text, language, path, main)]:
            yield lacking(language, paths), f"add {language} to these texts in {file}"
    for path, text in texts:
        if is_of_starter(text.pick(main)):
            message = f"{format_path(path)} is still the text of the starter: `{text.pick(main)}`"
            yield message, f"replace the question in {file}"


def _asked(form: Form) -> list[tuple[Path, Text]]:
    asked, questions = form.questions, form.survey.questions
    placed = [(text.path, text.text) for text in texts_in(form.survey)]
    return [
        (path, text)
        for path, text in placed
        if path[0] != "questions" or questions[int(path[1])] in asked
    ]


def _lacks(text: Text, language: str, path: Path, main: str) -> bool:
    is_question = path[0] == "questions" and len(path) == len(("questions", 0, "text"))
    known = text.by_language.keys() - ({""} if is_question and language != main else ())
    return not known & {*kin(language), ""}
