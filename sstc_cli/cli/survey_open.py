"""A survey file as tables that are ready to be read; what it does not say is asked or named."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import typer

from sstc_cli.cli.session import chosen
from sstc_cli.cli.survey_options import Dates
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import ColumnMapping, MappedColumn, Series
from sstc_cli.survey import (
    Column,
    Order,
    Source,
    Table,
    Webinars,
    find_tables,
    order_of,
    read_sheets,
)
from sstc_cli.workspace import Workspace, mapping_file, read_mapping, read_mappings


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
    decided: dict[str, ColumnMapping] = field(default_factory=dict)
    fresh: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.decided = read_mappings(self.workspace)
        if self.named is not None:
            mapping = read_mapping(self.workspace, self.named)
            self.decided[mapping.form] = mapping
            self.form = mapping.form
        self.webinars = Webinars(self.series)

    def job(self, file: Path) -> Job:
        """A file with everything that its import needs."""
        source = self.read(file)
        tables = self.tables(source)
        self._refuse_other(file, tables)
        for each in tables:
            self._ask(each)
        if any(each.form in self.fresh for each in tables):
            tables = self.tables(source)
        return Job(source, [self._dated(file, self._placed(file, each)) for each in tables])

    def read(self, file: Path) -> Source:
        """The sheets of a file."""
        return read_sheets(file, self.encoding)

    def tables(self, source: Source, least: int = 2) -> tuple[Table, ...]:
        """The tables of a file, with what was decided about their columns."""
        decided = {form: each.decided for form, each in self.decided.items()}
        every = self.workspace.surveys.items()
        surveys = [each for id_, each in every if self.survey in (None, id_)]
        return find_tables(source, surveys, self.webinars, decided, least=least)

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

    def _ask(self, table: Table) -> None:
        """Let the user decide about columns that are only near to a question."""
        answers = {
            each.header: found
            for each in table.suggested
            if (found := self._says(table, each)) is not None
        }
        if not answers:
            return
        empty = ColumnMapping(platform=table.platform.name, survey=table.survey.id)
        known = self.decided.get(table.form, empty)
        more = (MappedColumn(header=header, question=q or None) for header, q in answers.items())
        self.decided[table.form] = known.model_copy(update={"columns": (*known.columns, *more)})
        self.fresh[table.form] = self.named or mapping_file(self.workspace, table.form)

    def _says(self, table: Table, column: Column) -> str | None:
        """The question of a column, `""` for none, None where nobody says."""
        if self.accept:
            return column.suggestion
        if not sys.stdin.isatty():
            return None
        asked = next(each for each in table.survey.questions if each.id == column.suggestion)
        question = asked.text.pick(self.series.languages[0])
        text = f"Does the column `{column.header}` answer `{asked.id}` ({question})?"
        return column.suggestion if typer.confirm(text, default=False, err=True) else ""

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
