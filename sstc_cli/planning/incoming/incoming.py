"""Compare a workbook with the plan: first people, because webinars and talks name them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import Diagnostic
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
        comparer = TableComparer(
            found, ours, base_rows, self._reader(), self.review, links_of(self.series)
        )
        new = comparer.compare()
        self._refuse_unknown_webinars()
        NewRows(comparer, self._webinars()).add(new)

    def _refuse_unknown_webinars(self) -> None:
        """Leave talks that move to a webinar that does not exist."""
        known, review = self._webinars(), self.review
        for change in [*review.changes]:
            moves = (change.table, change.column.key) == (Table.TALKS, "webinar")
            if moves and change.after not in known:
                review.changes.remove(change)
                message = f"the plan has no webinar {change.after}, so the talk stays"
                review.left.append(
                    Diagnostic("E761", message, hint="correct the number", place=change.place)
                )

    def forget_talks_of_missing_webinars(self) -> None:
        """Leave out missing talks whose webinar is missing as well: they share its fate."""
        webinars = {lost.id for lost in self.review.missing if lost.table is Table.WEBINARS}
        self.review.missing = [
            lost
            for lost in self.review.missing
            if lost.table is not Table.TALKS or lost.id.partition("/")[0] not in webinars
        ]

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


def links_of(series: Series) -> dict[str, str]:
    """Return the links to join by webinar."""
    return {webinar.id: link.url for webinar in series.webinars if (link := webinar.join_link)}


def compared(series: Series, found: Found, names: Sequence[Names]) -> Review:
    """Return what a workbook changes in the plan, and what is left to a person."""
    ours = {table: {row.id: row for row in rows_of(series, table, found.layout)} for table in Table}
    comparison = _Comparison(series, found, names, ours, Review())
    for table in _ORDER:
        comparison.table(table)
    comparison.forget_talks_of_missing_webinars()
    return comparison.review
