"""Survey files as tables that can be read, the questions about them, and their mappings."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from sstc_cli.choices import Dates
from sstc_cli.cli.console.files import write_whole
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import complete_zone, expand_patterns, read_zones
from sstc_cli.cli.console.session import chosen_webinars
from sstc_cli.cli.console.store import store_of
from sstc_cli.diagnostics import did_you_mean, printable
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import FormMapping, Series, known_zones
from sstc_cli.model.countries import country_code, country_name
from sstc_cli.quantity import quantity
from sstc_cli.sheets import DateOrder, Source, read_sheets
from sstc_cli.store import ImportCounts, Reading, Store, imports
from sstc_cli.survey import (
    Ambiguity,
    EarlierImport,
    FoundTable,
    ImportAsker,
    ImportOptions,
    OtherColumn,
    ReadyTable,
    Table,
    compare_surveys,
    decide,
    find_tables,
)
from sstc_cli.survey.comment_coding import CodedRows, coded_sheet
from sstc_cli.workspace import Workspace, mapping_file, read_mapping, write_mapping

_MOST_ROWS = 8


Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="Workbooks, CSV or zip files.", callback=expand_patterns),
]
DatesOption = Annotated[
    Dates | None, typer.Option("--dates", help="Day or month first in dates. [default: detected]")
]
Timezone = Annotated[
    str | None,
    typer.Option(
        "--zone",
        "--timezone",
        metavar="ZONE",
        help="Time zone of times that have none. [default: the series' zone]",
        show_default=False,
        autocompletion=complete_zone,
    ),
]
Sure = Annotated[
    bool, flag("--yes", text="Import a file that seems to be of another webinar, survey or day.")
]
MappingFile = Annotated[
    Path | None,
    typer.Option(
        "--mapping", metavar="FILE", help="Mapping to use: which question each column answers."
    ),
]
SurveyId = Annotated[
    str | None,
    typer.Option("--survey", metavar="ID", help="Survey id. [default: detected from the columns]"),
]
WebinarNumber = Annotated[
    int | None,
    typer.Option("--webinar", metavar="N", help="Webinar number. [default: detected in the file]"),
]
Accept = Annotated[
    bool, flag("--accept-suggestions", text="Accept near matches of columns and countries.")
]
Elsewhere = Annotated[
    bool, flag("--consent-elsewhere", text="People agreed elsewhere: no column asks for consent.")
]

OnlySurvey = Annotated[
    str | None, typer.Option("--survey", metavar="ID", help="Only this survey, for example `exit`.")
]


def refuse_unknown_survey(
    workspace: Workspace, survey: str | None, *others: str, word: str = "--survey"
) -> None:
    """Refuse the name of a survey that has no file, and is not one of the others."""
    known = [*workspace.surveys, *others]
    if survey is not None and survey not in known:
        hint = did_you_mean(survey, known)
        raise typer.BadParameter(f"unknown survey `{survey}`: {hint}", param_hint=word)


class Run(NamedTuple):
    """The day of an import, and whether it writes nothing."""

    day: date
    dry_run: bool


class Job(NamedTuple):
    """A file that was read, and its tables."""

    source: Source
    tables: tuple[ReadyTable, ...]


class Outcome(NamedTuple):
    """The result of importing the tables of a file."""

    job: Job
    readings: tuple[Reading, ...]
    counts: list[ImportCounts]
    rejected_file: Path | None = None
    command: str = ""
    unwritten: SstcError | None = None


class CodedFile(NamedTuple):
    """A workbook of comments, and what its rows change in the store."""

    source: Source
    result: CodedRows


class Done(NamedTuple):
    """The results of a command: of exports, of workbooks of comments, and of mappings."""

    outcomes: Sequence[Outcome]
    codes: Sequence[CodedFile]
    mappings: Mapping[Path, bool]
    dry_run: bool

    @property
    def rejected(self) -> int:
        """The number of rejected rows."""
        rows = sum(counts.rejected for outcome in self.outcomes for counts in outcome.counts)
        return rows + sum(coded.result.rejected for coded in self.codes)


class TerminalAsker(NamedTuple):
    """Asks the person at the terminal."""

    series: Series

    def question(self, table: Table, column: OtherColumn) -> str | None:
        """Ask whether a column answers the question to which it is near."""
        question = next(q for q in table.survey.questions if q.id == column.suggestion)
        header, text = one_line(column.header), question.text.pick(self._language)
        prompt = f"Does the column `{header}` answer `{question.id}` ({text})?"
        return column.suggestion if typer.confirm(prompt, default=False, err=True) else None

    def agreed_elsewhere(self, file: str) -> bool:
        """Ask whether people agreed elsewhere, because no column of a file asks for consent."""
        prompt = f"No column of {file} asks for consent. Did people agree elsewhere?"
        return typer.confirm(prompt, default=False, err=True)

    def country(self, file: str, ambiguity: Ambiguity) -> str | None:
        """Ask for the country that a text means."""
        rows = ", ".join(map(str, ambiguity.rows[:_MOST_ROWS]))
        where = f"{file}, {quantity(len(ambiguity.rows), 'row')}: {rows}"
        typer.echo(f"`{one_line(ambiguity.text)}` ({where}) may be", err=True)
        for suggested in ambiguity.codes:
            typer.echo(f"  {suggested}  {country_name(suggested, self._language)}", err=True)
        while True:
            prompt = "The country's code or name, or Enter to leave it as it is written:"
            text: str = typer.prompt(
                prompt, "", show_default=False, err=True, prompt_suffix=" "
            ).strip()
            if not text:
                return None
            if code := text.upper() if text.upper() in ambiguity.codes else country_code(text):
                return code
            typer.echo(f"unknown country `{printable(text)}`", err=True)

    def webinar(self, file: str) -> int:
        """Ask for the webinar that a file is from; refuse one that the series does not have."""
        prompt = f"Which webinar is {file} from?"
        number = typer.prompt(prompt, type=int, err=True, prompt_suffix=" ")
        return chosen_webinars(self.series, [number])[0].number

    def day_first(self, problem: str) -> bool:
        """Ask whether dates start with the day."""
        return typer.confirm(f"{problem[0].upper()}{problem[1:]}. Day first?", err=True)

    def timezone(self, file: str, usual: str) -> str:
        """Ask for the zone of the times in a file."""
        typer.echo(f"Times in {file} have no time zone.", err=True)
        while True:
            zone: str = typer.prompt("Which zone are they in?", usual, err=True).strip()
            if zone in known_zones():
                return zone
            typer.echo(
                f"unknown time zone `{printable(zone)}`: write one such as {usual}", err=True
            )

    def insists(self, problem: str) -> bool:
        """Ask whether to import a file in spite of a problem."""
        return typer.confirm(f"{problem}. Import it anyway?", default=False, err=True)

    @property
    def _language(self) -> str:
        """The language of questions and countries."""
        return self.series.languages[0]


def one_line(text: str) -> str:
    """Return a text of a file on one line, without characters that steer a terminal."""
    return printable(" ".join(text.split()))


def new_options(
    series: Series, webinar: int | None, dates: Dates | None, timezone: str | None
) -> ImportOptions:
    """Return the options of an import; refuse a webinar or a zone that does not exist."""
    number = None if webinar is None else chosen_webinars(series, [webinar])[0].number
    zone = read_zones([timezone])[0] if timezone else None
    return ImportOptions(number, DateOrder(dates) if dates else None, timezone=zone)


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
    asker: ImportAsker | None = None
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
        """Return a file of answers with everything that its import requires; ask if possible."""
        tables = self._find(source)
        self._refuse_other(source.file, tables)
        asker = TerminalAsker(self.series) if sys.stdin.isatty() else self.asker
        options = options._replace(
            earlier=self._imported(source), renumbered=self.workspace.renumbered
        )
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
