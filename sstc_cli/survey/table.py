"""The answers of one sheet at two stages: a table is found, and ready to be read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sstc_cli.diagnostics import column_letters
from sstc_cli.model import FormMapping, Question, Role, Survey
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import DateOrder, Value, text_of
from sstc_cli.sheets.sheet import Sheet
from sstc_cli.survey.answers import Codes
from sstc_cli.survey.coded_answers import NO_ANSWER_CODES, AnswerCodes
from sstc_cli.survey.column import Column, MatchedBy, OtherColumn, OwnColumn, question_of, use_of
from sstc_cli.survey_tools.platform import Platform, Use, short_codes

TIMES = (Use.SUBMITTED, Use.STARTED, Use.JOINED, Use.LEFT)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Table:
    """The answers of one sheet: `sheet.rows[first:]`, under the header in `sheet.rows[header]`.

    `mapping` has the decisions about its form. `zone` is the IANA name of the zone of its times,
    if the file or the tool has one. `consent_codes` are texts that mean a yes or a no besides those
    of the survey. `hosts` are addresses of the hosts, if it has visits. `better` is another survey
    that fits clearly better than the one that a person named.
    """

    sheet: Sheet
    platform: Platform
    survey: Survey
    header: int
    first: int
    columns: tuple[Column, ...]
    mapping: FormMapping
    zone: str | None = None
    answer_codes: AnswerCodes = NO_ANSWER_CODES
    consent_codes: Mapping[str, str] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    better: str | None = None

    @property
    def form(self) -> str:
        """The name of its form, by which decisions are found again: `plain-exit`."""
        return self.mapping.form

    @property
    def mapping_file(self) -> str:
        """The file of the decisions about its form, from the root of the workspace."""
        return f"data/surveys/mappings/{self.form}.yaml"

    @property
    def asked(self) -> set[str]:
        return {question.id for column in self.columns if (question := question_of(column))}

    @property
    def matched(self) -> int:
        return len(self.asked)

    @property
    def unknown(self) -> tuple[OtherColumn, ...]:
        """The columns without a question that are neither the tool's own nor personal."""
        kinds = (MatchedBy.UNKNOWN, MatchedBy.SUGGESTED, MatchedBy.NEGATIVE)
        return tuple(column for column in self._matched_by(*kinds) if not column.contact)

    @property
    def declined(self) -> tuple[OtherColumn, ...]:
        """The columns about which a person decided that they answer no question."""
        return self._matched_by(MatchedBy.MAPPED)

    @property
    def suggested(self) -> tuple[OtherColumn, ...]:
        """The columns that are near to a question, which the user has to decide."""
        return tuple(column for column in self.unknown if column.how is MatchedBy.SUGGESTED)

    def _matched_by(self, *ways: MatchedBy) -> tuple[OtherColumn, ...]:
        others = (column for column in self.columns if isinstance(column, OtherColumn))
        return tuple(column for column in others if column.how in ways)

    @property
    def asks_consent(self) -> bool:
        return any(column.role is Role.CONSENT for column in self.columns)

    @property
    def agreed_elsewhere(self) -> bool:
        """Whether people agreed elsewhere, because no column asks for consent."""
        return self.mapping.consent_elsewhere and not self.asks_consent

    @property
    def unasked(self) -> tuple[Question, ...]:
        """The questions without a column, the required ones first; consent is another matter."""
        asked = self.asked
        absent = (
            question
            for question in self.survey.questions
            if question.id not in asked and question.role is not Role.CONSENT
        )
        return tuple(sorted(absent, key=lambda question: not question.required))

    @property
    def names_webinars(self) -> bool:
        return any(use_of(column) is Use.WEBINAR for column in self.columns)

    @property
    def has_times(self) -> bool:
        return any(use_of(column) in TIMES for column in self.columns)

    def codes(self, question: Question) -> Codes:
        tool: dict[str, str] = {}
        if form := self.platform.our_form:
            codes = (option.code for option in question.options)
            tool = {short: code for code, short in short_codes(codes, form.answer_code).items()}
        if question.role is Role.CONSENT:
            tool |= self.consent_codes
        numbers = self.answer_codes.codes.get(question.id, {})
        return Codes({**numbers, **self.mapping.codes(question.id)}, tool)

    def rows(self) -> Sequence[Sequence[Value]]:
        return self.sheet.rows[self.first :]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FoundTable(Table):
    """A table as the file alone shows it.

    `start` is the first row under the header, where a second header row may be. `webinar` is the
    one that the file mentions. `rivals` are the surveys to which it could belong just as well.
    """

    start: int
    webinar: int | None = None
    rivals: tuple[str, ...] = ()

    def ready(self, webinar: int | None, order: DateOrder) -> "ReadyTable":
        shared = {field.name: getattr(self, field.name) for field in fields(Table)}
        return ReadyTable(**shared, webinar=webinar, order=order)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ReadyTable(Table):
    """A table whose rows can be read; `webinar` is None if each row names its own.

    `local_zone` is that of times whose zone neither the file nor the tool shows. It is `assumed` if
    nobody has decided it.
    """

    webinar: int | None
    order: DateOrder
    local_zone: str | None = None
    assumed: bool = False

    def padded_rows(self) -> Iterator[Sequence[Value]]:
        """Yield everything under the header, each row with a cell for every column."""
        width = max((column.index for column in self.columns), default=-1) + 1
        for row in self.rows():
            yield row if len(row) >= width else [*row, *[""] * (width - len(row))]


class ExcludedRows:
    """The excluded rows of a table so far, by the column that excludes them."""

    def __init__(self, table: Table) -> None:
        patterns = table.platform.excluded_rows
        self.columns = [
            (column, patterns[header])
            for column in table.columns
            if (header := fold(column.header)) in patterns
        ]
        self.rows: dict[int, list[int]] = {}

    def exclude(self, index: int, cells: Sequence[Value]) -> bool:
        """Record a row, which counts from 0, if it is excluded, and return whether it is."""
        for column, pattern in self.columns:
            if re.fullmatch(pattern, fold(text_of(cells[column.index]))):
                self.rows.setdefault(column.index, []).append(index + 1)
                return True
        return False


def describe(table: FoundTable | ReadyTable, order: DateOrder) -> dict[str, Any]:
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
