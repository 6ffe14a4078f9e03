"""Texts of a survey's form that lack its language, or that the starter left to be replaced."""

from collections.abc import Iterator

from sstc_cli.diagnostics import Path, format_path
from sstc_cli.documents.translations import lacking
from sstc_cli.model import Text
from sstc_cli.model.text import is_of_starter, kin
from sstc_cli.rules import texts_in
from sstc_cli.survey.forms import Form


def unready_in_form(form: Form, main: str) -> Iterator[tuple[str, str]]:
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
