"""The answers in one row, its keys in later exports, and what a user should know of it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Question, QuestionType, Role, Series
from sstc_cli.model.wording import fold
from sstc_cli.quantity import quantity
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.sheet import Source
from sstc_cli.store.response import Keys, PseudonymKey, Reading
from sstc_cli.survey.answers import Coded
from sstc_cli.survey.column import AskedColumn, Column, MatchedBy, OtherColumn, use_of
from sstc_cli.survey.notes import advice_on_fault, in_rows, note_at, short
from sstc_cli.survey.table import ExcludedRows, ReadyTable, Table
from sstc_cli.survey.times import Times
from sstc_cli.survey.webinars import Webinars
from sstc_cli.survey_tools.platform import Use

IDENTITY = (Role.EMAIL, Role.NAME, Role.ORGANISATION)


@dataclass(slots=True)
class AnswerRow:
    """One row while it is read; `index` counts from 0 like `Sheet.rows`.

    `unknown` are the columns with answers that have no meaning, `no_address` those with an optional
    address that is not one. `faults` are columns, codes and reasons for which the row is rejected.
    """

    index: int
    webinar: str
    answers: dict[str, Coded] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    extras: dict[str, object] = field(default_factory=dict)
    identity: dict[Role, str] = field(default_factory=dict)
    contacts: dict[str, object] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    no_address: list[Column] = field(default_factory=list)
    faults: list[tuple[Column, str, str]] = field(default_factory=list)

    def add_other(self, question: Question, text: str) -> None:
        """Add a text that is not one of the options; those of a question's columns add up."""
        before = self.others.get(question.id)
        self.others[question.id] = text if before is None else f"{before}; {text}"


class Kept(NamedTuple):
    """The mapping of a row, and the name in it, that keep the values of a column.

    `merge` combines the value that the row has there, or None, with a new one. Without it, the new
    one replaces it.
    """

    mapping: str
    name: str
    merge: Callable[[Any, Coded], Coded] | None = None


def kept_in(column: Column) -> Kept | None:
    """Return where a row keeps the values of a column, or None if it does not keep them."""
    if isinstance(column, OtherColumn):
        return Kept("contacts" if column.contact else "extras", column.header)
    if use_of(column) is Use.SURNAME:
        return Kept("identity", Role.NAME, lambda name, more: f"{name or ''} {more}".strip())
    if column.role in IDENTITY:
        return Kept(
            "identity", column.role, lambda first, more: str(more) if first is None else first
        )
    if column.question:
        is_part = isinstance(column, AskedColumn) and column.option is not None
        return Kept("answers", column.question.id, _united if is_part else None)
    return Kept("extras", column.header) if use_of(column) is Use.EXTRA else None


def _united(answer: Coded | None, more: Coded) -> list[str]:
    codes = (answer if isinstance(answer, list) else [] for answer in (answer, more))
    return [*dict.fromkeys(code for given in codes for code in given)]


class RowReader:
    """What reading the rows of any table needs."""

    def __init__(
        self, source: Source, table: ReadyTable, series: Series, pseudonyms: PseudonymKey
    ) -> None:
        self.file, self.table, self.pseudonyms = source.file.name, table, pseudonyms
        self.times, self.excluded = Times(table, series), ExcludedRows(table)
        self.webinars = Webinars(series)
        self.by_use = {use: column for column in table.columns if (use := use_of(column))}
        self.reading = Reading(self.file, table.sheet.name, table.platform.name, table.survey.id)
        self.advised: set[int] = set()

    def fault(self, row: int, column: Column, code: str, what: str) -> Diagnostic:
        """Return the diagnostic on a cell for which a row is rejected; advice is given once."""
        hint = None
        if code == "E502" and column.index not in self.advised:
            self.advised.add(column.index)
            hint = advice_on_fault(column, self.table)
        note = code, f"`{short(column.header)}` {what}", hint
        return note_at(self.file, self.table, column, note, row)

    def fault_of_webinar(self, row: int, cells: Sequence[Value]) -> Diagnostic:
        column = self.by_use[Use.WEBINAR]
        return self.fault(row, column, "E503", self.webinars.refusal(cells[column.index]))

    def webinar_of(self, cells: Sequence[Value]) -> str | None:
        """Return the id of the webinar of a row, by which it is kept."""
        number = self.table.webinar
        if number is None:
            number = self.webinars.named(cells[self.by_use[Use.WEBINAR].index])
        return self.webinars.id_of(number)


class RowKeys:
    """Makes the keys of the rows of one reader; `seen` counts those of the whole file.

    `columns` are those whose texts identify a row for which the tool has no key.
    """

    def __init__(self, rows: RowReader, columns: Sequence[Column], seen: Counter[str]) -> None:
        self.table, self.times, self.by_use = rows.table, rows.times, rows.by_use
        self.headers = [(f"{fold(column.header)}=", column.index) for column in columns]
        self.pseudonyms, self.seen = rows.pseudonyms, seen
        self.person = lru_cache(maxsize=1)(rows.pseudonyms.person)  # a row needs it twice

    def take(self, row: AnswerRow, cells: Sequence[Value]) -> tuple[Keys, bool]:
        """Return the keys of a row, and whether a row above has the same id of the tool."""
        keys = self._keys(row, cells)
        self.seen[keys[0]] += 1
        number = self.seen[keys[0]]
        return self._numbered(keys, number), number > 1 and self.table.platform.has_ids

    def look(self, row: AnswerRow, cells: Sequence[Value]) -> Keys:
        """Return the keys that `take` would return, but leave them to another row."""
        keys = self._keys(row, cells)
        return self._numbered(keys, self.seen[keys[0]] + 1)

    def _keys(self, row: AnswerRow, cells: Sequence[Value]) -> Keys:
        """Return the keys of a row by the tool's own columns, otherwise by its whole content."""
        table = self.table
        whose = ("key", table.platform.name, table.survey.id, row.webinar)
        ways = ([self._native(use, row, cells) for use in key] for key in table.platform.keys)
        complete = [parts for parts in ways if all(parts)] or [self._texts(cells)]
        return tuple(self.pseudonyms.digest(*whose, *parts) for parts in complete)

    def _numbered(self, keys: Keys, number: int) -> Keys:
        """Return the keys with the row's number, if the tool does not tell such rows apart."""
        if self.table.platform.has_ids:
            return keys
        return (self.pseudonyms.digest(keys[0], str(number)),)

    def _texts(self, cells: Sequence[Value]) -> list[str]:
        """Return the texts of a row, which do not depend on the questions of its columns."""
        texts = ((header, text_of(cells[index])) for header, index in self.headers)
        return sorted(header + text for header, text in texts if text)

    def _native(self, use: Use, row: AnswerRow, cells: Sequence[Value]) -> str:
        """Return a part of the tool's own key; empty if the row has none."""
        if use is Use.EMAIL:
            address = row.identity.get(Role.EMAIL, "")
            return address and self.person(address)
        if use in (Use.STARTED, Use.SUBMITTED):
            return self.times.written(cells, use) or ""
        column = self.by_use.get(use)
        text = text_of(cells[column.index]) if column else ""
        return text.removeprefix("uuid:") if use is Use.ORIGINAL else text


_SUM = (
    r"(?:grand |sub-?)?totals?|sum|averages?|avg\.?|mean|median|count|合计|总计|小计"
    r"|平均(?:分|值|数)?"
    r"|moyenne|somme|promedio|media|suma|média|soma|итого|всего|среднее|المجموع|المتوسط"
)
_TESTS = r"(?:tests?|testing|tester|测试|essai|prueba|teste|тест)"
_TEST = re.compile(rf"{_TESTS}(?: {_TESTS})*[ \d]*", re.IGNORECASE)
_TEST_ADDRESS = re.compile(r"(?:test|testing|tester)\d*@.+|.+@test\.\w+", re.IGNORECASE)
_MARKS = (Use.ID, Use.STARTED, Use.SUBMITTED)
_LEAST = 10  # answers, below which ratings show nothing about the scale


@dataclass
class RowNotes:
    """Observations in the rows of one table; rows count from 1."""

    table: Table
    no_address: dict[int, list[int]] = field(default_factory=dict)
    tests: list[int] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)
    recommended: list[int] = field(default_factory=list)

    def add_header(self, index: int, cells: Sequence[Value]) -> bool:
        """Record a row, which counts from 0, if it is a header again, and return whether it is."""
        found = self._repeats_headers(cells) or (
            index == self.table.first and self._names_options([*self._texts(cells)])
        )
        if found:
            self.headers.append(index + 1)
        return found

    def _texts(self, cells: Sequence[Value]) -> Iterator[tuple[Column, str]]:
        for column in self.table.columns:
            if text := text_of(cells[column.index]):
                yield column, fold(text)

    def _repeats_headers(self, cells: Sequence[Value]) -> bool:
        """Return whether a row has two headers or more, and nothing else."""
        repeated = 0
        for column, text in self._texts(cells):
            if text != fold(column.header):
                return False
            repeated += 1
        return repeated > 1

    def _names_options(self, texts: Sequence[tuple[Column, str]]) -> bool:
        """Return whether cells name options or questions, and one is not an answer in its column.

        A person who chose an option has it below the question. If they agreed, it is a person.
        """
        survey = self.table.survey
        options = {fold(word) for q in survey.questions for o in q.options for word in o.wordings}
        heads = {fold(column.header) for column in self.table.columns}
        heads |= {fold(text) for q in survey.questions for text in q.text.by_language.values()}
        misplaced = any(not _answers(column, text) for column, text in texts)
        agreed = any(column.role is Role.CONSENT for column, _ in texts)
        return misplaced and not agreed and all(text in options | heads for _, text in texts)

    def add_sum(self, row: AnswerRow, cells: Sequence[Value], consent: Column) -> bool:
        """Record a row that neither agrees nor refuses if it is not a person's; return whether.

        Such a row has a word like *Average*, or nothing that only a person or the tool writes.
        """
        summed = any(re.fullmatch(_SUM, fold(text_of(cell)).rstrip(":")) for cell in cells)
        if not summed and (text_of(cells[consent.index]) or self._is_answered(row, cells)):
            return False
        self.sums.append(row.index + 1)
        return True

    def _is_answered(self, row: AnswerRow, cells: Sequence[Value]) -> bool:
        """Return whether a row has an address, an answer that is not a text, or a tool's mark."""
        coded = (
            question.id in row.answers
            for question in self.table.survey.questions
            if question.type is not QuestionType.TEXT
        )
        marked = (
            text_of(cells[column.index])
            for column in self.table.columns
            if use_of(column) in _MARKS
        )
        return Role.EMAIL in row.identity or any(coded) or any(marked)

    def add_accepted(self, row: AnswerRow) -> None:
        for column in row.no_address:
            self.no_address.setdefault(column.index, []).append(row.index + 1)
        name = row.identity.get(Role.NAME, "").strip()
        address = row.identity.get(Role.EMAIL, "")
        if _TEST.fullmatch(name) or _TEST_ADDRESS.fullmatch(address):
            self.tests.append(row.index + 1)
        recommend = self.table.survey.question(Role.RECOMMEND)
        rating = row.answers.get(recommend.id) if recommend else None
        if isinstance(rating, int):
            self.recommended.append(rating)

    def notes(self, file: str) -> Iterator[Diagnostic]:
        table = self.table
        at = {column.index: column for column in table.columns}
        for index, rows in self.no_address.items():
            what = f"has {quantity(len(rows), 'answer')} that {'are' if len(rows) > 1 else 'is'} "
            what += f"not an e-mail address, {in_rows(rows)}: imported without it"
            what = f"`{short(at[index].header)}` {what}"
            yield note_at(file, table, at[index], ("W529", what, None))
        consent = next((column for column in table.columns if column.role is Role.CONSENT), None)
        if self.sums and consent:
            what = f"`{short(consent.header)}` is blank in {quantity(len(self.sums), 'row')} that "
            what += "are" if len(self.sums) > 1 else "is"
            what += f" not a person's: left out, {in_rows(self.sums)}"
            yield note_at(file, table, consent, ("W530", what, None))
        if self.headers:
            what = f"{quantity(len(self.headers), 'row')} with headers again: left out, "
            what += in_rows(self.headers)
            yield note_at(file, table, table.columns[0], ("W530", what, None))
        if self.tests:
            what = f"{quantity(len(self.tests), 'row')} with a name or address like `test`: "
            hint = "if they are tests, cancel the import with `sstc surveys undo`, delete the rows "
            hint += "and import the file again"
            what += in_rows(self.tests)
            yield note_at(file, table, table.columns[0], ("W528", what, hint))
        yield from self._on_recommended(file)

    def _on_recommended(self, file: str) -> Iterator[Diagnostic]:
        """Yield a note if a rating from 0 to 10 seems to have been asked from 1 to 5."""
        ratings = self.recommended
        asked = (column for column in self.table.columns if isinstance(column, AskedColumn))
        column = next((column for column in asked if column.role is Role.RECOMMEND), None)
        if column is None or column.how is MatchedBy.MAPPED or len(ratings) < _LEAST:
            return
        if min(ratings) < 1 or max(ratings) > 5:
            return
        what = f"`{short(column.header)}` has {len(ratings)} ratings, all from 1 to 5: "
        what += "its scale is from 0 to 10"
        hint = "if people could not choose more than 5, add the column without `question` to "
        hint += f"`columns` in {self.table.mapping_file}; otherwise with `question: "
        hint += f"{column.question.id}`"
        yield note_at(file, self.table, column, ("W527", what, hint))


def _answers(column: Column, text: str) -> bool:
    question = column.question if isinstance(column, AskedColumn) else None
    options = question.options if question else ()
    return any(text == fold(word) for option in options for word in option.wordings)
