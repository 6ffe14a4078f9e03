"""Rows with the same hidden id: somebody has copied a row, often to make a new one of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import Diagnostic, Severity
from sstc_cli.planning.columns import Table
from sstc_cli.planning.incoming.cells import CellReader
from sstc_cli.planning.incoming.faults import CellError
from sstc_cli.planning.incoming.found import FoundTable, RawRow
from sstc_cli.planning.incoming.review import Review

_IDENTITY = {
    Table.WEBINARS: ("number",),
    Table.TALKS: ("webinar", "order"),
    Table.PEOPLE: ("name",),
    Table.DUTIES: ("task", "webinar", "due"),
}
_CLEAR = "clear the hidden column A in the row that is new"


@dataclass(frozen=True)
class Copies:
    """Tells an original from its copies: it is as it was exported, or at least its number is."""

    found: FoundTable
    reader: CellReader
    review: Review

    def apart(
        self, id_: str, rows: Sequence[RawRow], base: Mapping[str, str]
    ) -> tuple[RawRow | None, list[RawRow]]:
        """Return the row that is meant by an id, or None, and new rows that began as its copies."""
        first, *others = rows
        different = [first, *(row for row in others if row.cells != first.cells)]
        for row in others:
            if row.cells == first.cells:
                message = f"this row is a copy of row {first.at + 1}, and left out"
                self.review.notes.append(self._told(row, message, weight=Severity.WARNING))
        if len(different) == 1:
            return first, []
        keys = _IDENTITY[self.found.table]
        for names in (tuple(self.found.columns), self._names(keys)):
            same = [row for row in different if self._is_as_exported(row, names, base)]
            if len(same) == 1:
                return same[0], [row for row in different if row is not same[0]]
        message = f"this row and another one have the same hidden id, `{id_[:60]}`"
        self.review.left += (self._told(row, message, _CLEAR) for row in different)
        return None, []

    def _told(
        self, row: RawRow, message: str, hint: str | None = None, weight: Severity | None = None
    ) -> Diagnostic:
        place = self.found.place(row.at)
        return Diagnostic("E763", message, hint=hint, place=place, weight=weight)

    def _names(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return the columns with some keys, in whatever language."""
        columns = self.found.columns.items()
        return tuple(name for name, (_, column) in columns if column.key in keys)

    def _is_as_exported(self, row: RawRow, names: Iterable[str], base: Mapping[str, str]) -> bool:
        return all(self._quietly(name, row, base.get(name, "")) == base.get(name) for name in names)

    def _quietly(self, name: str, row: RawRow, base: str) -> str | None:
        try:
            return self.reader.read(self.found.columns[name][1], row.cells[name], base).text
        except CellError:
            return None
