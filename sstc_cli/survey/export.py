"""The responses as rows for a spreadsheet: with pseudonyms, with names, or less exact.

Rows are alike if country, gender, audience and language are, at the same webinar: what colleagues
may know of each other (k-anonymity, Samarati and Sweeney 1998). People are counted, not
rows, because one person may answer after each webinar.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from functools import partial
from typing import Any, BinaryIO, cast

from sstc_cli.choices import ExportedTable
from sstc_cli.errors import SstcError
from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.model.countries import countries
from sstc_cli.model.survey import OF_PARTNERS
from sstc_cli.quantity import quantity
from sstc_cli.sheets.xlsx import TableSheet, stream_workbook
from sstc_cli.store.database import decoded
from sstc_cli.store.people import CONTACTS, IdentifiedRows, identified_rows
from sstc_cli.store.response import ATTENDANCE_ID, SHOWN
from sstc_cli.store.store import Store

_KNOWN = (Role.COUNTRY, Role.GENDER, Role.AUDIENCE, Role.LANGUAGE)
_ROUNDS = 7  # sub-region, region, no country, language, audience or gender, and no webinar

Answers = Mapping[str, object]
Alike = tuple[str | None, tuple[object, ...]]  # a webinar, and what is known of a person


@dataclass(slots=True)
class ExportGroup:
    """The responses at a webinar of people of whom the same is known.

    `people` are the pseudonyms of those with an address. Without one, the same person has another
    pseudonym in each response, so that these are only counted.
    """

    webinar: str
    answers: Answers
    people: set[str] = field(default_factory=set)
    without_address: int = 0
    responses: int = 0

    def add(self, person: str | None) -> None:
        """Add a response; `person` is None without an address."""
        self.responses += 1
        if person:
            self.people.add(person)
        else:
            self.without_address += 1


@dataclass(frozen=True, slots=True)
class Generalised:
    """The part of an exported row that it shares with others: its webinar, and what is known.

    An answer that is left out is None.
    """

    webinar: str | None
    answers: Answers
    changed: bool


def _asked(survey: Survey) -> dict[Role, str]:
    return {role: question.id for role in _KNOWN if (question := survey.question(role))}


def generalise(survey: Survey, groups: Sequence[ExportGroup], k: int) -> list[Generalised]:
    """Return what the rows of each group share, as exact as k people who are alike allow."""
    asked = _asked(survey)
    if 0 < (n := _people(groups)) < k:
        people = quantity(n, "person", "people")
        message = f"the survey `{survey.id}` has responses of only {people}, fewer than {k}"
        raise SstcError(message, "choose more webinars, or a smaller number for `--k`")
    levels = [0] * len(groups)
    for level in range(1, _ROUNDS + 1):
        alike = _alike(asked, groups, levels)
        sizes = _sizes(alike, groups)
        levels = [level if sizes[key] < k else at for key, at in zip(alike, levels, strict=True)]
    levels = _joined(asked, groups, levels, k)
    found = []
    for group, at in zip(groups, levels, strict=True):
        shown = _known(asked, group.answers, at)
        changed = any(shown[id_] != group.answers.get(id_) for id_ in shown)
        is_last = at == _ROUNDS
        webinar = None if is_last else group.webinar
        found.append(Generalised(webinar, shown, changed or is_last))
    return found


def _sizes(alike: Sequence[Alike], groups: Sequence[ExportGroup]) -> dict[Alike, int]:
    """Return of how many people the groups are that are alike."""
    joined: defaultdict[Alike, list[ExportGroup]] = defaultdict(list)
    for key, group in zip(alike, groups, strict=True):
        joined[key].append(group)
    return {key: _people(several) for key, several in joined.items()}


def _people(groups: Iterable[ExportGroup]) -> int:
    """Return of how many different people groups are at least.

    A response without an address is that of another person only among those at its webinar.
    """
    known = set[str]()
    at_webinar: defaultdict[str, set[str]] = defaultdict(set)
    others: defaultdict[str, int] = defaultdict(int)
    for group in groups:
        known |= group.people
        at_webinar[group.webinar] |= group.people
        others[group.webinar] += group.without_address
    return max([len(known), *(len(at_webinar[number]) + n for number, n in others.items())])


def _joined(
    asked: Mapping[Role, str], groups: Sequence[ExportGroup], levels: list[int], k: int
) -> list[int]:
    """Return the levels with more groups at the last one if fewer than k people are left there."""
    while True:
        alike = _alike(asked, groups, levels)
        sizes = _sizes(alike, groups)
        last = {key for key, at in zip(alike, levels, strict=True) if at == _ROUNDS}
        if all(sizes.pop(key) >= k for key in last):
            return levels
        fewest = min(sizes, key=lambda key: (sizes[key], repr(key)))
        levels = [_ROUNDS if key == fewest else at for key, at in zip(alike, levels, strict=True)]


def _alike(
    asked: Mapping[Role, str], groups: Sequence[ExportGroup], levels: Sequence[int]
) -> list[Alike]:
    found: list[Alike] = []
    for group, level in zip(groups, levels, strict=True):
        known = tuple(map(str, _known(asked, group.answers, level).values()))
        found.append((None if level == _ROUNDS else group.webinar, known))
    return found


def _known(asked: Mapping[Role, str], answers: Answers, level: int) -> dict[str, object]:
    left_out = {Role.LANGUAGE: 4, Role.AUDIENCE: 5, Role.GENDER: 6}
    known: dict[str, object] = {}
    for role, id_ in asked.items():
        value = answers.get(id_)
        known[id_] = value if level < left_out.get(role, _ROUNDS) else None
        if role is Role.COUNTRY and level:
            known[id_] = _place(value, level)
    return known


def _place(code: object, level: int) -> str | None:
    country = countries().get(str(code))
    if country is None or level > 2:
        return None
    return (country.subregion if level == 1 else country.region) or None


_IDENTITY = (Role.EMAIL, Role.NAME, Role.ORGANISATION)
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
_WEBINAR = ("webinar", "webinar_id")  # its number in the plan, and the id that never changes


@dataclass(frozen=True, slots=True)
class ExportedRows:
    """A header, and rows that are made one after the other, because they may be many."""

    header: Sequence[str]
    rows: Sized
    cells: Callable[[Any], Iterable[str | float]] = list

    def __iter__(self) -> Iterator[Cells]:
        yield [*self.header]
        for row in cast("Iterable[Any]", self.rows):
            yield [*self.cells(row)]


def export_tables(
    store: Store, surveys: Iterable[Survey], webinars: Sequence[str], included: Included
) -> dict[str, ExportedRows]:
    tables = {survey.id: export_rows(store, survey, webinars, included) for survey in surveys}
    tables[ATTENDANCE_ID] = export_attendance(store, webinars, included)
    return {name: table for name, table in tables.items() if len(table.rows)}


def export_rows(
    store: Store, survey: Survey, webinars: Sequence[str], included: Included
) -> ExportedRows:
    """Return a header and the responses that count, in an order that reveals nothing."""
    questions = [question for question in survey.questions if _is_exported(question, included)]
    header = [*_WEBINAR, "person", "submitted", *(question.id for question in questions)]
    header += [*CONTACTS, "extras"] if included.contacts else []
    rows = identified_rows(store, webinars, survey.id)
    return ExportedRows(header, rows, lambda row: _response_cells(row, questions, included))


def generalised_tables(
    store: Store, surveys: Iterable[Survey], webinars: Sequence[str], k: int
) -> tuple[dict[str, ExportedRows], int, int]:
    """Return the responses as rows of k people who are alike, how many are less exact, and in all.

    They have no pseudonym and no day, by which the rows of one person could be joined, and nothing
    that was asked for introductions.
    """
    tables: dict[str, ExportedRows] = {}
    changed = total = 0
    for survey in surveys:
        # two lists of topics are as good as a name to those who know the person
        asked = (question for question in survey.questions if question.role not in OF_PARTNERS)
        questions = [question for question in asked if _is_exported(question, _CODED)]
        rows = identified_rows(store, webinars, survey.id)
        known = [*_asked(survey).values()]
        groups = _groups(known, rows)
        found = dict(zip(groups, generalise(survey, [*groups.values()], k), strict=True))
        changed += sum(groups[key].responses for key, shared in found.items() if shared.changed)
        total += (count := sum(group.responses for group in groups.values()))
        header = [*_WEBINAR, *(question.id for question in questions)]
        if found:
            less_exact = _LessExact(rows, known, found, count)
            tables[survey.id] = ExportedRows(
                header, less_exact, partial(_less_exact_cells, questions, store.webinars)
            )
    return tables, changed, total


@dataclass(frozen=True, slots=True)
class Unanimous:
    """How many groups of people who are alike gave one answer to a question, and in which columns.

    A reader who knows one of them knows the answer: k-anonymity does not prevent that.
    """

    groups: int
    alike: Sequence[str]
    answered: Sequence[str]


def unanimous(table: ExportedRows, survey: Survey) -> Unanimous:
    header = table.header
    _, *rows = table
    known = [place for place, name in enumerate(header) if name in _asked(survey).values()]
    asked = {q.id for q in survey.questions if q.correct or q.scale}
    given: defaultdict[tuple[int, tuple[object, ...]], set[object]] = defaultdict(set)
    people: defaultdict[tuple[int, tuple[object, ...]], int] = defaultdict(int)
    for row in rows:
        for place, name in enumerate(header):
            if name in asked and row[place] != "":
                key = place, tuple(row[at] for at in (0, *known))
                given[key].add(row[place])
                people[key] += 1
    found = [key for key, answers in given.items() if len(answers) == 1 and people[key] > 1]
    groups = {group for _, group in found}
    return Unanimous(
        len(groups),
        [header[at] for place, at in enumerate((0, *known)) if any(key[place] for key in groups)],
        [name for place, name in enumerate(header) if any(at == place for at, _ in found)],
    )


def _groups(known: Sequence[str], rows: IdentifiedRows) -> dict[str, ExportGroup]:
    groups: dict[str, ExportGroup] = {}
    for row in rows:
        answers = decoded(row["answers"])
        key = _group_key(known, row, answers)
        if key not in groups:
            groups[key] = ExportGroup(row["webinar"], {id_: answers.get(id_) for id_ in known})
        groups[key].add(row["person"] if row["email"] else None)
    return groups


def _group_key(known: Sequence[str], row: Mapping[str, Any], answers: Answers) -> str:
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
    questions: Sequence[Question],
    numbers: Mapping[str, int],
    row: tuple[Answers, Generalised],
) -> Iterator[str | float]:
    given, shared = row
    answers = {**given, **shared.answers}
    yield _cell(numbers.get(shared.webinar or ""))
    yield _cell(shared.webinar)
    yield from (_cell(answers.get(question.id)) for question in questions)


def export_attendance(store: Store, webinars: Sequence[str], included: Included) -> ExportedRows:
    header = [*_WEBINAR, "person", "minutes", *(CONTACTS if included.contacts else ())]
    rows = identified_rows(store, webinars)
    return ExportedRows(header, rows, lambda row: _attendance_cells(row, included))


def _write_csv(table: ExportedRows, _: str, stream: BinaryIO) -> None:
    """Write a CSV file that Excel reads as UTF-8, in which no cell is a formula."""
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    safe = ([_text_not_formula(cell) for cell in row] for row in table)
    csv.writer(text, lineterminator="\r\n").writerows(safe)
    text.detach()  # otherwise it would close the stream


def _write_xlsx(table: ExportedRows, name: str, stream: BinaryIO) -> None:
    """Write a workbook of one sheet, in which no cell is a formula."""
    stream_workbook(stream, {name: TableSheet(table, 1, len(table.header))})


EXPORTS = {ExportedTable.CSV: _write_csv, ExportedTable.XLSX: _write_xlsx}


def _is_exported(question: Question, included: Included) -> bool:
    if question.role in _IDENTITY:
        return False
    return included.texts or question.type is not QuestionType.TEXT


def _response_cells(
    row: Mapping[str, Any], questions: Sequence[Question], included: Included
) -> Iterator[str | float]:
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
    yield from _who(row)
    yield float(row["minutes"])
    if included.contacts:
        yield from _contacts(row)


def _who(row: Mapping[str, Any]) -> Iterator[str | float]:
    yield _cell(row["number"])
    yield row["webinar"]
    yield (row["person"] or "")[:SHOWN]


def _contacts(row: Mapping[str, Any]) -> Iterator[str]:
    yield from ((row[name] or "").replace("{}", "") for name in CONTACTS)


def _cell(value: object) -> str | float:
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, (int, float)):
        return float(value)
    return str(value or "")


def _text_not_formula(cell: str | float) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return _FORMULA.sub(r"\1'", cell) if _SIGN.search(cell) else cell
