"""The rows of a table as responses; rows that cannot be taken, and why; columns nobody knows."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Question, Role, Series
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.sheet import Source
from sstc_cli.store.response import Identity, PseudonymKey, Reading, Rejected, Response
from sstc_cli.survey.answers import (
    BLANK,
    Answer,
    Coded,
    Reader,
    email,
    option_reader,
    reader_of,
    text,
)
from sstc_cli.survey.match import Column, How
from sstc_cli.survey.notes import notes_on, place_of, short
from sstc_cli.survey.platforms import Use
from sstc_cli.survey.table import Table
from sstc_cli.survey.times import Times
from sstc_cli.survey.unfinished import Unfinished
from sstc_cli.survey.visits import VisitReader
from sstc_cli.survey.webinars import Webinars

IDENTITY = (Role.EMAIL, Role.NAME, Role.ORGANISATION)
_TICK = 1_000
_NOT_KEPT = (How.OURS, How.TECHNICAL, How.PART)


def read_tables(
    source: Source,
    tables: Sequence[Table],
    series: Series,
    pseudonyms: PseudonymKey,
    tick: Callable[[int], None] = lambda _: None,
) -> tuple[Reading, ...]:
    """Every row of the tables: as a response or a visit, as refused by the person, or rejected.

    `tick` is told how many rows more were read.
    """
    seen: Counter[str] = Counter()
    return tuple(
        VisitReader(source, each, series, pseudonyms).read()
        if each.platform.attends
        else _TableReader(source, each, series, pseudonyms, seen).read(tick)
        for each in tables
    )


class _Cells(dict[Value, Answer]):
    """The answers of one column: most cells say what another one said before."""

    def __init__(self, reader: Reader, blanks: Collection[str]) -> None:
        super().__init__()
        self.reader, self.blanks = reader, blanks

    def __missing__(self, value: Value) -> Answer:
        blank = self.blanks and fold(text_of(value)) in self.blanks
        answer = self[value] = BLANK if blank else self.reader(value)
        return answer


@dataclass(slots=True)
class _Row:
    """What the cells of a row say, by where it is kept."""

    index: int
    webinar: int
    answers: dict[str, Coded] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    extras: dict[str, object] = field(default_factory=dict)
    identity: dict[Role, str] = field(default_factory=dict)
    contacts: dict[str, object] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    faults: list[tuple[Column, str, str]] = field(default_factory=list)


class _TableReader:
    """Reads the rows of one table."""

    def __init__(
        self,
        source: Source,
        table: Table,
        series: Series,
        pseudonyms: PseudonymKey,
        seen: Counter[str],
    ) -> None:
        self.source, self.table, self.pseudonyms, self.seen = source, table, pseudonyms, seen
        self.webinars = Webinars(series)
        self.by_use = {each.use: each for each in table.columns if each.use}
        self.plan = [
            (each, _Cells(reader, table.platform.blanks))
            for each in table.columns
            if (reader := self._reader(each))
        ]
        self.plan.sort(key=lambda each: each[0].use is Use.SURNAME)  # it follows the first name
        self.consent = next((c for c in table.columns if c.role is Role.CONSENT), None)
        self.width = max((each.index for each in table.columns), default=-1) + 1
        self.times = Times(table, series)
        self.unfinished = Unfinished(table)
        self.unknown: dict[int, list[int]] = {}
        self.reading = Reading(
            source.file.name, table.sheet.name, table.platform.name, table.survey.id
        )

    def read(self, tick: Callable[[int], None]) -> Reading:
        """All rows under the header."""
        for index, cells in enumerate(self.table.rows(), self.table.first):
            if any(value != "" and text_of(value) for value in cells):
                padded = [*cells, *[""] * (self.width - len(cells))]
                if not self.unfinished.has(index, padded):
                    self._take(index, padded)
            if index % _TICK == 0:
                tick(_TICK)
        file = self.source.file.name
        self.reading.notes = [*notes_on(file, self.table, self.unknown, self.unfinished)]
        return self.reading

    def _reader(self, column: Column) -> Reader | None:
        """How a column's cells are read; None for columns that are not kept."""
        if column.how in _NOT_KEPT or column.use in (Use.WEBINAR, Use.NOTHING):
            return None
        question, separator = column.question, self.table.platform.separator
        if column.role is Role.EMAIL:
            return email
        if question is None or question.type == "text":
            return text
        codes = self.table.codes(question)
        if column.option is not None:
            return option_reader(question, column.option, separator, codes)
        return reader_of(question, separator, codes)

    def _take(self, index: int, cells: Sequence[Value]) -> None:
        webinar = self.table.webinar
        if webinar is None:
            column = self.by_use[Use.WEBINAR]
            webinar = self.webinars.named(cells[column.index])
            if webinar is None:
                reason = self._fault(index, column, "E503", "names no webinar of the series")
                self.reading.rejected.append(Rejected(index + 1, (reason,)))
                return
        row = self._sorted(index, webinar, cells)
        if self.consent and self._refused(row, self.consent):
            self.reading.refused.append(self._key(row, cells)[0])
            return
        if not self.table.platform.partial:
            row.faults += self._missing(row)
        if not row.faults:
            self._accept(row, cells)
        if row.faults:
            reasons = tuple(self._fault(index, *each) for each in row.faults)
            self.reading.rejected.append(Rejected(index + 1, reasons))

    def _refused(self, row: _Row, consent: Column) -> bool:
        """Whether a person does not agree; an answer that nobody knows is a fault instead."""
        unknown = any(column is consent for column, *_ in row.faults)
        return not unknown and row.answers.get(self._question(consent).id) != "yes"

    def _sorted(self, index: int, webinar: int, cells: Sequence[Value]) -> _Row:
        """The cells of a row, each read and put where it is kept."""
        row = _Row(index, webinar)
        for column, known in self.plan:
            raw = cells[column.index]
            if raw == "":
                continue
            answer = known[raw]
            if answer.fault:
                row.faults.append((column, "E502", answer.fault))
            if answer.other:
                self._other(row, column, answer.other)
            if answer.other and not answer.left:
                row.unknown.append(column.index)
            if answer.value is not None:
                self._put(row, column, answer.value)
        return row

    def _put(self, row: _Row, column: Column, value: Coded) -> None:
        if column.use is Use.SURNAME:
            name = row.identity.get(Role.NAME, "")
            row.identity[Role.NAME] = f"{name} {value}".strip()
        elif column.role in IDENTITY:
            row.identity.setdefault(column.role, str(value))
        elif column.question is not None and column.option is not None:
            codes = [*_codes(row.answers.get(column.question.id)), *_codes(value)]
            row.answers[column.question.id] = [*dict.fromkeys(codes)]
        elif column.question is not None:
            row.answers[column.question.id] = value
        elif column.contact:
            row.contacts[column.header] = value
        elif column.use in (None, Use.EXTRA):
            row.extras[column.header] = value

    def _other(self, row: _Row, column: Column, text: str) -> None:
        """What is none of the options; the columns of a question add up."""
        id_ = self._question(column).id
        row.others[id_] = f"{row.others[id_]}; {text}" if id_ in row.others else text

    def _missing(self, row: _Row) -> Iterator[tuple[Column, str, str]]:
        """Questions that need an answer and have none, where the sheet has the question."""
        for column in self.table.columns:
            question = column.question
            if question is None or not question.required or not question.asked_at(row.webinar):
                continue
            given = question.id in row.answers or question.id in row.others
            faulty = any(each is column for each, *_ in row.faults)
            if not given and not faulty and column.role not in row.identity:
                yield column, "E501", "is blank, but needs an answer"

    def _accept(self, row: _Row, cells: Sequence[Value]) -> None:
        address = row.identity.get(Role.EMAIL)
        parts = [_json(each) for each in (row.answers, row.others, row.extras, row.contacts)]
        submitted = self.times.text(cells, Use.SUBMITTED)
        wording = self._consent_wording()
        who = [f"{role}={found}" for role, found in sorted(row.identity.items())]
        content = self.pseudonyms.digest("content", submitted or "", wording or "", *who, *parts)
        key, repeated = self._key(row, cells)
        if repeated:
            row.faults.append((self.by_use[Use.ID], "E504", "has the id of a row above"))
            return
        for column in row.unknown:
            self.unknown.setdefault(column, []).append(row.index + 1)
        person = None
        if address:
            person = self.pseudonyms.person(address)
        elif row.identity or row.contacts:
            person = self.pseudonyms.digest("row", key)
        name, organisation = row.identity.get(Role.NAME), row.identity.get(Role.ORGANISATION)
        identity = Identity(address, name, organisation, parts[3]) if person else None
        self.reading.responses.append(
            Response(
                key, content, self.table.survey.id, row.webinar, self.table.platform.name,
                row.index + 1, submitted, wording, person, identity, *parts[:3],
            )
        )  # fmt: skip

    def _key(self, row: _Row, cells: Sequence[Value]) -> tuple[str, bool]:
        """What tells a response from all others, and whether a tool's own id is there twice."""
        native = [self._native(use, row, cells) for use in self.table.platform.key]
        whole = [each for each in native if each]
        parts = whole if len(whole) == len(native) else self._written(cells)
        table = self.table
        base = self.pseudonyms.digest(
            "key", table.platform.name, table.survey.id, str(row.webinar), *parts
        )
        self.seen[base] += 1
        if Use.ID in table.platform.key:
            return base, self.seen[base] > 1
        return self.pseudonyms.digest(base, str(self.seen[base])), False

    def _written(self, cells: Sequence[Value]) -> list[str]:
        """A row as it is written, whatever its columns are taken for today."""
        shown = ((each.header, text_of(cells[each.index])) for each, _ in self.plan)
        return sorted(f"{fold(header)}={text}" for header, text in shown if text)

    def _native(self, use: Use, row: _Row, cells: Sequence[Value]) -> str:
        if use is Use.EMAIL:
            address = row.identity.get(Role.EMAIL, "")
            return address and self.pseudonyms.person(address)
        if use in (Use.STARTED, Use.SUBMITTED):
            return self.times.text(cells, use) or ""
        column = self.by_use.get(use)
        return text_of(cells[column.index]) if column else ""

    def _consent_wording(self) -> str | None:
        """What people agreed to, as their form put it."""
        if self.consent is None:
            return None
        if self.consent.how is How.ID:
            return self._question(self.consent).text.pick("en")
        return self.consent.header

    def _question(self, column: Column) -> Question:
        assert column.question is not None  # noqa: S101 the plan has it so
        return column.question

    def _fault(self, row: int, column: Column, code: str, what: str) -> Diagnostic:
        place = place_of(self.source.file.name, self.table, row, column)
        return Diagnostic(code, f"`{short(column.header)}` {what}", place=place)


def _codes(answer: Coded | None) -> list[str]:
    """The codes of an answer to a question with several choices."""
    return answer if isinstance(answer, list) else []


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
