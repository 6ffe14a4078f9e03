"""A line with its day and its times."""

from dataclasses import dataclass
from datetime import date, datetime

from sstc_cli.planning.foreign.cells import Line
from sstc_cli.planning.foreign.notes import Spot
from sstc_cli.planning.foreign.table import Table
from sstc_cli.planning.foreign.when.moment import Moment


@dataclass
class Entry:
    """A line with its day, its start and its end, as far as they are known."""

    table: Table
    line: Line
    moment: Moment
    day: date | None = None
    starts: datetime | None = None
    ends: datetime | None = None

    @property
    def spot(self) -> Spot:
        """The first cell of its row."""
        cells = (cell.spot for found in self.line.cells.values() for cell in found)
        own = Spot(self.table.sheet.name, self.line.row, 0)
        return min((spot for spot in cells if spot.row == self.line.row), default=own)

    @property
    def minutes(self) -> int | None:
        """Its length, if both ends are known."""
        if self.starts is None or self.ends is None:
            return None
        return int((self.ends - self.starts).total_seconds()) // 60
