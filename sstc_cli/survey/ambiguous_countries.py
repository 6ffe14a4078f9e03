"""Uncertain countries, about which the user is asked: texts with several meanings, and typos."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sstc_cli.model import QuestionType, Role
from sstc_cli.model.countries import suggested_countries
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value
from sstc_cli.survey.answers import Answer, Reader, reader_of
from sstc_cli.survey.column import AskedColumn
from sstc_cli.survey.table import Table

_MOST = 100  # texts of a table: each is compared with all names


class Ambiguity(NamedTuple):
    """An uncertain answer: its text, the codes that it may mean, and its rows, from 1."""

    question: str
    text: str
    codes: tuple[str, ...]
    rows: tuple[int, ...]


def ambiguities_in(table: Table) -> Iterator[Ambiguity]:
    """Yield each uncertain text of a table once, only from people who agreed to be stored."""
    asked = [column for column in table.columns if isinstance(column, AskedColumn)]
    for column in asked:
        if column.question.type is not QuestionType.COUNTRY:
            continue
        for text, rows in _unknown(table, column, _agreement(table, asked)):
            if codes := suggested_countries(text):
                yield Ambiguity(column.question.id, text, codes, tuple(rows))


def _unknown(
    table: Table, column: AskedColumn, agrees: Callable[[Sequence[Value]], bool]
) -> Iterable[tuple[str, list[int]]]:
    """Return the texts of a column that are not a country, nor decided, with their rows."""
    read = _reader(table, column)
    answers: dict[Value, Answer] = {}
    texts: dict[str, tuple[str, list[int]]] = {}  # by the text without case and width
    for row, cells in enumerate(table.rows(), table.first + 1):
        cell = _cell(cells, column)
        if cell not in answers:
            answers[cell] = read(cell)
        text = answers[cell].other
        if text is not None and not answers[cell].kept_as_text and agrees(cells):
            texts.setdefault(fold(text), (text, []))[1].append(row)
    return [*texts.values()][:_MOST]


def _agreement(table: Table, columns: Sequence[AskedColumn]) -> Callable[[Sequence[Value]], bool]:
    """Return a function that decides whether the person of a row agrees, if the table asks."""
    consent = next((column for column in columns if column.role is Role.CONSENT), None)
    if consent is None:
        return lambda _: True
    read = _reader(table, consent)
    return lambda cells: read(_cell(cells, consent)).value == "yes"


def _reader(table: Table, column: AskedColumn) -> Reader:
    """Return a reader of the cells of a column."""
    return reader_of(column.question, table.platform.separator, table.codes(column.question))


def _cell(cells: Sequence[Value], column: AskedColumn) -> Value:
    """Return the cell of a column in a row, which may be shorter."""
    return cells[column.index] if column.index < len(cells) else ""
