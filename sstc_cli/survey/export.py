"""The responses as rows for a spreadsheet, with pseudonyms, or with names and addresses."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, cast

from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.sheets.xlsx import Sheet, stream_workbook
from sstc_cli.store.database import decoded
from sstc_cli.store.query import (
    CONTACTS,
    IdentifiedRows,
    identified_attendances,
    identified_responses,
)
from sstc_cli.store.response import ATTENDANCE_ID, SHOWN
from sstc_cli.store.store import Store
from sstc_cli.survey.generalise import Answers, Generalised, Group, generalise, known_of

_IDENTITY = (Role.EMAIL, Role.NAME, Role.ORGANISATION)
# two lists of topics are as good as a name to those who know the person
_INTRODUCED = (Role.OFFER, Role.SEEK, Role.KIND, Role.INTRODUCE, Role.SHARE, Role.AT_ONCE)
# where a program splits at `;` or tabs, cells also begin there, and at the next line
_FORMULA = re.compile(r"""(\A|[;\t\r\n])(?=[\s"]*[=+@＝＋－＠-])|\A(?=[\t\r])""")
_SIGN = re.compile("[=+@＝＋－＠\t\r-]")  # without one, there is no formula; this search is fast

Cells = list[str | float]


@dataclass(frozen=True, slots=True)
class Included:
    """The parts of an export besides the coded answers; free texts may name people."""

    texts: bool = False
    contacts: bool = False


_CODED = Included()


@dataclass(frozen=True, slots=True)
class Exported:
    """A header, and rows that are made one after the other, because they may be many."""

    header: Sequence[str]
    rows: Sized
    cells: Callable[[Any], Iterable[str | float]] = list

    def __iter__(self) -> Iterator[Cells]:
        yield [*self.header]
        for row in cast("Iterable[Any]", self.rows):
            yield [*self.cells(row)]


def export_tables(
    store: Store, surveys: Iterable[Survey], webinars: Sequence[int], included: Included
) -> dict[str, Exported]:
    """Return the responses to each survey and the attendance, by name, if there are any."""
    tables = {survey.id: export_rows(store, survey, webinars, included) for survey in surveys}
    tables[ATTENDANCE_ID] = export_attendance(store, webinars, included)
    return {name: table for name, table in tables.items() if len(table.rows)}


def export_rows(
    store: Store, survey: Survey, webinars: Sequence[int], included: Included
) -> Exported:
    """Return a header and the responses that count, in an order that reveals nothing."""
    questions = [question for question in survey.questions if _is_exported(question, included)]
    header = ["webinar", "person", "submitted", *(question.id for question in questions)]
    header += [*CONTACTS, "extras"] if included.contacts else []
    rows = identified_responses(store, survey.id, webinars)
    return Exported(header, rows, lambda row: _response_cells(row, questions, included))


def generalised_tables(
    store: Store, surveys: Iterable[Survey], webinars: Sequence[int], k: int
) -> tuple[dict[str, Exported], int, int]:
    """Return the responses as rows of k people who are alike, how many are less exact, and in all.

    They have no pseudonym and no day, by which the rows of one person could be joined, and nothing
    that was asked for introductions.
    """
    tables: dict[str, Exported] = {}
    changed = total = 0
    for survey in surveys:
        asked = (question for question in survey.questions if question.role not in _INTRODUCED)
        questions = [question for question in asked if _is_exported(question, _CODED)]
        rows = identified_responses(store, survey.id, webinars)
        known = known_of(survey)
        groups = _groups(known, rows)
        found = dict(zip(groups, generalise(survey, [*groups.values()], k), strict=True))
        changed += sum(groups[key].responses for key, shared in found.items() if shared.changed)
        total += (count := sum(group.responses for group in groups.values()))
        header = ["webinar", *(question.id for question in questions)]
        if found:
            less_exact = _LessExact(rows, known, found, count)
            tables[survey.id] = Exported(header, less_exact, partial(_less_exact_cells, questions))
    return tables, changed, total


def _groups(known: Sequence[str], rows: IdentifiedRows) -> dict[str, Group]:
    """Return the responses at each webinar of people of whom the same is known."""
    groups: dict[str, Group] = {}
    for row in rows:
        answers = decoded(row["answers"])
        key = _group_key(known, row, answers)
        if key not in groups:
            groups[key] = Group(int(row["webinar"]), {id_: answers.get(id_) for id_ in known})
        groups[key].add(row["person"] if row["email"] else None)
    return groups


def _group_key(known: Sequence[str], row: Mapping[str, Any], answers: Answers) -> str:
    """Return what is the same for the responses of a group."""
    return repr([row["webinar"], *map(answers.get, known)])  # some answers are lists


@dataclass(frozen=True, slots=True)
class _LessExact:
    """Responses in the order of their webinars, those without one at the end.

    They are read again, so that the store must be frozen.
    """

    rows: IdentifiedRows
    known: Sequence[str]
    found: Mapping[str, Generalised]
    count: int

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[tuple[Answers, Generalised]]:
        some_last = any(shared.webinar is None for shared in self.found.values())
        for is_last in (False, True) if some_last else (False,):
            for row in self.rows:
                answers = decoded(row["answers"])
                shared = self.found[_group_key(self.known, row, answers)]
                if (shared.webinar is None) is is_last:
                    yield answers, shared


def _less_exact_cells(
    questions: Sequence[Question], row: tuple[Answers, Generalised]
) -> Iterator[str | float]:
    """Yield the cells of a response that is less exact."""
    given, shared = row
    answers = {**given, **shared.answers}
    yield _cell(shared.webinar)
    yield from (_cell(answers.get(question.id)) for question in questions)


def export_attendance(store: Store, webinars: Sequence[int], included: Included) -> Exported:
    """Return a header and the people who attended, with their minutes."""
    header = ["webinar", "person", "minutes", *(CONTACTS if included.contacts else ())]
    rows = identified_attendances(store, webinars)
    return Exported(header, rows, lambda row: _attendance_cells(row, included))


def _write_csv(table: Exported, _: str, stream: BinaryIO) -> None:
    """Write a CSV file that Excel reads as UTF-8, in which no cell is a formula."""
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    safe = ([_text_not_formula(cell) for cell in row] for row in table)
    csv.writer(text, lineterminator="\r\n").writerows(safe)
    text.detach()  # otherwise it would close the stream


def _write_xlsx(table: Exported, name: str, stream: BinaryIO) -> None:
    """Write a workbook of one sheet, in which no cell is a formula."""
    stream_workbook(stream, {name: Sheet(table, 1, len(table.header))})


EXPORTS = {"csv": _write_csv, "xlsx": _write_xlsx}


def _is_exported(question: Question, included: Included) -> bool:
    """Return whether a question has a column of its own."""
    if question.role in _IDENTITY:
        return False
    return included.texts or question.type is not QuestionType.TEXT


def _response_cells(
    row: Mapping[str, Any], questions: Sequence[Question], included: Included
) -> Iterator[str | float]:
    """Yield the cells of a response."""
    answers, others = decoded(row["answers"]), decoded(row["others"])
    yield from _who(row)
    yield (row["submitted"] or "")[:10]
    for question in questions:
        value = answers.get(question.id)
        other = others.get(question.id) if included.texts else None
        yield _cell(other if value is None else value)
    if included.contacts:
        yield from _contacts(row)
        yield row["extras"].replace("{}", "")


def _attendance_cells(row: Mapping[str, Any], included: Included) -> Iterator[str | float]:
    """Yield the cells of an attendance."""
    yield from _who(row)
    yield float(row["minutes"])
    if included.contacts:
        yield from _contacts(row)


def _who(row: Mapping[str, Any]) -> tuple[float, str]:
    """Return the webinar and the pseudonym of a row."""
    return float(row["webinar"]), (row["person"] or "")[:SHOWN]


def _contacts(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the name, the address and other contacts of a row."""
    yield from ((row[name] or "").replace("{}", "") for name in CONTACTS)


def _cell(value: object) -> str | float:
    """Return an answer as a cell."""
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, (int, float)):
        return float(value)
    return str(value or "")


def _text_not_formula(cell: str | float) -> str:
    """Return the text of a cell so that no spreadsheet reads it as a formula."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return _FORMULA.sub(r"\1'", cell) if _SIGN.search(cell) else cell
