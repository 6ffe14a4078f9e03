"""The responses as rows for a spreadsheet: by pseudonyms, or with who answered."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping, select

from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.survey.schema import IDENTITIES, RESPONSES
from sstc_cli.survey.store import Store
from sstc_cli.survey.xlsx import write_workbook

_IDENTITY = (Role.EMAIL, Role.NAME, Role.ORGANISATION)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

Cells = list[str | float]


@dataclass(frozen=True, slots=True)
class Included:
    """What is exported beside the coded answers: free texts may name people, contacts do."""

    texts: bool = False
    contacts: bool = False


def export_rows(
    store: Store, survey: Survey, webinars: Sequence[int], included: Included
) -> list[Cells]:
    """A header, and under it the responses that count, in an order that says nothing."""
    questions = [each for each in survey.questions if _is_exported(each, included)]
    header = ["webinar", "person", "submitted", *(each.id for each in questions)]
    header += ["email", "name", "organisation", "contacts", "extras"] if included.contacts else []
    rows = [[*_plain(row, questions, included)] for row in _rows(store, survey, webinars)]
    return [[*header], *rows]


def write_csv(rows: Sequence[Cells]) -> bytes:
    """A csv that Excel reads as UTF-8, in which no cell is a formula."""
    text = io.StringIO()
    safe = [[_safe(cell) for cell in row] for row in rows]
    csv.writer(text, lineterminator="\r\n").writerows(safe)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Sequence[Cells], name: str) -> bytes:
    """A workbook of one sheet, in which no cell is a formula."""
    return write_workbook({name: (rows, 1)})


EXPORTS = {"csv": lambda rows, _: write_csv(rows), "xlsx": write_xlsx}


def _is_exported(question: Question, included: Included) -> bool:
    if question.role in _IDENTITY:
        return False
    return included.texts or question.type is not QuestionType.TEXT


def _rows(store: Store, survey: Survey, webinars: Sequence[int]) -> Sequence[RowMapping]:
    columns, people = RESPONSES.c, IDENTITIES.c
    query = select(*columns, people.email, people.name, people.organisation, people.contacts)
    query = query.join_from(RESPONSES, IDENTITIES, columns.person == people.person, isouter=True)
    query = query.where(columns.survey == survey.id, ~columns.superseded)
    query = query.order_by(columns.webinar, columns.key)
    if webinars:
        query = query.where(columns.webinar.in_(webinars))
    with store.reading() as connection:
        return connection.execute(query).mappings().all() if connection else []


def _plain(
    said: RowMapping, questions: Sequence[Question], included: Included
) -> Iterator[str | float]:
    answers, others = json.loads(said["answers"]), json.loads(said["others"])
    yield float(said["webinar"])
    yield (said["person"] or "")[:16]
    yield (said["submitted"] or "")[:10]
    for each in questions:
        value = answers.get(each.id)
        other = others.get(each.id) if included.texts else None
        yield _cell(other if value is None else value)
    if included.contacts:
        yield from (said[name] or "" for name in ("email", "name", "organisation"))
        yield from ((said[name] or "{}").replace("{}", "") for name in ("contacts", "extras"))


def _cell(value: object) -> str | float:
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, (int, float)):
        return float(value)
    return str(value or "")


def _safe(cell: str | float) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
