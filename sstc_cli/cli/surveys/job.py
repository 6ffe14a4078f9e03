"""A file to import, and the result of importing it."""

from dataclasses import dataclass, field
from pathlib import Path

from sstc_cli.errors import SstcError
from sstc_cli.sheets import Source
from sstc_cli.store import ImportCounts, Reading
from sstc_cli.survey import ReadyTable


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
