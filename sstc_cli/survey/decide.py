"""Decide what a file leaves open, by options or by asking: columns, consent, webinar, dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, Protocol

from sstc_cli.diagnostics import column_letters
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import FormMapping, MappedAnswer, MappedColumn, Role, Series
from sstc_cli.sheets.cells import DateOrder
from sstc_cli.sheets.sheet import Source
from sstc_cli.survey.column import Column, OtherColumn, OwnColumn
from sstc_cli.survey.consent import near_consent, unknown_consent
from sstc_cli.survey.doubts import (
    Ambiguity,
    Doubt,
    EarlierImport,
    ambiguities_in,
    doubts_about,
    doubts_about_time,
)
from sstc_cli.survey.find import match_again
from sstc_cli.survey.table import FoundTable, ReadyTable, Table
from sstc_cli.survey.times import lacks_zone, order_of
from sstc_cli.survey.webinars import Webinars
from sstc_cli.survey_tools.platform import Use


class ImportAsker(Protocol):
    """A person who can be asked what a file does not show."""

    def question(self, table: Table, column: OtherColumn) -> str | None:
        """Return the id of the question that a column answers; None if it answers none."""

    def agreed_elsewhere(self, file: str) -> bool:
        """Return whether people agreed elsewhere, because no column of a file asks for consent."""

    def country(self, file: str, ambiguity: Ambiguity) -> str | None:
        """Return the code of the country that a text means; None if it stays a text."""

    def webinar(self, file: str) -> int:
        """Return the number of the webinar that a file is from."""

    def day_first(self, problem: str) -> bool:
        """Return whether dates start with the day."""

    def timezone(self, file: str, usual: str) -> str:
        """Return the IANA name of the zone of a file's times, which is `usual` if it is Enter."""

    def insists(self, problem: str) -> bool:
        """Return whether the person wants the import in spite of a problem."""


class ImportOptions(NamedTuple):
    """The decisions on the command line.

    `sure` imports a file in spite of all doubts. `earlier` are the imports of the very same file.
    `renumbered` are the numbers that have belonged to another webinar, each with its id.
    Without `today`, nothing is too late.
    """

    webinar: int | None = None
    dates: DateOrder | None = None
    accept_suggestions: bool = False
    consent_elsewhere: bool = False
    timezone: str | None = None
    sure: bool = False
    earlier: tuple[EarlierImport, ...] = ()
    renumbered: Mapping[int, str] = MappingProxyType({})
    today: date | None = None


class DecidedImport(NamedTuple):
    """Tables that can be read, and the mappings with new decisions, by form."""

    tables: tuple[ReadyTable, ...]
    mappings: Mapping[str, FormMapping]


def decide(
    source: Source,
    tables: Sequence[FoundTable],
    series: Series,
    options: ImportOptions,
    asker: ImportAsker | None = None,
) -> DecidedImport:
    """Return the tables of a file ready to be read; without an asker, only the options decide."""
    decider = _Decider(source, series, options, asker)
    for table in tables:
        decider.settle_survey(table)
    for table in tables:
        decider.add_columns(table)
    ready = [decider.ready(table) for table in tables]
    return DecidedImport(tuple(ready), decider.mappings)


@dataclass
class _Decider:
    """Decides about the tables of one file; `mappings` are those with decisions of this run."""

    source: Source
    series: Series
    options: ImportOptions
    asker: ImportAsker | None
    mappings: dict[str, FormMapping] = field(default_factory=dict)

    def settle_survey(self, table: FoundTable) -> None:
        """Settle that a survey was named by mistake before consent, which only it may ask for."""
        options = self.options
        if table.better is None or options.sure or options.consent_elsewhere:
            return
        if self._lacks_consent(table) and unknown_consent(table, self._file):
            problem = f"the columns of {self._file} fit the survey `{table.better}` better than "
            problem += f"`{table.survey.id}`, whose question about consent they lack"
            self._settle([Doubt(problem, f"import with `--survey {table.better}`")])

    def add_columns(self, table: FoundTable) -> None:
        table = self._with_decisions(table)
        if self.options.accept_suggestions:
            answered = [(column.header, column.suggestion) for column in table.suggested]
        elif self.asker is not None:
            ask = self.asker.question
            answered = [(column.header, ask(table, column)) for column in table.suggested]
        else:
            return
        columns = [MappedColumn(header=header, question=id_) for header, id_ in answered]
        self._add(table.mapping, columns=columns)

    def ready(self, found: FoundTable) -> ReadyTable:
        found = self._with_decisions(found)
        self._refuse_numbers(found)
        self._add_consent(found)
        found = self._with_decisions(found)
        self._add_answers(found)
        table = replace(found, mapping=self.mappings.get(found.form, found.mapping))
        if found.webinar is None and self.options.webinar is None and not found.names_webinars:
            table = replace(table, columns=self._with_days(table))
        webinar = self._webinar(table, found.webinar)
        ready = self._in_zone(table.ready(webinar, self._order(table, webinar)))
        if not self.options.sure:
            earlier, today = self.options.earlier, self.options.today
            was = self.options.renumbered.get(found.webinar or 0)
            is_that = was is not None and was == Webinars(self.series).id_of(webinar)
            mentioned = None if is_that else found.webinar
            doubts = [*doubts_about(self.source, ready, mentioned, earlier, self.series)]
            if was and self.options.webinar is None and webinar == found.webinar:
                problem = f"{self._file} mentions webinar {webinar}, which was `{was}` in a release"
                hint = f"name the webinar: `sstc surveys import {self._file} --webinar N`"
                doubts.append(Doubt(problem, hint))
            if today:
                doubts += doubts_about_time(ready, self.series, today)
            self._settle(doubts)
        return ready

    def _add_consent(self, table: FoundTable) -> None:
        """Decide whether people agreed elsewhere; refuse a table whose consent is unknown."""
        if not self._lacks_consent(table):
            return
        error = unknown_consent(table, self._file)
        if not near_consent(table) and (
            self.options.consent_elsewhere
            or (error and self.asker and self.asker.agreed_elsewhere(self._file))
        ):
            self._add(table.mapping, consent_elsewhere=True)
        elif error:
            raise error

    @staticmethod
    def _lacks_consent(table: FoundTable) -> bool:
        return not table.asks_consent and table.survey.question(Role.CONSENT) is not None

    def _with_decisions(self, table: FoundTable) -> FoundTable:
        """Return a table with all decisions about its form, including those for other tables."""
        mapping = self.mappings.get(table.form)
        return match_again(table, mapping, self._file) if mapping else table

    def _add(
        self,
        mapping: FormMapping,
        columns: Sequence[MappedColumn] = (),
        answers: Sequence[MappedAnswer] = (),
        *,
        consent_elsewhere: bool = False,
    ) -> None:
        if columns or answers or consent_elsewhere > mapping.consent_elsewhere:
            more = {
                "consent_elsewhere": consent_elsewhere or mapping.consent_elsewhere,
                "columns": (*mapping.columns, *columns),
                "answers": (*mapping.answers, *answers),
            }
            self.mappings[mapping.form] = mapping.replaced(**more)

    def _refuse_numbers(self, table: FoundTable) -> None:
        if unsure := table.answer_codes.unsure:
            letters = ", ".join(column_letters(column.index + 1) for column in unsure)
            columns = f"columns {letters} have" if len(unsure) > 1 else f"column {letters} has"
            message = f"{self._file}: {columns} option numbers instead of texts"
            texts = table.platform.how_to_export_texts
            hint = f"{texts}, or add what they mean to `answers` in {table.mapping_file}"
            raise SstcError(message, hint)

    def _add_answers(self, table: FoundTable) -> None:
        accept, answers = self.options.accept_suggestions, []
        for ambiguity in ambiguities_in(table) if accept or self.asker else ():
            if accept and len(ambiguity.codes) == 1:
                code: str | None = ambiguity.codes[0]
            elif self.asker is not None:
                code = self.asker.country(self._file, ambiguity)
            else:
                continue
            answers.append(
                MappedAnswer(question=ambiguity.question, text=ambiguity.text, code=code)
            )
        self._add(table.mapping, answers=answers)

    def _webinar(self, table: FoundTable, mentioned: int | None) -> int | None:
        """Return the webinar of a table: by option, by row (None), by the file, or by asking."""
        if self.options.webinar is not None:
            return self.options.webinar
        if table.names_webinars:
            return None
        if mentioned is not None:
            return mentioned
        if self.asker is not None:
            return self.asker.webinar(self._file)
        message = f"{self._file} does not show which webinar it is from"
        hint = f"name it: `sstc surveys import {self.source.file} --webinar 7`"
        raise SstcError(message, hint, ExitCode.USAGE)

    def _with_days(self, table: FoundTable) -> tuple[Column, ...]:
        webinars = Webinars(self.series)
        for column in (*table.unknown, *table.declined):
            cells = (row[column.index] for row in table.rows() if column.index < len(row))
            if webinars.are_days(cells):
                named = OwnColumn(column.index, column.header, Use.WEBINAR)
                return tuple(named if other is column else other for other in table.columns)
        return table.columns

    def _order(self, table: FoundTable, webinar: int | None) -> DateOrder:
        """Return the order of a table's dates: by option, by the dates themselves, or by asking."""
        order = self.options.dates or order_of(table, webinar, self.series)
        if order is DateOrder.MIXED:
            problem = f"some dates in {self._file} start with the day, and some with the month"
        elif order is DateOrder.OPEN:
            problem = f"dates in {self._file} may start with the day or with the month"
        else:
            return order
        if self.asker is None:
            hint = "add `--dates dmy` (day first) or `--dates mdy` (month first)"
            raise SstcError(problem, hint, ExitCode.USAGE)
        return DateOrder.DMY if self.asker.day_first(problem) else DateOrder.MDY

    def _in_zone(self, table: ReadyTable) -> ReadyTable:
        """Return a table with the zone of its times: by option, mapping or asking, or assumed."""
        if not lacks_zone(table, self.series):
            return table
        mapping = self.mappings.get(table.form, table.mapping)
        zone = self.options.timezone or mapping.timezone
        if zone is None and self.asker is not None:
            zone = self.asker.timezone(self._file, self.series.zone)
        if zone is not None and zone != mapping.timezone:
            self.mappings[mapping.form] = mapping.replaced(timezone=zone)
        return replace(table, local_zone=zone or self.series.zone, assumed=zone is None)

    def _settle(self, doubts: Sequence[Doubt]) -> None:
        if not doubts:
            return
        problem = "; ".join(doubt.problem for doubt in doubts)
        if self.asker is None or not self.asker.insists(problem):
            hint = doubts[0].hint + ("" if self.asker else ", or add `--yes` to import it anyway")
            raise SstcError(problem, hint, ExitCode.USAGE)

    @property
    def _file(self) -> str:
        return self.source.file.name
