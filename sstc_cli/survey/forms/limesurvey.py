"""LimeSurvey's survey structure as tab-separated values.

https://www.limesurvey.org/manual/Tab_Separated_Value_survey_structure. Questions and answers have
the codes by which the platform of the same name recognises them, whatever else changes in the
survey. LimeSurvey makes the ids itself: it would use those of questions for options as well.
"""

import csv
import io
from collections.abc import Iterator

from sstc_cli.model import Question, QuestionType
from sstc_cli.survey.forms.form import Form, FormFormat, choices_of, one_line
from sstc_cli.survey.platforms.limesurvey import OUR_FORM
from sstc_cli.survey.shortened import short_codes

_COLUMNS = ("class", "type/scale", "name", "relevance", "text", "help", "language",
            "validation", "mandatory", "other", "default", "same_default")  # fmt: skip
_KINDS = {
    QuestionType.TEXT: "T",
    QuestionType.EMAIL: "S",
    QuestionType.NUMBER: "N",
    QuestionType.CHOICES: "M",
    QuestionType.COUNTRY: "!",
}

_LANGUAGES = {"zh": "zh-Hans", "zh-TW": "zh-Hant-TW", "zh-HK": "zh-Hant-HK"}

Line = dict[str, str]


def write(form: Form) -> bytes:
    """Return the file: settings, one group, and its questions in each language."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, "", dialect="excel-tab", lineterminator="\n")
    writer.writeheader()
    for line in _lines(form):
        writer.writerow({**line, "language": _named(line.get("language", ""))})
    return text.getvalue().encode("utf-8-sig")


def _named(language: str) -> str:
    """Return a language as LimeSurvey names it."""
    return _LANGUAGES.get(language, language)


def _lines(form: Form) -> Iterator[Line]:
    """Yield the lines of the file, with our own codes of languages."""
    first, *rest = map(_named, form.languages)
    yield {"class": "S", "name": "language", "text": first}
    if rest:
        yield {"class": "S", "name": "additional_languages", "text": " ".join(rest)}
    yield {"class": "S", "name": "format", "text": "G"}
    for language in form.languages:
        setting = {"class": "SL", "language": language}
        yield {**setting, "name": "surveyls_title", "text": form.title(language)}
        yield {**setting, "name": "surveyls_welcometext", "text": form.intro(language)}
    ids = (question.id for question in form.survey.questions)
    names = short_codes(ids, OUR_FORM.question_code)
    for language in form.languages:
        group = {"class": "G", "name": form.title(language), "language": language}
        yield {**group, "type/scale": "1", "relevance": "1"}
        for question in form.questions:
            line = {"name": names[question.id], "language": language}
            yield from _question(question, line, form)


def _question(question: Question, line: Line, form: Form) -> Iterator[Line]:
    """Yield the lines of a question and its answers in one language."""
    kind, language = _KINDS.get(question.type, "L"), line["language"]
    yield {
        **line, "class": "Q", "type/scale": kind,
        "relevance": "1", "text": one_line(question.text.pick(language)),
        "mandatory": "Y" if question.required else "N", "other": "N",
        "validation": r"/^[^@\s]+@[^@\s]+\.[^@\s]+$/" if question.type == "email" else "",
    }  # fmt: skip
    texts = dict(choices_of(question, language))
    codes = [code for code, _ in choices_of(question, form.language)]  # one order for all
    for code, name in short_codes(codes, OUR_FORM.answer_code).items():
        of = {"name": name, "text": one_line(texts[code]), "language": language}
        yield {**of, "class": "SQ" if kind == "M" else "A", "type/scale": "0"}


FORMAT = FormFormat("limesurvey.txt", by_language=False, write=write)
