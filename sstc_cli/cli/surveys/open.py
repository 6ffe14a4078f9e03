"""A survey file as tables that are ready to be read; what it does not say is asked or named."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import typer

from sstc_cli.cli.console.session import chosen
from sstc_cli.cli.surveys.ask import ask_column, ask_country
from sstc_cli.cli.surveys.options import Dates
from sstc_cli.diagnostics import column_letters
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import FormMapping, MappedAnswer, MappedColumn, Series
from sstc_cli.sheets import Order, Source, read_sheets
from sstc_cli.survey import Table, Webinars, ambiguities_in, find_tables, order_of
from sstc_cli.workspace import Workspace, mapping_file, read_mapping


@dataclass(frozen=True)
class Job:
    """A file that was read, and its tables, each with its webinar."""

    source: Source
    tables: list[Table]


@dataclass
class Opener:
    """Opens files one after the other; what is decided for one is known for the next.

    `decided` are the mappings by form, `fresh` those among them with decisions of this run.
    """

    workspace: Workspace
    series: Series
    survey: str | None = None
    webinar: int | None = None
    encoding: str | None = None
    dates: Dates | None = None
    accept: bool = False
    named: Path | None = None
    decided: dict[str, FormMapping] = field(default_factory=dict)
    fresh: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.decided = dict(self.workspace.decided)
        if self.named is not None:
            mapping = read_mapping(self.named, self.workspace.surveys)
            self.decided[mapping.form] = mapping
            self.form = mapping.form
        self.webinars = Webinars(self.series)

    def job(self, file: Path) -> Job:
        """A file with everything that its import needs."""
        source = self.read(file)
        tables = self.tables(source)
        self._refuse_other(file, tables)
        for each in tables:
            self._decide(each, "columns", self._columns(each))
        if any(each.form in self.fresh for each in tables):
            tables = self.tables(source)
        return Job(source, [self._ready(file, each) for each in tables])

    def _ready(self, file: Path, table: Table) -> Table:
        """A table with its countries, its webinar and the order of its dates."""
        self._refuse_numbers(file, table)
        table = replace(table, mapping=self._known(table))
        self._decide(table, "answers", self._answers(file, table))
        table = replace(table, mapping=self._known(table))
        return self._dated(file, self._placed(file, table))

    def read(self, file: Path) -> Source:
        """The sheets of a file."""
        return read_sheets(file, self.encoding)

    def tables(self, source: Source, least: int = 2) -> tuple[Table, ...]:
        """The tables of a file, with what was decided about their columns."""
        every = self.workspace.surveys.items()
        surveys = [each for id_, each in every if self.survey in (None, id_)]
        return find_tables(source, surveys, self.webinars, self.decided, least=least)

    def ordered(self, table: Table) -> Table:
        """The table with the order of its dates: named, or as its columns tell."""
        order = Order(self.dates) if self.dates else order_of(table, self.webinars)
        return replace(table, order=order)

    def _refuse_other(self, file: Path, tables: Sequence[Table]) -> None:
        """A mapping that was named must be one of this file's forms."""
        forms = [each.form for each in tables]
        if self.named is not None and self.form not in forms:
            hint = f"name one whose platform and survey are those of {' or '.join(forms)}"
            message = f"{self.named.name} is a mapping of {self.form}, which {file.name} is not"
            raise SstcError(message, hint, ExitCode.USAGE)

    def _refuse_numbers(self, file: Path, table: Table) -> None:
        """Numbers in place of answers must be known for certain to be what they are taken for."""
        if unsure := table.answer_codes.unsure:
            letters = ", ".join(column_letters(each.index + 1) for each in unsure)
            where = f"column{'s' if len(unsure) > 1 else ''} {letters}"
            message = f"{file.name} has numbers in {where}, and nothing says what they stand for"
            hint = f"{table.platform.texts}, or say it in {mapping_file(table.form).as_posix()}"
            raise SstcError(message, hint)

    def _columns(self, table: Table) -> list[MappedColumn]:
        """What is decided about columns that are only near to a question."""
        language = self.series.languages[0]
        if self.accept:
            pairs = [(each, each.suggestion) for each in table.suggested]
        elif sys.stdin.isatty():
            pairs = [(each, ask_column(table, each, language)) for each in table.suggested]
        else:
            pairs = []
        return [MappedColumn(header=each.header, question=found) for each, found in pairs]

    def _answers(self, file: Path, table: Table) -> list[MappedAnswer]:
        """What is decided about countries that are not sure."""
        asks = sys.stdin.isatty()
        answers = []
        for each in ambiguities_in(table) if asks or self.accept else ():
            if self.accept and len(each.codes) == 1:
                code: str | None = each.codes[0]
            elif asks:
                code = ask_country(file.name, each, self.series.languages[0])
            else:
                continue
            answers.append(MappedAnswer(question=each.question, text=each.text, code=code))
        return answers

    def _known(self, table: Table) -> FormMapping:
        """What was decided about a table's form so far."""
        return self.decided.get(table.form, table.mapping)

    def _decide(self, table: Table, key: str, more: Sequence[MappedColumn | MappedAnswer]) -> None:
        """Add to what was decided about a table's form."""
        if more:
            known = self._known(table)
            both = (*getattr(known, key), *more)
            self.decided[table.form] = known.model_copy(update={key: both})
            own = self.workspace.root / mapping_file(table.form)
            self.fresh[table.form] = self.named or own

    def _placed(self, file: Path, table: Table) -> Table:
        """The table with its webinar: named, told by each row, told by the file, asked."""
        if self.webinar is not None:
            return replace(table, webinar=chosen(self.series, [self.webinar])[0].number)
        if table.names_webinars:
            return replace(table, webinar=None)
        if table.webinar is not None:
            return table
        if not sys.stdin.isatty():
            hint = f"name it: `sstc surveys import {file} --webinar 7`"
            message = f"{file.name} does not say which webinar it is from"
            raise SstcError(message, hint, ExitCode.USAGE)
        text = f"Which webinar is {file.name} from?"
        asked = typer.prompt(text, type=int, err=True, prompt_suffix=" ")
        return replace(table, webinar=chosen(self.series, [asked])[0].number)

    def _dated(self, file: Path, table: Table) -> Table:
        """The table with the order of its dates, asked for where nothing tells."""
        table = self.ordered(table)
        if table.order not in (Order.OPEN, Order.MIXED):
            return table
        message = f"{file.name} does not say whether its dates start with the day or the month"
        if table.order is Order.MIXED:
            message = f"some dates in {file.name} start with the day, and some with the month"
        if not sys.stdin.isatty():
            hint = "say how the others are meant: `--dates dmy` (day first) or `--dates mdy`"
            raise SstcError(message, hint, ExitCode.USAGE)
        first = typer.confirm(f"{message[0].upper()}{message[1:]}. Day first?", err=True)
        return replace(table, order=Order.DMY if first else Order.MDY)
