"""A table of a file, and its columns, as objects of JSON."""

from typing import Any

from sstc_cli.diagnostics import column_letters
from sstc_cli.sheets.cells import DateOrder
from sstc_cli.survey.column import Column, OtherColumn, OwnColumn, question_of
from sstc_cli.survey.table import FoundTable, ReadyTable


def describe(table: FoundTable | ReadyTable, order: DateOrder) -> dict[str, Any]:
    """Return a table and its columns as objects of JSON."""
    local = table.local_zone if isinstance(table, ReadyTable) else table.mapping.timezone
    return {
        "sheet": table.sheet.name,
        "header_row": table.header + 1,
        "first_row": table.first + 1,
        "platform": table.platform.name,
        "survey": table.survey.id,
        "webinar": table.webinar,
        "zone": table.zone or local,
        "dates": order,
        "numbered": sorted(table.answer_codes.codes),
        "consent_elsewhere": table.agreed_elsewhere,
        "unasked": [question.id for question in table.unasked],
        "columns": [_column(column) for column in table.columns],
    }


def _column(column: Column) -> dict[str, Any]:
    """Return a column as an object of JSON."""
    question, other = question_of(column), column if isinstance(column, OtherColumn) else None
    return {
        "column": column_letters(column.index + 1),
        "header": column.header,
        "question": question.id if question else None,
        "how": column.how,
        "option": None if isinstance(column, OwnColumn) else column.option,
        "suggestion": other.suggestion if other else None,
        "personal": other is not None and other.contact,
    }
