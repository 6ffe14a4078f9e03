"""The changed cells of a table: export, workbook and plan compared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Diagnostic, Place, Severity
from sstc_cli.model import Series, Status
from sstc_cli.planning.columns import SLOT, CellKind, Column, Table
from sstc_cli.planning.incoming.cell_values import CellError, CellReader
from sstc_cli.planning.incoming.plan_tables import RawRow, ReturnedTable
from sstc_cli.planning.rows import PlanRow
from sstc_cli.quantity import cut_short
from sstc_cli.sheets.cells import Value


@dataclass(frozen=True, slots=True)
class CellChange:
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
class MissingRow:
    """A row of the plan that a workbook no longer has."""

    table: Table
    id: str


@dataclass
class Review:
    """The result of a comparison.

    `left` are changes that a person has to make, each with the reason. `places` are the cells of
    the workbook by table, row and column; that of a row has no column. `numbers` are those that
    webinars had when it was written, by id.
    """

    changes: list[CellChange] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    missing: list[MissingRow] = field(default_factory=list)
    left: list[Diagnostic] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    places: dict[tuple[Table, str, str], Place] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)

    def webinars(self, series: Series) -> dict[str, str]:
        """Return the ids of webinars by their numbers in the workbook."""
        numbers = {
            webinar.id: self.numbers.get(webinar.id, str(webinar.number))
            for webinar in series.webinars
        }
        for change in self.changes:
            if (change.table, change.column.key) == (Table.WEBINARS, "number"):
                numbers[change.id] = change.after
        for added in self.added:
            if added.table is Table.WEBINARS and "number" in added.values:
                numbers[added.id] = added.values["number"]
        return {number: id_ for id_, number in numbers.items()}

    def by_row(self) -> dict[tuple[Table, str], list[CellChange]]:
        rows: dict[tuple[Table, str], list[CellChange]] = {}
        for change in self.changes:
            rows.setdefault((change.table, change.id), []).append(change)
        return rows


Values = Mapping[str, str]

_MERGED = "unmerge the cells, and write the value into each of them"
_BROKEN = "write the value itself in place of the formula"
_CLEAR = "clear the hidden column A in the row that is new"
# the keys that tell an original from its copies
_IDENTITY = {
    Table.WEBINARS: ("number",),
    Table.TALKS: ("webinar", "order"),
    Table.PEOPLE: ("name",),
    Table.DUTIES: ("task", "webinar", "due"),
}


@dataclass(frozen=True)
class TableComparer:
    """Compares the rows of one table; `links` are those to join, which a workbook may hide.

    `ours` are the rows of the plan of today, and `base` those of the export. Without a state of the
    export, each difference is a change in the workbook, so that they are the same.
    """

    found: ReturnedTable
    ours: Mapping[str, PlanRow]
    base: Mapping[str, Values]
    reader: CellReader
    review: Review
    links: Mapping[str, str]

    def compare(self) -> list[RawRow]:
        """Add the changes of known rows to the review, and return the rows that are new."""
        groups = defaultdict[str, list[RawRow]](list)
        for row in self.found.rows:
            groups[row.id].append(row)
        new = groups.pop("", [])
        for id_, rows in groups.items():
            original, copies = self._apart(id_, rows)
            new += copies
            if original:
                self._row(id_, original)
        if self.found.table is not Table.DUTIES and (self.found.rows or not self.found.notes):
            missing = (id_ for id_ in self.base if id_ in self.ours and id_ not in groups)
            self.review.missing += (MissingRow(self.found.table, id_) for id_ in missing)
        return sorted(new, key=lambda row: row.at)

    def _apart(self, id_: str, rows: Sequence[RawRow]) -> tuple[RawRow | None, list[RawRow]]:
        """Return the row that is meant by an id, or None, and new rows that began as its copies.

        An original is as it was exported, or at least its number is.
        """
        first, *others = rows
        for row in others:
            if row.cells == first.cells:
                message = f"this row is a copy of row {first.at + 1}, and left out"
                note = self.found.diagnostic("E763", row, message)
                self.review.notes.append(note._replace(weight=Severity.WARNING))
        different = [first, *(row for row in others if row.cells != first.cells)]
        if len(different) == 1:
            return first, []
        keys, columns = _IDENTITY[self.found.table], self.found.columns
        identity = [name for name, (_, column) in columns.items() if column.key in keys]
        for names in ([*columns], identity):
            same = [row for row in different if self._is_as_exported(id_, row, names)]
            if len(same) == 1:
                return same[0], [row for row in different if row is not same[0]]
        message = f"this row and another one have the same hidden id, `{id_[:60]}`"
        for row in different:
            self.review.left.append(self.found.diagnostic("E763", row, message, _CLEAR))
        return None, []

    def _is_as_exported(self, id_: str, row: RawRow, names: Iterable[str]) -> bool:
        base = self.base.get(id_, {})
        return all(self._quietly(name, row, base.get(name, "")) == base.get(name) for name in names)

    def _quietly(self, name: str, row: RawRow, base: str) -> str | None:
        try:
            return self.reader.read(self.found.columns[name][1], row.cells[name], base).text
        except CellError:
            return None

    def _row(self, id_: str, row: RawRow) -> None:
        ours, base = self.ours.get(id_), self.base.get(id_)
        self.review.places[self.found.table, id_, ""] = self.found.place(row.at)
        if ours is None and base is None:
            message = f"the plan has no row with the hidden id `{id_[:60]}`"
            hint = "clear the hidden column A in this row if it is new"
            self.leave("E763", row, "", message, hint)
            return
        texts = dict(self.read(row, base or (ours.values if ours else {})))
        there = self._other_slot(ours.values, base, texts) if ours and base else ""
        for name, text in texts.items():
            if there and name in SLOT and ours and text != ours.values.get(name):
                self._conflict(row, self.found.columns[name][1], there, text)
            else:
                self.cell(id_, row, name, text)

    def _other_slot(self, ours: Values, base: Values, texts: Values) -> str:
        """Return the slot of the plan, if it was moved or cancelled there since the export."""
        if self.found.table is not Table.WEBINARS:
            return ""
        differ = [key for key in SLOT if ours[key] not in (base[key], texts.get(key, base[key]))]
        is_cancelled = ours["status"] == Status.CANCELLED.value != base["status"]
        slot = f"{ours['date']} {ours['start']} to {ours['end']}"
        return "cancelled" if is_cancelled else slot if differ else ""

    def read(self, row: RawRow, base: Values) -> Iterator[tuple[str, str]]:
        """Yield the texts of cells that differ from the export, or are new."""
        merged, broken = self.found.sheet.merged, self.found.sheet.broken
        for name, (at, column) in self.found.columns.items():
            value, exported = row.cells[name], base.get(name)
            if (row.at, at) in merged:
                self.leave("E764", row, name, "this cell is merged with another one", _MERGED)
            elif (row.at, at) in broken:
                self.leave("E765", row, name, "this cell has an error or no result", _BROKEN)
            elif value != exported:
                text = self._text(row, column, value, exported or "")
                if text is not None and text != exported:
                    yield name, text

    def _text(self, row: RawRow, column: Column, value: Value, exported: str) -> str | None:
        try:
            reading = self.reader.read(column, value, exported)
        except CellError as error:
            self.leave("E761", row, column.name, error.message, error.hint)
            return None
        if reading.note:
            note = self.found.diagnostic("W766", row, reading.note, name=column.name)
            self.review.notes.append(note)
        return reading.text

    def cell(self, id_: str, row: RawRow, name: str, text: str) -> None:
        """Add a value that differs from the export: as a change, or left to a person."""
        column, ours, base = self.found.columns[name][1], self.ours.get(id_), self.base.get(id_)
        place = self.found.place(row.at, name)
        before = ours.values.get(name) if ours else None
        self.review.places[self.found.table, id_, name] = place
        if before == text or (column.kind is CellKind.LINK and self.links.get(id_) == text):
            return
        if column.is_fixed:
            hint = "undo the change, or make it in data/webinars.yaml"
            message = "this cell is for reading only, and its change is left out"
            self.review.notes.append(self.found.diagnostic("W769", row, message, hint, name))
        elif not text and column.is_required:
            message = "this cell must not be empty, so its change is left out"
            self.leave("E761", row, name, message, "fill the cell, and import the workbook again")
        elif before is None:
            message = "the plan no longer has this row, so its change is left out"
            self.leave("E762", row, name, message, "add it as a new row without a hidden id")
        elif base is None or before != base.get(name):
            self._conflict(row, column, before, text)
        else:
            change = CellChange(self.found.table, id_, column, before, text, place)
            self.review.changes.append(change)

    def _conflict(self, row: RawRow, column: Column, ours: str, theirs: str) -> None:
        is_hidden = column.is_private or column.kind is CellKind.LINK
        sides = (
            "" if is_hidden else f": `{cut_short(ours, 40)}` there, `{cut_short(theirs, 40)}` here"
        )
        what = "the plan has another one"
        if row.id in self.base:
            what = "changed in the plan as well since the export"
        hint = "decide which one is right, and write it on both sides"
        self.leave("E762", row, column.name, f"{what}{sides}", hint)

    def leave(self, code: str, row: RawRow, name: str, message: str, hint: str) -> None:
        self.review.left.append(self.found.diagnostic(code, row, message, hint, name))
