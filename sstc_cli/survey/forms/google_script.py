"""A Google Apps Script that makes the form: paste it at https://script.new and run it once.

See https://developers.google.com/apps-script/reference/forms
"""

import json
from collections.abc import Iterator

from sstc_cli.model import Question, QuestionType
from sstc_cli.survey.forms.form import Form, FormFormat, choices_of, ends_of, is_rating, one_line

_ITEMS = {
    QuestionType.TEXT: "addParagraphTextItem",
    QuestionType.EMAIL: "addTextItem",
    QuestionType.NUMBER: "addTextItem",
    QuestionType.CHOICES: "addCheckboxItem",
    QuestionType.COUNTRY: "addListItem",
}
_CHECKS = {QuestionType.EMAIL: "requireTextIsEmail", QuestionType.NUMBER: "requireNumber"}


def write(form: Form) -> bytes:
    """Return the text of the script."""
    return "\n".join(_lines(form)).encode() + b"\n"


def _lines(form: Form) -> Iterator[str]:
    """Yield the lines of the script."""
    yield "function makeForm() {"
    yield f"  const form = FormApp.create({_string(form.title(form.language))});"
    if intro := form.intro(form.language):
        yield f"  form.setDescription({_string(intro)});"
    for question in form.questions:
        yield from _item(question, form.language)
    yield "  Logger.log(form.getEditUrl());"
    yield "}"


def _item(question: Question, language: str) -> Iterator[str]:
    """Yield the lines that add one question to the form."""
    rating = is_rating(question) and question.scale
    item = "addScaleItem" if rating else _ITEMS.get(question.type, "addMultipleChoiceItem")
    yield f"  form.{item}()"
    yield f"    .setTitle({_string(one_line(question.text.pick(language)))})"
    if rating:
        yield f"    .setBounds({rating.lowest}, {rating.highest})"
        yield f"    .setLabels({', '.join(map(_string, ends_of(question, language)))})"
    elif check := _CHECKS.get(question.type):
        yield f"    .setValidation(FormApp.createTextValidation().{check}().build())"
    elif choices := choices_of(question, language):
        texts = json.dumps([one_line(text) for _, text in choices])
        yield f"    .setChoiceValues({texts})"
    yield f"    .setRequired({str(question.required).lower()});"


def _string(text: str) -> str:
    """Return a JavaScript string in ASCII, which pasting cannot damage."""
    return json.dumps(text)


FORMAT = FormFormat("gs", by_language=True, write=write)
