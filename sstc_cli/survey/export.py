"""The responses as rows for a spreadsheet: by pseudonyms, or with who answered."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.store.database import decoded
from sstc_cli.store.query import CONTACTS, identified_attendances, identified_responses
from sstc_cli.store.response import ATTENDANCE_ID
from sstc_cli.store.store import Store

_IDENTITY = (Role.EMAIL, Role.NAME, Role.ORGANISATION)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

Cells = list[str | float]


@dataclass(frozen=True, slots=True)
class Included:
    """What is exported beside the coded answers: free texts may name people, contacts do."""

    texts: bool = False
    contacts: bool = False


def export_tables(
    store: Store, surveys: Iterable[Survey], webinars: Sequence[int], included: Included
) -> dict[str, list[Cells]]:
    """The responses to each survey and who was there, by name, where there are any."""
    tables = {each.id: export_rows(store, each, webinars, included) for each in surveys}
    tables[ATTENDANCE_ID] = export_attendance(store, webinars, included)
    return {name: rows for name, rows in tables.items() if len(rows) > 1}


def export_rows(
    store: Store, survey: Survey, webinars: Sequence[int], included: Included
) -> list[Cells]:
    """A header, and under it the responses that count, in an order that says nothing."""
    questions = [each for each in survey.questions if _is_exported(each, included)]
    header = ["webinar", "person", "submitted", *(each.id for each in questions)]
    header += [*CONTACTS, "extras"] if included.contacts else []
    rows = identified_responses(store, survey.id, webinars)
    return [[*header], *([*_plain(row, questions, included)] for row in rows)]


def export_attendance(store: Store, webinars: Sequence[int], included: Included) -> list[Cells]:
    """A header, and under it who was there for how many minutes."""
    header: Cells = ["webinar", "person", "minutes", *(CONTACTS if included.contacts else ())]
    rows = identified_attendances(store, webinars)
    return [header, *([*_visit(row, included)] for row in rows)]


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


def _plain(
    said: Mapping[str, Any], questions: Sequence[Question], included: Included
) -> Iterator[str | float]:
    answers, others = decoded(said["answers"]), decoded(said["others"])
    yield from _who(said)
    yield (said["submitted"] or "")[:10]
    for each in questions:
        value = answers.get(each.id)
        other = others.get(each.id) if included.texts else None
        yield _cell(other if value is None else value)
    if included.contacts:
        yield from _contacts(said)
        yield said["extras"].replace("{}", "")


def _visit(said: Mapping[str, Any], included: Included) -> Iterator[str | float]:
    yield from _who(said)
    yield float(said["minutes"])
    if included.contacts:
        yield from _contacts(said)


def _who(said: Mapping[str, Any]) -> tuple[float, str]:
    return float(said["webinar"]), (said["person"] or "")[:16]


def _contacts(said: Mapping[str, Any]) -> Iterator[str]:
    yield from ((said[name] or "").replace("{}", "") for name in CONTACTS)


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
