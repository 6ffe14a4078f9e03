"""Files to import, and the results of importing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sstc_cli.errors import SstcError
from sstc_cli.sheets import Source
from sstc_cli.store import ImportCounts, Reading
from sstc_cli.survey import ReadyTable

if TYPE_CHECKING:
    from sstc_cli.survey.comment_coding import CodedRows


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
