"""Compare a workbook with the plan: first people, because webinars and talks name them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.model import Series
from sstc_cli.planning.choices import readings_of
from sstc_cli.planning.columns import LABELS, Table
from sstc_cli.planning.headings import Names, names_in
from sstc_cli.planning.incoming.added import NewRows
from sstc_cli.planning.incoming.cells import CellReader
from sstc_cli.planning.incoming.compare import TableComparer
from sstc_cli.planning.incoming.found import Found
from sstc_cli.planning.incoming.review import Review
from sstc_cli.planning.rows import Row, rows_of

_ORDER = (Table.PEOPLE, Table.WEBINARS, Table.TALKS, Table.DUTIES)


@dataclass
class _Comparison:
    """A comparison that goes on from table to table."""

    series: Series
    found: Found
    names: Sequence[Names]
    ours: Mapping[Table, Mapping[str, Row]]
    review: Review

    def table(self, table: Table) -> None:
        """Compare one table, if the file has it."""
        found = self.found.tables.get(table)
        if found is None:
            return
        self.review.notes += (note for note in found.notes if note.code[0] == "W")
        self.review.left += (note for note in found.notes if note.code[0] == "E")
        ours, state = self.ours[table], self.found.state
        base = {id_: row.values for id_, row in ours.items()}
        base_rows = state.rows.get(table, {}) if state else base
        comparer = TableComparer(found, ours, base_rows, self._reader(), self.review)
        NewRows(comparer, self._webinars()).add(comparer.compare())

    def _reader(self) -> CellReader:
        earlier = self.found.state.names if self.found.state else {}
        people = {
            text: added.id
            for added in self.review.added
            if added.table is Table.PEOPLE
            for name, text in added.values.items()
            if name.partition(".")[0] == "name"
        }
        own = names_in(self.names, self.found.layout.language)
        readings = readings_of(self.series, self.names, earlier, people)
        return CellReader(readings, own.say(LABELS[Table.PEOPLE]))

    def _webinars(self) -> dict[str, str]:
        """Return the ids of webinars by their numbers in the workbook."""
        numbers = {id_: row.values["number"] for id_, row in self.ours[Table.WEBINARS].items()}
        numbers |= {
            change.id: change.after
            for change in self.review.changes
            if (change.table, change.column.key) == (Table.WEBINARS, "number")
        }
        numbers |= {
            added.id: added.values["number"]
            for added in self.review.added
            if added.table is Table.WEBINARS and "number" in added.values
        }
        return {number: id_ for id_, number in numbers.items()}


def compared(series: Series, found: Found, names: Sequence[Names]) -> Review:
    """Return what a workbook changes in the plan, and what is left to a person."""
    ours = {table: {row.id: row for row in rows_of(series, table, found.layout)} for table in Table}
    comparison = _Comparison(series, found, names, ours, Review())
    for table in _ORDER:
        comparison.table(table)
    return comparison.review
