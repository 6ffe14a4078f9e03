"""Files to import, and the results of importing them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sstc_cli.errors import SstcError
from sstc_cli.sheets import Source
from sstc_cli.store import ImportCounts, Reading
from sstc_cli.survey import ReadyTable
from sstc_cli.survey.comments.reading import CodedRows


@dataclass(frozen=True)
class Run:
    """The day of an import, and whether it writes nothing."""

    day: date
    dry_run: bool


@dataclass(frozen=True)
class Job:
    """A file that was read, and its tables."""

    source: Source
    tables: tuple[ReadyTable, ...]


@dataclass(frozen=True)
class Outcome:
    """The result of importing the tables of a file."""

    job: Job
    readings: tuple[Reading, ...]
    counts: list[ImportCounts]
    rejected_file: Path | None = None
    command: str = field(default="")
    unwritten: SstcError | None = None


@dataclass(frozen=True)
class CodedFile:
    """A workbook of comments, and what its rows change in the store."""

    source: Source
    result: CodedRows


@dataclass(frozen=True)
class Done:
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
