"""The parts of a schedule: tables, columns, lines, and the lines that make a webinar."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sstc_cli.diagnostics import column_letters
from sstc_cli.planning.clocks import NOTHING, ClockRange
from sstc_cli.planning.days import Day
from sstc_cli.planning.foreign.dialogue import CellSpot, Fact
from sstc_cli.sheets.cells import Rows, Value, text_of
from sstc_cli.sheets.sheet import Sheet


class Recognised(StrEnum):
    """How a column was recognised."""

    MAPPED = "mapped"
    EXACT = "exact"
    REPEATED = "repeated"
    SUGGESTED = "suggested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ScheduleColumn:
    """A column, its fact, and how it was found.

    `language` is that of its texts, if the header names one. `group` counts columns such as
    *Speaker 1* and *Speaker 2*. `suggestion` is the fact to which an unknown header is near. `zone`
    and `order` are what the header says in brackets.
    """

    index: int
    header: str
    fact: Fact | None
    how: Recognised
    language: str = ""
    group: int = 0
    suggestion: Fact | None = None
    zone: str = ""
    order: str = ""

    @property
    def letters(self) -> str:
        return column_letters(self.index + 1)


@dataclass(frozen=True)
class ScheduleTable:
    """The table of a sheet: `first` is the row after its headers, `preface` the texts above them.

    A sheet whose columns were named by letters may have no header: its `header` is -1.
    """

    sheet: Sheet
    header: int
    first: int
    columns: tuple[ScheduleColumn, ...]

    @property
    def preface(self) -> Iterator[tuple[int, int, str]]:
        """Yield each text above the headers, after its row and column."""
        for index, row in enumerate(self.sheet.rows[: max(self.header, 0)]):
            yield from ((index, at, text) for at, cell in enumerate(row) if (text := text_of(cell)))

    def column(self, fact: Fact) -> ScheduleColumn | None:
        return next((column for column in self.columns if column.fact is fact), None)

    def has(self, *facts: Fact) -> bool:
        return any(column.fact in facts for column in self.columns)

    @property
    def rows(self) -> Rows:
        return self.sheet.rows


@dataclass(frozen=True, slots=True)
class ScheduleCell:
    """A cell that says something: its place, column, value and text."""

    spot: CellSpot
    column: ScheduleColumn
    value: Value
    text: str


@dataclass
class ScheduleLine:
    """A row: its cells by fact, the section that it is in, and the day of a row above.

    It `is_pending` if its title or speaker is said to be unknown yet, and `is_undated` if its date
    is.
    """

    row: int
    cells: Mapping[Fact | None, Sequence[ScheduleCell]]
    section: str = ""
    day: ScheduleCell | None = None
    is_pending: bool = False
    is_undated: bool = False

    def cell(self, fact: Fact) -> ScheduleCell | None:
        return next(iter(self.cells.get(fact, ())), None)

    def text(self, fact: Fact) -> str:
        found = self.cell(fact)
        return found.text if found else ""


@dataclass(frozen=True, slots=True)
class WrittenMoment:
    """A day as it is written, with its cell, and its weekday if that is written too.

    It `is_excel` if the cell has a date, and not a text.
    """

    day: Day
    spot: CellSpot
    text: str
    weekday: int | None = None
    is_excel: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """The day, the slot, the length and the zone of a line; `is_own` if its day is in its row.

    It `is_undated` if its cell for the date has something else. `end_zone` is that of an end which
    has another one than the start.
    """

    day: WrittenMoment | None = None
    last_day: WrittenMoment | None = None
    slot: ClockRange = NOTHING
    minutes: int | None = None
    zone: str = ""
    end_zone: str = ""
    is_own: bool = False
    is_undated: bool = False
    spot: CellSpot | None = None


@dataclass
class TimedLine:
    """A line with its day, its start and its end, as far as they are known."""

    table: ScheduleTable
    line: ScheduleLine
    moment: Moment
    day: date | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    is_whole_day: bool = False

    @property
    def spot(self) -> CellSpot:
        cells = (cell.spot for found in self.line.cells.values() for cell in found)
        own = CellSpot(self.table.sheet.name, self.line.row, 0)
        return min((spot for spot in cells if spot.row == self.line.row), default=own)

    @property
    def minutes(self) -> int | None:
        if self.starts is None or self.ends is None:
            return None
        return int((self.ends - self.starts).total_seconds()) // 60


@dataclass
class WebinarLines:
    """The lines of one webinar; each is a talk if it `has_talks`."""

    entries: list[TimedLine]
    has_talks: bool = False

    @property
    def first(self) -> TimedLine:
        return self.entries[0]
