"""What was lost in one sheet, however its file is written, and how that is told."""

from collections.abc import Collection, Iterator, Sequence

from sstc_cli.diagnostics import Diagnostic, Place, column_letters
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.limits import MOST_COLUMNS

_MOST_NAMED = 8
_CORRECT = "open it in Excel and correct them: they are read as blank"
_SAVE = "open it in Excel and save it: a formula without its result is read as blank"
_SHOW = "they are read like all others: delete what must not count"

Address = tuple[int, int]  # row and column, from 1; 0 where it is all of them


class Found:
    """How many cells, rows or columns there are, and the first of them."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[Address] = []

    def add(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Count a block of them by its upper left one."""
        self.count += rows * columns
        for index in range(min(rows * columns, _MOST_NAMED - len(self.first))):
            down, right = divmod(index, columns)
            self.first.append((row + down, column + right))


class CellFlags:
    """What one sheet says of itself: cells, and the numbers of hidden rows and columns."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.errors, self.formulas = Found(), Found()
        self.rows: set[int] = set()
        self.columns: set[int] = set()

    def hide_columns(self, first: int, last: int) -> None:
        """Note that columns are hidden; a file may say it many times."""
        last = min(last, MOST_COLUMNS)
        if not {first, last} <= self.columns:
            self.columns.update(range(first, last + 1))


def remarks(marks: CellFlags, rows: Sequence[Sequence[Value]], shown: str) -> Iterator[Diagnostic]:
    """A remark for each kind of loss; `rows` is what was read of the sheet."""
    for code, found, what, hint in (
        ("W521", marks.errors, "error value%s", _CORRECT),
        ("W522", marks.formulas, "formula%s without result", _SAVE),
        ("W523", _rows(marks.rows, rows), "hidden row%s", _SHOW),
        ("W524", _columns(marks.columns, rows), "hidden column%s", _SHOW),
    ):
        if found.count:
            named = ", ".join(f"{column_letters(c)}{r or ''}" for r, c in found.first)
            more = ", …" if found.count > len(found.first) else ""
            counted = f"{found.count} {what % ('s' if found.count > 1 else '')}"
            row, column = (max(each, 1) for each in found.first[0])
            place = Place(shown, row, column, row, column + 1, marks.sheet)
            yield Diagnostic(code, f"{counted}: {named}{more}", hint=hint, place=place)


def _rows(hidden: Collection[int], rows: Sequence[Sequence[Value]]) -> Found:
    """Hidden rows in which anything stands."""
    found = Found()
    for number in sorted(hidden):
        if number <= len(rows) and any(cell != "" for cell in rows[number - 1]):
            found.add(number, 0)
    return found


def _columns(hidden: Collection[int], rows: Sequence[Sequence[Value]]) -> Found:
    """Hidden columns in which anything stands."""
    found = Found()
    for number in sorted(hidden):
        if any(len(row) >= number and row[number - 1] != "" for row in rows):
            found.add(0, number)
    return found
