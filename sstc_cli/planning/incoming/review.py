"""What an import finds: changes of cells, new rows, missing rows, and what is left to a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.planning.columns import Column, Table


@dataclass(frozen=True, slots=True)
class Change:
    """Another value of a cell: its text in the plan, and that in the workbook."""

    table: Table
    id: str
    column: Column
    before: str
    after: str
    place: Place


@dataclass(frozen=True, slots=True)
class Added:
    """A new row, with the id that it gets, and the places of its cells."""

    table: Table
    id: str
    values: Mapping[str, str]
    place: Place


@dataclass(frozen=True, slots=True)
class Missing:
    """A row of the plan that a workbook no longer has."""

    table: Table
    id: str


@dataclass
class Review:
    """The result of a comparison.

    `left` are changes that a person has to make, each with the reason. `places` are the cells of
    the workbook by table, row and column; that of a row has no column.
    """

    changes: list[Change] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    left: list[Diagnostic] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    places: dict[tuple[Table, str, str], Place] = field(default_factory=dict)

    def by_row(self) -> dict[tuple[Table, str], list[Change]]:
        """Return the changes of cells by their rows."""
        rows: dict[tuple[Table, str], list[Change]] = {}
        for change in self.changes:
            rows.setdefault((change.table, change.id), []).append(change)
        return rows
