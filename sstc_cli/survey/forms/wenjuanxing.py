"""Text to paste into 问卷星: each question has its kind in brackets, each option its own line."""

from collections.abc import Iterator

from sstc_cli.model import QuestionType
from sstc_cli.survey.forms.form import Form, FormFormat, choices_of, one_line

_KINDS = {
    QuestionType.TEXT: "填空题",
    QuestionType.EMAIL: "填空题",
    QuestionType.NUMBER: "填空题",
    QuestionType.COUNTRY: "填空题",
    QuestionType.CHOICES: "多选题",
}


def write(form: Form) -> bytes:
    """Return the text, in which empty lines separate the questions."""
    return "\n\n".join(_blocks(form)).encode() + b"\n"


def _blocks(form: Form) -> Iterator[str]:
    """Yield the title and the questions."""
    intro = one_line(form.intro(form.language))
    yield "\n".join(filter(None, [form.title(form.language), intro]))
    for number, question in enumerate(form.questions, 1):
        kind = _KINDS.get(question.type, "单选题")
        text = one_line(question.text.pick(form.language))
        lines = [f"{number}、{text}[{kind}]{'*' if question.required else ''}"]
        if kind != "填空题":
            lines += [one_line(text) for _, text in choices_of(question, form.language)]
        yield "\n".join(lines)


FORMAT = FormFormat("wenjuanxing.txt", by_language=True, write=write)
