"""The cells of a row of a schedule, by the facts that they have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.planning.foreign.column import Column
from sstc_cli.planning.foreign.facts import Fact
from sstc_cli.planning.foreign.notes import Spot
from sstc_cli.sheets.cells import Value


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that says something: its place, column, value and text."""

    spot: Spot
    column: Column
    value: Value
    text: str


@dataclass
class Line:
    """A row: its cells by fact, the section that it is in, and the day of a row above.

    It `is_pending` if its title or speaker is said to be unknown yet.
    """

    row: int
    cells: Mapping[Fact | None, Sequence[Cell]]
    section: str = ""
    day: Cell | None = None
    is_pending: bool = False

    def cell(self, fact: Fact) -> Cell | None:
        """Return the first cell with a fact."""
        return next(iter(self.cells.get(fact, ())), None)

    def text(self, fact: Fact) -> str:
        """Return the text of a fact, or an empty one."""
        found = self.cell(fact)
        return found.text if found else ""
