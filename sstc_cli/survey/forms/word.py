"""A Word document for the quick import of Microsoft Forms: numbered questions, lettered options.

The numbers and letters are plain text, because the import loses automatic numbering.
"""

from collections.abc import Iterator
from string import ascii_uppercase

from sstc_cli.model import QuestionType
from sstc_cli.survey.forms.form import Form, FormFormat, choices_of, one_line


def write(form: Form) -> str:
    """Return Markdown whose paragraphs are the lines of the document."""
    return "\n\n".join(_paragraphs(form)) + "\n"


def _paragraphs(form: Form) -> Iterator[str]:
    """Yield the title, the introduction, and the questions with their options."""
    yield f"# {_plain(form.title(form.language))}"
    if intro := form.intro(form.language):
        yield _plain(intro)
    for number, question in enumerate(form.questions, 1):
        yield f"{number}\\. {_plain(question.text.pick(form.language))}"
        if question.type is not QuestionType.COUNTRY:  # nobody ticks one of 249 countries
            choices = choices_of(question, form.language)
            for letter, (_, text) in zip(ascii_uppercase, choices, strict=False):
                yield f"{letter}\\. {_plain(text)}"


def _plain(text: str) -> str:
    """Return a text in which nothing is Markdown."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#&" else char for char in one_line(text))


FORMAT = FormFormat("docx", by_language=True, write=write)
