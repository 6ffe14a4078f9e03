"""The answers of one sheet at three stages: a table is found, decided, and ready to be read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sstc_cli.model import FormMapping, Question, Role, Survey
from sstc_cli.sheets.cells import DateOrder, Value
from sstc_cli.sheets.sheet import Sheet
from sstc_cli.survey.answers import Codes
from sstc_cli.survey.coded_answers import NO_ANSWER_CODES, AnswerCodes
from sstc_cli.survey.column import Column, How, OtherColumn, question_of, use_of
from sstc_cli.survey.platforms import Platform, Use
from sstc_cli.survey.shortened import short_codes

TIMES = (Use.SUBMITTED, Use.STARTED, Use.JOINED, Use.LEFT)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Table:
    """The answers of one sheet: `sheet.rows[first:]`, under the header in `sheet.rows[header]`.

    `mapping` has the decisions about its form. `zone` is the IANA name of the zone of its times,
    if the file or the tool has one. `consent_codes` are texts that mean a yes or a no besides those
    of the survey. `hosts` are addresses of the hosts, if it has visits. `better` is another survey
    that fits clearly better than the one that somebody named.
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
    def matched(self) -> int:
        """The number of questions that have a column."""
        return len({question.id for column in self.columns if (question := question_of(column))})

    @property
    def unknown(self) -> tuple[OtherColumn, ...]:
        """The columns without a question that are neither the tool's own nor personal."""
        kinds = (How.UNKNOWN, How.SUGGESTED, How.NEGATIVE)
        others = (column for column in self.columns if isinstance(column, OtherColumn))
        return tuple(column for column in others if column.how in kinds and not column.contact)

    @property
    def declined(self) -> tuple[OtherColumn, ...]:
        """The columns about which somebody decided that they answer no question."""
        others = (column for column in self.columns if isinstance(column, OtherColumn))
        return tuple(column for column in others if column.how is How.MAPPED)

    @property
    def suggested(self) -> tuple[OtherColumn, ...]:
        """The columns that are near to a question, which the user has to decide."""
        return tuple(column for column in self.unknown if column.how is How.SUGGESTED)

    @property
    def asks_consent(self) -> bool:
        """Whether a column asks for consent."""
        return any(column.role is Role.CONSENT for column in self.columns)

    @property
    def agreed_elsewhere(self) -> bool:
        """Whether people agreed elsewhere, because no column asks for consent."""
        return self.mapping.consent_elsewhere and not self.asks_consent

    @property
    def unasked(self) -> tuple[Question, ...]:
        """The questions without a column, the required ones first; consent is another matter."""
        asked = {question.id for column in self.columns if (question := question_of(column))}
        absent = (
            question
            for question in self.survey.questions
            if question.id not in asked and question.role is not Role.CONSENT
        )
        return tuple(sorted(absent, key=lambda question: not question.required))

    @property
    def names_webinars(self) -> bool:
        """Whether each row names its webinar."""
        return any(use_of(column) is Use.WEBINAR for column in self.columns)

    @property
    def has_times(self) -> bool:
        """Whether rows have the times of answers or visits."""
        return any(use_of(column) in TIMES for column in self.columns)

    def codes(self, question: Question) -> Codes:
        """Return the codes of answers to a question, besides the survey's own wordings."""
        tool: dict[str, str] = {}
        if form := self.platform.our_form:
            codes = (option.code for option in question.options)
            tool = {short: code for code, short in short_codes(codes, form.answer_code).items()}
        if question.role is Role.CONSENT:
            tool |= self.consent_codes
        numbers = self.answer_codes.codes.get(question.id, {})
        return Codes({**numbers, **self.mapping.codes(question.id)}, tool)

    def rows(self) -> Sequence[Sequence[Value]]:
        """Return everything under the header."""
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

    def decided(self, mapping: FormMapping) -> "DecidedTable":
        """Return the table with all decisions about its columns and answers."""
        return DecidedTable(**{**_shared(self), "mapping": mapping})


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DecidedTable(Table):
    """A table whose columns and answers leave no question to the user."""

    def ready(self, webinar: int | None, order: DateOrder) -> "ReadyTable":
        """Return the table with its webinar and the order of its dates."""
        return ReadyTable(**_shared(self), webinar=webinar, order=order)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ReadyTable(DecidedTable):
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


def _shared(table: Table) -> dict[str, Any]:
    """Return the fields that a table keeps from one stage to the next."""
    return {field.name: getattr(table, field.name) for field in fields(Table)}
