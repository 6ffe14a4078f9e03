"""Our own workbook to fill in, for paper and for offices without a tool: with drop-downs."""

from sstc_cli.diagnostics import column_letters
from sstc_cli.model import QuestionType
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.survey.forms.form import Form, FormFormat, choices_of, one_line

SHEET, OPTIONS = "responses", "options"
_LAST = 1_000  # rows with drop-downs


def write(form: Form) -> bytes:
    """Question ids in row 1, their texts in row 2, and a sheet with the options."""
    language = form.language
    ids: list[Value] = ["webinar", *(each.id for each in form.questions)]
    texts: list[Value] = ["Webinar", *(one_line(q.text.pick(language)) for q in form.questions)]
    columns: list[list[str]] = []
    lists = {}
    for place, each in enumerate(form.questions, 2):
        choices = [text for _, text in choices_of(each, language)]
        if choices and each.type is not QuestionType.CHOICES:
            columns.append(choices)
            column, letter = column_letters(place), column_letters(len(columns))
            lists[f"{column}3:{column}{_LAST}"] = f"{OPTIONS}!${letter}$1:${letter}${len(choices)}"
    tallest = max(map(len, columns), default=0)
    options: list[list[Value]] = [
        [each[row] if row < len(each) else "" for each in columns] for row in range(tallest)
    ]
    return write_workbook({SHEET: ([ids, texts], 2), OPTIONS: (options, 0)}, lists)


FORMAT = FormFormat("xlsx", by_language=True, write=write)
