"""XLSForm, for KoboToolbox, ODK and Ona.

Question ids are names and option codes are choice names, so exports are recognised by them. See
https://xlsform.org
"""

from sstc_cli.model import Question, QuestionType
from sstc_cli.model.languages import english_name
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.survey.forms.form import Form, FormFormat, choices_of, one_line

_EMAIL = r"regex(., '^[^@\s]+@[^@\s]+\.[^@\s]+$')"
_KINDS = {
    QuestionType.TEXT: "text",
    QuestionType.EMAIL: "text",
    QuestionType.NUMBER: "decimal",
    QuestionType.CHOICES: "select_multiple",
}


def write(form: Form) -> bytes:
    """Return the workbook with the sheets `survey`, `choices` and `settings`."""
    labels = [f"label::{_language(language)}" for language in form.languages]
    head: list[Value] = ["type", "name", *labels, "required", "constraint"]
    survey: list[list[Value]] = [head, *(_question(form, question) for question in form.questions)]
    intro = [form.intro(language) for language in form.languages]
    if any(intro):
        survey.insert(1, ["note", "intro", *intro, "", ""])
    lists = [row for question in form.questions for row in _choices(form, question)]
    choices: list[list[Value]] = [["list_name", "name", *labels], *lists]
    name = form.survey.id + (f"_webinar_{form.webinar}" if form.webinar is not None else "")
    settings: list[list[Value]] = [
        ["form_title", "form_id", "default_language"],
        [form.title(form.language), name, _language(form.language)],
    ]
    return write_workbook(
        {"survey": (survey, 1), "choices": (choices, 1), "settings": (settings, 1)}
    )


def _question(form: Form, question: Question) -> list[Value]:
    """Return the row of a question in the sheet `survey`."""
    kind = _KINDS.get(question.type, "select_one")
    if kind.startswith("select"):
        kind = f"{kind} {question.id}"
    labels = [one_line(question.text.pick(language)) for language in form.languages]
    constraint = _EMAIL if question.type is QuestionType.EMAIL else ""
    return [kind, question.id, *labels, "yes" if question.required else "", constraint]


def _choices(form: Form, question: Question) -> list[list[Value]]:
    """Return the rows of a question in the sheet `choices`."""
    texts = [dict(choices_of(question, language)) for language in form.languages]
    return [
        [question.id, code, *(by_code[code] for by_code in texts)]
        for code, _ in choices_of(question, form.language)
    ]


def _language(code: str) -> str:
    """Return a language as the tools show it, for example `English (en)`."""
    return f"{english_name(code)} ({code})"


FORMAT = FormFormat("xlsform.xlsx", by_language=False, write=write)
