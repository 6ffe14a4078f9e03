"""LimeSurvey's survey structure as tab-separated values.

https://www.limesurvey.org/manual/Tab_Separated_Value_survey_structure. Its codes have no
underscore and answers' codes five signs at most: export with full texts, which are known again.
"""

import csv
import io
from collections.abc import Iterator

from sstc_cli.model import Question, QuestionType
from sstc_cli.survey.forms.form import Form, Format, choices_of, one_line

_COLUMNS = ("id", "class", "type/scale", "name", "relevance", "text", "help", "language",
            "validation", "mandatory", "other", "default", "same_default")  # fmt: skip
_KINDS = {
    QuestionType.TEXT: "T",
    QuestionType.EMAIL: "S",
    QuestionType.NUMBER: "N",
    QuestionType.CHOICES: "M",
    QuestionType.COUNTRY: "!",
}

Line = dict[str, str]


def write(form: Form) -> bytes:
    """The file: settings, one group, and its questions, once a language."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, "", dialect="excel-tab", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_lines(form))
    return text.getvalue().encode("utf-8-sig")


def _lines(form: Form) -> Iterator[Line]:
    yield {"class": "S", "name": "language", "text": form.language}
    if rest := form.languages[1:]:
        yield {"class": "S", "name": "additional_languages", "text": " ".join(rest)}
    yield {"class": "S", "name": "format", "text": "G"}
    for language in form.languages:
        spoken = {"class": "SL", "language": language}
        yield {**spoken, "name": "surveyls_title", "text": form.title(language)}
        yield {**spoken, "name": "surveyls_welcometext", "text": form.intro(language)}
    for language in form.languages:
        group = {"class": "G", "name": form.title(language), "language": language}
        yield {**group, "id": "1", "type/scale": "1", "relevance": "1"}
        for number, each in enumerate(form.questions, 1):
            yield from _question(each, number, form, language)


def _question(question: Question, number: int, form: Form, language: str) -> Iterator[Line]:
    kind = _KINDS.get(question.type, "L")
    yield {
        "id": str(number), "class": "Q", "type/scale": kind, "name": f"q{number}",
        "relevance": "1", "text": one_line(question.text.pick(language)), "language": language,
        "mandatory": "Y" if question.required else "N", "other": "N",
        "validation": r"/^[^@\s]+@[^@\s]+\.[^@\s]+$/" if question.type == "email" else "",
    }  # fmt: skip
    texts = dict(choices_of(question, language))
    codes = [code for code, _ in choices_of(question, form.language)]  # one order for all
    for index, code in enumerate(codes, 1):
        of = {"name": f"A{index}", "text": one_line(texts[code]), "language": language}
        yield {**of, "class": "SQ" if kind == "M" else "A", "type/scale": "0"}


FORMAT = Format("limesurvey.txt", by_language=False, write=write)
