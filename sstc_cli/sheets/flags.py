"""What calamine drops: error values, formulas without result, and hidden and struck cells."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sstc_cli.diagnostics import Diagnostic, Place, column_letters
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.limits import MOST_COLUMNS

_MOST_NAMED = 8
MOST_KEPT = 1_000
_CORRECT = "open it in Excel and correct the cells, which are read as blank"
_SAVE = "open it in Excel and save it: formulas without a result are read as blank"
_SHOW = "delete what must not count: hidden cells are read like all others"

_STRUCK = "delete what no longer counts: struck cells are read like all others"

Address = tuple[int, int]  # row and column, from 1; 0 for all of them


@dataclass
class Flagged:
    """The number of flagged cells, rows or columns, and the addresses of the first thousand."""

    count: int = 0
    first: list[Address] = field(default_factory=list)

    def add(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Count a block of cells, given its upper left one."""
        self.count += rows * columns
        for index in range(min(rows * columns, MOST_KEPT - len(self.first))):
            down, right = divmod(index, columns)
            self.first.append((row + down, column + right))


@dataclass
class CellFlags:
    """The flagged cells of one sheet, and the numbers of its hidden rows and columns.

    `formulas` have no result, and `computed` are all cells with a formula, but for those of `.xls`.
    Only LibreOffice's format marks the cells that are `merged` with another one; only in Excel's
    `.xlsx`, cells that are `struck` through are found.
    """

    sheet: str
    errors: Flagged = field(default_factory=Flagged)
    formulas: Flagged = field(default_factory=Flagged)
    computed: Flagged = field(default_factory=Flagged)
    merged: Flagged = field(default_factory=Flagged)
    struck: Flagged = field(default_factory=Flagged)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def hide_columns(self, first: int, last: int) -> None:
        """Add hidden columns. A file may hide the same ones again and again."""
        last = min(last, MOST_COLUMNS)
        if not {first, last} <= self.hidden_columns:
            self.hidden_columns.update(range(first, last + 1))

    def plain(self) -> dict[str, Any]:
        """Return the flags as JSON can hold them."""
        hidden = {"hidden_rows": [*self.hidden_rows], "hidden_columns": [*self.hidden_columns]}
        return asdict(self) | hidden

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "CellFlags":
        """Return the flags that `plain` returned."""
        errors, formulas, computed, merged, struck = (
            Flagged(plain[name]["count"], [(row, column) for row, column in plain[name]["first"]])
            for name in ("errors", "formulas", "computed", "merged", "struck")
        )
        hidden = set(plain["hidden_rows"]), set(plain["hidden_columns"])
        return cls(plain["sheet"], errors, formulas, computed, merged, struck, *hidden)


def reports_of(
    flags: Mapping[str, CellFlags], file_name: str, sheets: Mapping[str, Sequence[Sequence[Value]]]
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each kind of flag in each sheet that was read, with its cells."""
    return tuple(
        diagnostic
        for name, found in flags.items()
        if name in sheets
        for diagnostic in _reports(found, sheets[name], file_name)
    )


def _reports(
    flags: CellFlags, rows: Sequence[Sequence[Value]], file_name: str
) -> Iterator[Diagnostic]:
    for code, flagged, noun, hint in (
        ("W520", _filled(flags.struck, rows), "struck cell%s", _STRUCK),
        ("W521", flags.errors, "error value%s", _CORRECT),
        ("W522", flags.formulas, "formula%s without result", _SAVE),
        ("W523", _rows(flags.hidden_rows, rows), "hidden row%s", _SHOW),
        ("W524", _columns(flags.hidden_columns, rows), "hidden column%s", _SHOW),
    ):
        if flagged.count:
            named = flagged.first[:_MOST_NAMED]
            addresses = ", ".join(f"{column_letters(c)}{r or ''}" for r, c in named)
            more = ", …" if flagged.count > len(named) else ""
            number = f"{flagged.count} {noun % ('s' if flagged.count > 1 else '')}"
            row, column = (max(index, 1) for index in flagged.first[0])
            place = Place(file_name, row, column, row, column + 1, flags.sheet)
            yield Diagnostic(code, f"{number}: {addresses}{more}", hint=hint, place=place)


def _filled(cells: Flagged, rows: Sequence[Sequence[Value]]) -> Flagged:
    """Return the flagged cells that are not blank."""
    flagged = Flagged()
    for row, column in cells.first:
        if row <= len(rows) and column <= len(rows[row - 1]) and rows[row - 1][column - 1] != "":
            flagged.add(row, column)
    return flagged


def _rows(hidden: Collection[int], rows: Sequence[Sequence[Value]]) -> Flagged:
    """Return the hidden rows that are not blank."""
    flagged = Flagged()
    for number in sorted(hidden):
        if number <= len(rows) and any(cell != "" for cell in rows[number - 1]):
            flagged.add(number, 0)
    return flagged


def _columns(hidden: Collection[int], rows: Sequence[Sequence[Value]]) -> Flagged:
    """Return the hidden columns that are not blank."""
    flagged = Flagged()
    for number in sorted(hidden):
        if any(len(row) >= number and row[number - 1] != "" for row in rows):
            flagged.add(0, number)
    return flagged
