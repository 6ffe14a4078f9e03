"""Read the rows of a table: as responses, as refused by the person, or as rejected and why."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache

from sstc_cli.model import Role, Series
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.sheet import Source
from sstc_cli.store.response import Identity, PseudonymKey, Reading, Rejected, Response
from sstc_cli.survey.answers import (
    BLANK,
    Answer,
    Reader,
    email,
    name,
    option_reader,
    reader_of,
    text,
)
from sstc_cli.survey.attendance import VisitReader
from sstc_cli.survey.column import AskedColumn, Column, MatchedBy, question_of, use_of
from sstc_cli.survey.consent import Refusals
from sstc_cli.survey.notes import notes_on
from sstc_cli.survey.rows import AnswerRow, RowKeys, RowNotes, RowReader, kept_in
from sstc_cli.survey.table import ReadyTable
from sstc_cli.survey_tools.platform import Use

_TICK = 1_000
# the same text for equal values
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_NOT_KEPT = (MatchedBy.OURS, MatchedBy.TECHNICAL, MatchedBy.PART)


def read_tables(
    source: Source,
    tables: Sequence[ReadyTable],
    series: Series,
    pseudonyms: PseudonymKey,
    tick: Callable[[int], None] = lambda _: None,
) -> tuple[Reading, ...]:
    """Return every row of the tables: as a response or a visit, as refused, or as rejected.

    `tick` gets the number of rows that were read since its last call.
    """
    seen: Counter[str] = Counter()
    return tuple(
        VisitReader(source, table, series, pseudonyms).read()
        if table.platform.is_attendance
        else _TableReader(source, table, series, pseudonyms, seen).read(tick)
        for table in tables
    )


def _json(values: Mapping[str, object]) -> str:
    """Return values as JSON; most rows have nothing in most places."""
    return _encode(values) if values else "{}"


def _cached_reader(reader: Reader, blank_answers: Collection[str]) -> Reader:
    """Return a reader of the cells of one column, most of which repeat another one."""

    @cache
    def read(value: Value) -> Answer:
        blank = blank_answers and fold(text_of(value)) in blank_answers
        return BLANK if blank else reader(value)

    return read


class _TableReader(RowReader):
    def __init__(
        self,
        source: Source,
        table: ReadyTable,
        series: Series,
        pseudonyms: PseudonymKey,
        seen: Counter[str],
    ) -> None:
        super().__init__(source, table, series, pseudonyms)
        readers = [
            (column, _cached_reader(reader, table.platform.blank_answers))
            for column in table.columns
            if (reader := self._reader(column))
        ]
        self.plan = [
            (column.index, column, reader, kept)
            for column, reader in readers
            if (kept := kept_in(column))
        ]
        # the surname follows the first name
        self.plan.sort(key=lambda planned: use_of(planned[1]) is Use.SURNAME)
        asked = (column for column in table.columns if isinstance(column, AskedColumn))
        self.consent = next((column for column in asked if column.role is Role.CONSENT), None)
        self.consent_wording = None
        if self.consent:  # the text that people agreed to, as their form has it
            is_id = self.consent.how is MatchedBy.ID
            text = self.consent.question.text
            self.consent_wording = text.pick("en") if is_id else self.consent.header
        self.refusals = Refusals(table)
        questions = ((column, question_of(column)) for column in table.columns)
        self.required = [(column, question) for column, question in questions
                         if question and question.required]  # fmt: skip
        self.keys = RowKeys(self, [column for column, _ in readers], seen)
        self.row_notes = RowNotes(table)
        self.unknown: dict[int, list[int]] = {}

    def read(self, tick: Callable[[int], None]) -> Reading:
        for index, cells in enumerate(self.table.padded_rows(), self.table.first):
            if any(value != "" and text_of(value) for value in cells):
                left_out = self.excluded.exclude(index, cells)
                if not left_out and not self.row_notes.add_header(index, cells):
                    self._add_row(index, cells)
            if index % _TICK == 0:
                tick(_TICK)
        notes = notes_on(self.file, self.table, self.unknown, self.excluded)
        self.reading.notes = [*notes, *self.row_notes.notes(self.file)]
        return self.reading

    def _reader(self, column: Column) -> Reader | None:
        if column.how in _NOT_KEPT or use_of(column) in (Use.WEBINAR, Use.NOTHING):
            return None
        question, separator = question_of(column), self.table.platform.separator
        if column.role is Role.EMAIL:
            return email
        if column.role is Role.NAME:
            return name
        if question is None or question.type == "text":
            return text
        codes = self.table.codes(question)
        if isinstance(column, AskedColumn) and column.option is not None:
            return option_reader(question, column.option, separator, codes)
        return reader_of(question, separator, codes)

    def _add_row(self, index: int, cells: Sequence[Value]) -> None:
        webinar = self.webinar_of(cells)
        if webinar is None:
            reasons = (self.fault_of_webinar(index, cells),)
            self.reading.rejected.append(Rejected(index + 1, reasons))
            return
        row = self._read_row(index, webinar, cells)
        consent = self.consent
        if (
            consent
            and consent.question.id not in row.answers
            and (self.row_notes.add_sum(row, cells, consent))
        ):
            return
        if self._refused(row, cells):
            self.reading.refused.append(self.keys.take(row, cells)[0])
            return
        if not self.table.platform.asks_one_by_one:
            row.faults += self._missing(row)
        if not row.faults:
            self._accept(row, cells)
        if row.faults:
            faults = tuple(self.fault(index, *fault) for fault in row.faults)
            keys = self.keys.look(row, cells)
            self.reading.rejected.append(Rejected(index + 1, faults, keys))

    def _refused(self, row: AnswerRow, cells: Sequence[Value]) -> bool:
        """Return whether a person does not agree; an unknown answer is a fault instead."""
        consent = self.consent
        if self.refusals.include(cells):
            return True
        if consent is None:
            return False
        unknown = any(column is consent for column, *_ in row.faults)
        return not unknown and row.answers.get(consent.question.id) != "yes"

    def _read_row(self, index: int, webinar: str, cells: Sequence[Value]) -> AnswerRow:
        row = AnswerRow(index, webinar)
        for index_of_cell, column, read, (mapping, id_, merge) in self.plan:
            raw = cells[index_of_cell]
            if raw == "":
                continue
            answer = read(raw)
            if answer.fault or answer.other:
                question = question_of(column)
                is_required = question is not None and question.required
                if answer.fault and column.role is Role.EMAIL and not is_required:
                    row.no_address.append(column)
                elif answer.fault:
                    row.faults.append((column, "E502", answer.fault))
                if answer.other and question:
                    row.add_other(question, answer.other)
                if answer.other and not answer.kept_as_text:
                    row.unknown.append(column.index)
            if (value := answer.value) is not None:
                values = getattr(row, mapping)
                values[id_] = merge(values.get(id_), value) if merge else value
        return row

    def _missing(self, row: AnswerRow) -> Iterator[tuple[Column, str, str]]:
        for column, question in self.required:
            if not question.asked_at(row.webinar):
                continue
            given = question.id in row.answers or question.id in row.others
            faulty = any(other is column for other, *_ in row.faults)
            if not given and not faulty and column.role not in row.identity:
                yield column, "E501", "is blank, but requires an answer"

    def _accept(self, row: AnswerRow, cells: Sequence[Value]) -> None:
        """Add a row to the responses, unless the tool's own id is there twice."""
        address = row.identity.get(Role.EMAIL)
        answers, texts = _json(row.answers), _json(row.others)
        extras, contacts = _json(row.extras), _json(row.contacts)
        submitted = self.times.text(cells, Use.SUBMITTED)
        wording = self.consent_wording
        who = [f"{role}={text}" for role, text in sorted(row.identity.items())]
        said = (submitted or "", wording or "", *who, answers, texts, extras, contacts)
        content = self.pseudonyms.digest("content", *said)
        (key, *others), repeated = self.keys.take(row, cells)
        if repeated:
            row.faults.append((self.by_use[Use.ID], "E504", "has the id of a row above"))
            return
        self.row_notes.add_accepted(row)
        for column in row.unknown:
            self.unknown.setdefault(column, []).append(row.index + 1)
        person = None
        if address:
            person = self.keys.person(address)
        elif row.identity or row.contacts:
            person = self.pseudonyms.digest("row", key)
        known_as, works_for = row.identity.get(Role.NAME), row.identity.get(Role.ORGANISATION)
        identity = Identity(address, known_as, works_for, contacts) if person else None
        self.reading.responses.append(
            Response(
                key, content, self.table.survey.id, row.webinar, self.table.platform.name,
                row.index + 1, submitted, wording, person, identity, answers, texts, extras,
                (*others,),
            )
        )  # fmt: skip
