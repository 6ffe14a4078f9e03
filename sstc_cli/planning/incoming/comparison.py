"""A whole workbook compared with the plan: changed, new and missing rows."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series, is_id
from sstc_cli.model.ids import id_from
from sstc_cli.model.wording import fold
from sstc_cli.planning.columns import LABELS, Column, Table
from sstc_cli.planning.incoming.cell_values import CellReader
from sstc_cli.planning.incoming.changes import Added, Review, TableComparer
from sstc_cli.planning.incoming.plan_tables import RawRow, ReturnedPlan
from sstc_cli.planning.rows import PlanRow, rows_of
from sstc_cli.planning.workbook_words import Names, names_in, readings_of
from sstc_cli.sheets.cells import text_of

_LONGEST = 40  # characters: people read ids in names of files


def numbered(word: str, first: int, taken: Container[str]) -> str:
    """Return the next free id such as `talk-4`."""
    candidates = (f"{word}-{number}" for number in range(first, first + 100_000))
    return next(candidate for candidate in candidates if candidate not in taken)


_NAMED = {Table.WEBINARS: "title", Table.TALKS: "title", Table.PEOPLE: "name"}
_WORDS = {Table.WEBINARS: "webinar", Table.TALKS: "talk", Table.PEOPLE: "person"}
_NEEDED = {
    Table.WEBINARS: ("date", "start", "end", "title"),
    Table.TALKS: ("webinar",),
    Table.PEOPLE: ("name",),
}


@dataclass(frozen=True)
class NewRows:
    """Adds rows without an id.

    `webinars` are the ids of webinars by their numbers in the workbook, new ones included.
    """

    comparer: TableComparer
    webinars: Mapping[str, str]

    def add(self, rows: Sequence[RawRow]) -> None:
        """Add each row as a new thing, or compare it with what an earlier import made of it."""
        table = self.comparer.found.table
        known = {row.id for row in self.comparer.found.rows}
        candidates = [row for id_, row in self.comparer.ours.items() if id_ not in known]
        taken = {*self.comparer.ours, *self.comparer.base}
        for row in rows:
            values = dict(self.comparer.read(row, {}))
            values = {name: text for name, text in values.items() if text}
            if table is Table.DUTIES:
                message = "the plan decides what is due, so this row was left out"
                self._refuse(row, message, "add a deadline in data/webinars.yaml")
            elif lacking := {*_NEEDED[table]} - {self._column(name).key for name in values}:
                first = next(key for key in _NEEDED[table] if key in lacking)
                a = "an" if first[0] in "aeiou" else "a"
                message = f"a new {_WORDS[table]} needs {a} {first}, so this row was left out"
                self._refuse(row, message, "fill the cell, and import the workbook again")
            elif table is Table.TALKS and values["webinar"] not in self.webinars:
                message = f"the plan has no webinar {values['webinar']}, so this talk was left out"
                self._refuse(row, message, "correct the number in the column of webinars")
            elif match := self._earlier(values, candidates):
                candidates.remove(match)
                self._compare(match.id, row, values)
            else:
                self._new(row, values, taken)

    def _new(self, row: RawRow, values: dict[str, str], taken: set[str]) -> None:
        """Add a new thing; a webinar without a number gets the next one."""
        found, review = self.comparer.found, self.comparer.review
        if found.table is Table.WEBINARS and "number" not in values:
            numbers = [*self.webinars, *(one.values.get("number", "0") for one in review.added)]
            values = {"number": str(max(map(int, numbers), default=0) + 1), **values}
        id_ = self._id(values, taken)
        taken.add(id_)
        review.added.append(Added(found.table, id_, values, found.place(row.at)))
        self._keep_places(id_, row, values)

    def _earlier(self, values: Mapping[str, str], candidates: Sequence[PlanRow]) -> PlanRow | None:
        """Return what an earlier import has made of a new row, by its title or its name."""
        table = self.comparer.found.table
        for row in candidates:
            if table is Table.TALKS:
                same_webinar = self.webinars[values["webinar"]] == row.id.partition("/")[0]
                titles = [*self._names(values), *self._names(row.values)]
                same = same_webinar and (
                    self._is_alike(values, row.values)
                    if titles
                    else values.get("order") == row.values.get("order")
                )
            else:
                same = self._is_alike(values, row.values)
            if same:
                return row
        return None

    def _is_alike(self, values: Mapping[str, str], others: Mapping[str, str]) -> bool:
        return any(
            text and fold(text_of(text)) == fold(text_of(others.get(name, "")))
            for name, text in self._names(values)
        )

    def _names(self, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        key = _NAMED[self.comparer.found.table]
        for name, text in values.items():
            if text and name in self.comparer.found.columns and self._column(name).key == key:
                yield name, text

    def _compare(self, id_: str, row: RawRow, values: Mapping[str, str]) -> None:
        """Compare a row that has lost its id, or that an earlier import has added."""
        review, table = self.comparer.review, self.comparer.found.table
        review.missing = [lost for lost in review.missing if (lost.table, lost.id) != (table, id_)]
        self._keep_places(id_, row, values)
        exported = self.comparer.base.get(id_, {})
        for name, text in values.items():
            if text != exported.get(name):
                self.comparer.cell(id_, row, name, text)

    def _keep_places(self, id_: str, row: RawRow, values: Mapping[str, str]) -> None:
        found = self.comparer.found
        for name in ("", *values):
            self.comparer.review.places[found.table, id_, name] = found.place(row.at, name)

    def _id(self, values: Mapping[str, str], taken: set[str]) -> str:
        table = self.comparer.found.table
        if table is Table.TALKS:
            webinar = self.webinars[values["webinar"]]
            inside = {id_.partition("/")[2] for id_ in taken if id_.startswith(f"{webinar}/")}
            return f"{webinar}/{numbered('talk', len(inside) + 1, inside)}"
        name = next((text for _, text in self._names(values)), "")
        number = values.get("number", "") if table is Table.WEBINARS else ""
        word = _WORDS[table]
        made = id_from(name)  # `ana-diaz` for `Ana Díaz`
        if len(made) > _LONGEST:
            made = made[: _LONGEST + 1].rpartition("-")[0] or made[:_LONGEST]
        if not is_id(made):
            made = f"{word}-{number}" if number else numbered(word, 1, taken)
        return made if made not in taken else numbered(made, 2, taken)

    def _refuse(self, row: RawRow, message: str, hint: str) -> None:
        self.comparer.leave("E761", row, "", message, hint)

    def _column(self, name: str) -> Column:
        return self.comparer.found.columns[name][1]


def _compare_table(
    series: Series, plan: ReturnedPlan, names: Sequence[Names], review: Review, table: Table
) -> None:
    """Compare one table; the review has the changes of those before it."""
    found, state = plan.tables[table], plan.state
    review.notes += (note for note in found.notes if note.code[0] == "W")
    review.left += (note for note in found.notes if note.code[0] == "E")
    ours = {row.id: row for row in rows_of(series, table, plan.layout)}
    base: Mapping[str, Mapping[str, str]] = {id_: row.values for id_, row in ours.items()}
    base = state.rows.get(table, {}) if state else base
    links = {one.id: link.url for one in series.webinars if (link := one.join_link)}
    reader = _reader(series, plan, names, review)
    comparer = TableComparer(found, ours, base, reader, review, links)
    new = comparer.compare()
    known = review.webinars(series)
    for change in [*review.changes]:
        moves = (change.table, change.column.key) == (Table.TALKS, "webinar")
        if moves and change.after not in known:
            review.changes.remove(change)
            message = f"the plan has no webinar {change.after}, so the talk stays"
            hint = "correct the number"
            review.left.append(Diagnostic("E761", message, hint=hint, place=change.place))
    NewRows(comparer, review.webinars(series)).add(new)


def _reader(
    series: Series, plan: ReturnedPlan, names: Sequence[Names], review: Review
) -> CellReader:
    earlier = plan.state.names if plan.state else {}
    people = {
        text: added.id
        for added in review.added
        if added.table is Table.PEOPLE
        for name, text in added.values.items()
        if name.partition(".")[0] == "name"
    }
    people |= {  # a colleague renames a person in both sheets at once
        change.after: change.id
        for change in review.changes
        if change.table is Table.PEOPLE and change.column.key == "name"
    }
    own = names_in(names, plan.layout.language)
    return CellReader(readings_of(series, names, earlier, people), own.say(LABELS[Table.PEOPLE]))


def compared(series: Series, found: ReturnedPlan, names: Sequence[Names]) -> Review:
    """Return what a workbook changes in the plan, and what is left to a person."""
    rows = found.state.rows.get(Table.WEBINARS, {}) if found.state else {}
    review = Review(numbers={id_: row["number"] for id_, row in rows.items() if "number" in row})
    for table in (Table.PEOPLE, Table.WEBINARS, Table.TALKS, Table.DUTIES):
        if table in found.tables:
            _compare_table(series, found, names, review, table)
    # missing talks of missing webinars share their fate
    webinars = {lost.id for lost in review.missing if lost.table is Table.WEBINARS}
    review.missing = [
        lost
        for lost in review.missing
        if lost.table is not Table.TALKS or lost.id.partition("/")[0] not in webinars
    ]
    return review
