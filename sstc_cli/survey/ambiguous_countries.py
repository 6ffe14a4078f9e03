"""Countries that are not sure: texts that mean several ones, and slips of the pen, to be asked."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sstc_cli.model import QuestionType, Role
from sstc_cli.model.countries import suggested_countries
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value
from sstc_cli.survey.answers import Answer, Reader, reader_of
from sstc_cli.survey.match import Column
from sstc_cli.survey.table import Table

_MOST = 100  # texts of a table: each is compared with all names


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """What people wrote to a question, the codes that may be meant, and where (rows from 1)."""

    question: str
    text: str
    codes: tuple[str, ...]
    rows: tuple[int, ...]


def ambiguities_in(table: Table) -> Iterator[Ambiguity]:
    """Each doubtful text of a table once; of people who agree that their answers are kept."""
    for column in table.columns:
        if column.question is None or column.question.type is not QuestionType.COUNTRY:
            continue
        for text, rows in _unknown(table, column):
            if codes := suggested_countries(text):
                yield Ambiguity(column.question.id, text, codes, tuple(rows))


def _unknown(table: Table, column: Column) -> Iterable[tuple[str, list[int]]]:
    """The texts of a column that are no country and were not decided about, with their rows."""
    read, agrees = _reader(table, column), _agreement(table)
    answers: dict[Value, Answer] = {}
    found: dict[str, tuple[str, list[int]]] = {}  # by the text in any writing
    for row, cells in enumerate(table.rows(), table.first + 1):
        cell = _cell(cells, column)
        if cell not in answers:
            answers[cell] = read(cell)
        text = answers[cell].other
        if text is not None and not answers[cell].left and agrees(cells):
            found.setdefault(fold(text), (text, []))[1].append(row)
    return [*found.values()][:_MOST]


def _agreement(table: Table) -> Callable[[Sequence[Value]], bool]:
    """Whether the person of a row agrees, where the table asks for that."""
    consent = next((each for each in table.columns if each.role is Role.CONSENT), None)
    if consent is None:
        return lambda _: True
    read = _reader(table, consent)
    return lambda cells: read(_cell(cells, consent)).value == "yes"


def _reader(table: Table, column: Column) -> Reader:
    assert column.question is not None  # noqa: S101 only questions are asked for
    return reader_of(column.question, table.platform.separator, table.codes(column.question))


def _cell(cells: Sequence[Value], column: Column) -> Value:
    return cells[column.index] if column.index < len(cells) else ""
