"""Our own workbook with drop-down lists, for paper and for offices without a survey tool."""

from sstc_cli.diagnostics import column_letters
from sstc_cli.model import QuestionType
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.survey.forms.form import Form, FormFormat, choices_of, one_line

SHEET, OPTIONS = "responses", "options"
_LAST = 1_000  # the last row with drop-down lists


def write(form: Form) -> bytes:
    """Return a workbook with ids of questions in row 1, texts in row 2, and a sheet of options."""
    language = form.language
    ids: list[Value] = ["webinar", *(question.id for question in form.questions)]
    texts: list[Value] = ["Webinar"]
    texts += (one_line(question.text.pick(language)) for question in form.questions)
    columns: list[list[str]] = []
    lists = {}
    for place, question in enumerate(form.questions, 2):
        choices = [text for _, text in choices_of(question, language)]
        if choices and question.type is not QuestionType.CHOICES:
            columns.append(choices)
            column, letter = column_letters(place), column_letters(len(columns))
            lists[f"{column}3:{column}{_LAST}"] = f"{OPTIONS}!${letter}$1:${letter}${len(choices)}"
    tallest = max(map(len, columns), default=0)
    options: list[list[Value]] = [
        [column[row] if row < len(column) else "" for column in columns] for row in range(tallest)
    ]
    return write_workbook({SHEET: ([ids, texts], 2), OPTIONS: (options, 0)}, lists)


FORMAT = FormFormat("xlsx", by_language=True, write=write)
