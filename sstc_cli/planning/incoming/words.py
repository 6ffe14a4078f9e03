"""A reviewed workbook in words: what each row changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import Place
from sstc_cli.model import Series
from sstc_cli.model.phrases import Phrases
from sstc_cli.planning.choices import Choices
from sstc_cli.planning.columns import Kind, Layout, Table
from sstc_cli.planning.headings import Names
from sstc_cli.planning.incoming.edits.slots import SLOT, slot_after, slot_of_values
from sstc_cli.planning.incoming.review import Added, Change, Missing, Review
from sstc_cli.planning.rows import Row, rows_of
from sstc_cli.planning.sheet import words_of
from sstc_cli.releases import slot_words
from sstc_cli.releases import words_of as change_words
from sstc_cli.releases.change import Moved, Slot


@dataclass(frozen=True, slots=True)
class Line:
    """One change: what it is, what was, what is now, and its cell."""

    what: str
    was: str | None = None
    now: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The changes of one row."""

    table: Table
    id: str
    heading: str
    lines: Sequence[Line]


class Describer:
    """Puts a review into words."""

    def __init__(self, series: Series, layout: Layout, names: Names, choices: Choices) -> None:
        self.series, self.layout, self.names, self.choices = series, layout, names, choices
        self.phrases = Phrases("en", {series.zone: series.zone_name} if series.zone_name else None)
        self.new_people: dict[str, str] = {}
        self.rows: dict[tuple[Table, str], Row] = {
            (table, row.id): row for table in Table for row in rows_of(series, table, layout)
        }

    def sections(self, review: Review, gone: Mapping[Missing, str]) -> list[Section]:
        """Return the changes by row; `gone` says what becomes of missing rows."""
        lines: dict[tuple[Table, str], list[Line]] = {}
        self.new_people = {
            added.id: self._name(Table.PEOPLE, "name", added.values)
            for added in review.added
            if added.table is Table.PEOPLE
        }
        for (table, id_), changes in review.by_row().items():
            lines[table, id_] = [*self._changes(table, id_, changes)]
        new = {(added.table, added.id): added for added in review.added}
        for key, added in new.items():
            lines[key] = [self._added(added)]
        for lost, fate in gone.items():
            lines.setdefault((lost.table, lost.id), []).append(Line(fate))
        order = [*Table]
        found = sorted(lines.items(), key=lambda row: order.index(row[0][0]))
        return [Section(*key, self.heading(*key, new.get(key)), said) for key, said in found]

    def heading(self, table: Table, id_: str, added: Added | None = None) -> str:
        """Return `webinar 7: Sustainable logistics`, `talk 2 of webinar 7` or `person: Li Lei`."""
        row = self.rows.get((table, id_))
        values = added.values if added else row.values if row else {}
        match table:
            case Table.WEBINARS:
                return f"webinar {values['number']}: {self._name(table, 'title', values)}"
            case Table.TALKS:
                order = values.get("order", "")
                return f"talk {order} of webinar {values['webinar']}".replace("talk  of", "talk of")
            case Table.PEOPLE:
                return f"person: {self._name(table, 'name', values)}"
        of = f" of webinar {values['webinar']}" if values["webinar"] else f" of {values['due']}"
        return f"{values['task']}{of}"

    def _name(self, table: Table, key: str, values: Mapping[str, str]) -> str:
        """Return a title or a name, if possible in the language of the workbook."""
        columns = [column for column in self.layout.columns(table) if column.key == key]
        columns.sort(key=lambda column: column.language != self.layout.language)
        return next((text for one in columns if (text := values.get(one.name))), "")

    def _changes(self, table: Table, id_: str, changes: Sequence[Change]) -> Iterator[Line]:
        slot = [
            change for change in changes if table is Table.WEBINARS and change.column.key in SLOT
        ]
        if slot:
            yield self._moved(id_, slot)
        for change in changes:
            if change not in slot:
                yield self._value(change)

    def _moved(self, id_: str, changes: Sequence[Change]) -> Line:
        webinar = self.series.webinars[int(self.rows[Table.WEBINARS, id_].path[1])]
        by_key = {change.column.key: change for change in changes}
        starts, ends = slot_after(webinar, by_key)
        before = Slot(self.series.instant(webinar.starts), self.series.instant(webinar.ends))
        after = Slot(self.series.instant(starts), self.series.instant(ends))
        words = change_words(Moved(before, after), self.phrases)
        return Line(words.phrase, words.was, words.now, changes[0].place)

    def _value(self, change: Change) -> Line:
        column = change.column
        heading = self.names.heading(column.label, column.language)
        if column.is_private or column.kind is Kind.LINK:
            return Line(f"{heading}, which is not shown here", place=change.place)
        was, now = (self._shown(change, text) for text in (change.before, change.after))
        return Line(heading, was or None, now or None, change.place)

    def _shown(self, change: Change, text: str) -> str:
        if change.column.kind is Kind.PERSON and text in self.new_people:
            return self.new_people[text]
        return " ".join(words_of(self.choices, change.column, text).split())

    def _added(self, added: Added) -> Line:
        if added.table is Table.WEBINARS:
            starts, ends = slot_of_values(added.values)
            slot = Slot(self.series.instant(starts), self.series.instant(ends))
            return Line("new", None, slot_words(slot, self.phrases), added.place)
        name = self._name(added.table, "title", added.values) if added.table is Table.TALKS else ""
        return Line("new", None, name or None, added.place)
