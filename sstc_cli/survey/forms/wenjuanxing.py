"""Text for the paste import of 问卷星: a question with its kind in brackets, a line an option."""

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
    """The text, blocks apart by a blank line."""
    return "\n\n".join(_blocks(form)).encode() + b"\n"


def _blocks(form: Form) -> Iterator[str]:
    intro = one_line(form.intro(form.language))
    yield "\n".join(filter(None, [form.title(form.language), intro]))
    for number, each in enumerate(form.questions, 1):
        kind = _KINDS.get(each.type, "单选题")
        text = one_line(each.text.pick(form.language))
        lines = [f"{number}、{text}[{kind}]{'*' if each.required else ''}"]
        if kind != "填空题":
            lines += [one_line(text) for _, text in choices_of(each, form.language)]
        yield "\n".join(lines)


FORMAT = FormFormat("wenjuanxing.txt", by_language=True, write=write)
