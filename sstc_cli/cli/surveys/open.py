"""Survey files as tables that can be read, and the mappings with the decisions about them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sstc_cli.choices import Dates
from sstc_cli.cli.console.files import write_whole
from sstc_cli.cli.console.options import read_zones
from sstc_cli.cli.console.session import chosen_webinars
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.surveys.ask import TerminalAsker
from sstc_cli.cli.surveys.job import Job
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import FormMapping, Series
from sstc_cli.sheets import DateOrder, Source, read_sheets
from sstc_cli.store import Store, imports
from sstc_cli.survey import (
    EarlierImport,
    FoundTable,
    ImportOptions,
    compare_surveys,
    decide,
    find_tables,
)
from sstc_cli.survey.comment_coding import coded_sheet
from sstc_cli.workspace import Workspace, mapping_file, read_mapping, write_mapping


def new_options(
    series: Series, webinar: int | None, dates: Dates | None, timezone: str | None
) -> ImportOptions:
    """Return the options of an import; refuse a webinar or a zone that does not exist."""
    number = None if webinar is None else chosen_webinars(series, [webinar])[0].number
    read_zones([timezone] if timezone else [], "--timezone")
    return ImportOptions(number, DateOrder(dates) if dates else None, timezone=timezone)


@dataclass
class Opener:
    """Opens files one after the other; decisions about one hold for the next.

    `mappings` has all decisions by form, `changed` the forms with decisions of this run.
    """

    workspace: Workspace
    series: Series
    survey: str | None = None
    encoding: str | None = None
    named: Path | None = None
    mappings: dict[str, FormMapping] = field(init=False)
    changed: dict[str, Path] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.mappings = dict(self.workspace.mappings_by_form)
        self.named_form = ""
        if self.named is not None:
            mapping = read_mapping(self.named, self.workspace.surveys)
            self.mappings[mapping.form] = mapping
            self.named_form = mapping.form

    @cached_property
    def store(self) -> Store:
        """The store of the workspace."""
        return store_of(self.workspace)

    def read(self, file: Path) -> Source:
        """Return the sheets of a file."""
        return read_sheets(file, self.encoding, self.series.languages)

    def inspected(self, source: Source) -> tuple[FoundTable, ...]:
        """Return the tables that a file may have; refuse a workbook of comments."""
        if coded_sheet(source):
            message = f"{source.file.name} has coded comments, and no answers"
            raise SstcError(message, "import it with `sstc surveys import`", ExitCode.USAGE)
        return self._find(source, least=0)

    def _find(self, source: Source, least: int = 2) -> tuple[FoundTable, ...]:
        """Return the tables of a file, with the decisions about their columns."""
        surveys = self.workspace.surveys.values()
        others = [survey for survey in surveys if self.survey not in (None, survey.id)]
        named = [survey for survey in surveys if survey not in others]
        tables = find_tables(source, named, self.series, self.mappings, least=least)
        tables = compare_surveys(source, tables, others, self.mappings)
        visits = next((table for table in tables if table.platform.is_attendance), None)
        if visits is not None and self.survey is not None:
            what = f"{source.file.name} is {visits.platform.title}"
            message = f"{what}, and has no answers to the survey {self.survey}"
            raise SstcError(message, "import it without `--survey`", ExitCode.USAGE)
        return tables

    def job(self, source: Source, options: ImportOptions) -> Job:
        """Return a file of answers with everything that its import requires; ask on a terminal."""
        tables = self._find(source)
        self._refuse_other(source.file, tables)
        asker = TerminalAsker(self.series) if sys.stdin.isatty() else None
        options = options._replace(earlier=self._imported(source))
        decided = decide(source, tables, self.series, options, asker)
        self.mappings |= decided.mappings
        for form in decided.mappings:
            own = self.workspace.root / mapping_file(form)
            self.changed[form] = self.named if self.named and form == self.named_form else own
        return Job(source, decided.tables)

    def keep_mappings(self) -> dict[Path, bool]:
        """Write the mappings with decisions of this run, and return which files changed."""
        written = {}
        for form, file in self.changed.items():
            before = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
            data = write_mapping(self.mappings[form], before).encode()
            root = None if file == self.named else self.workspace.root
            written[file] = write_whole(file, data, root=root)
        return written

    def _imported(self, source: Source) -> tuple[EarlierImport, ...]:
        """Return the imports of the very same file."""
        return tuple(
            EarlierImport(done.id, done.sheet, done.survey, done.webinars)
            for done in imports(self.store, source.sha256)
        )

    def _refuse_other(self, file: Path, tables: Sequence[FoundTable]) -> None:
        """Refuse a mapping that was named, but is of another form than the file's."""
        forms = [table.form for table in tables]
        if self.named is not None and self.named_form not in forms:
            message = f"{self.named.name} is a mapping of {self.named_form}, but {file.name} is not"
            hint = f"name a mapping of {' or '.join(forms)}"
            raise SstcError(message, hint, ExitCode.USAGE)
