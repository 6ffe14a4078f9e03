"""A Word document for the quick import of Microsoft Forms: numbered questions, lettered options.

The numbers and letters are plain text, because automatic numbering is lost on import.
"""

from collections.abc import Iterator
from string import ascii_uppercase

from sstc_cli.model import QuestionType
from sstc_cli.survey.forms.form import Form, FormFormat, choices_of, one_line


def write(form: Form) -> str:
    """Markdown whose paragraphs are the lines of the document."""
    return "\n\n".join(_paragraphs(form)) + "\n"


def _paragraphs(form: Form) -> Iterator[str]:
    yield f"# {_plain(form.title(form.language))}"
    if intro := form.intro(form.language):
        yield _plain(intro)
    for number, each in enumerate(form.questions, 1):
        yield f"{number}\\. {_plain(each.text.pick(form.language))}"
        if each.type is not QuestionType.COUNTRY:  # 249 of them are no list to tick
            choices = choices_of(each, form.language)
            for letter, (_, text) in zip(ascii_uppercase, choices, strict=False):
                yield f"{letter}\\. {_plain(text)}"


def _plain(text: str) -> str:
    """A text in which nothing is Markdown."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#&" else char for char in one_line(text))


FORMAT = FormFormat("docx", by_language=True, write=write)
