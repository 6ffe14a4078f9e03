"""What an import would change in the plan, and in words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sstc_cli.diagnostics import Diagnostic, Edit, Place
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.model.phrases import Phrases
from sstc_cli.planning.columns import LABELS, SLOT, CellKind, Layout, Table
from sstc_cli.planning.export_state import digest_of
from sstc_cli.planning.incoming.changes import Added, CellChange, MissingRow, Review
from sstc_cli.planning.incoming.comparison import compared
from sstc_cli.planning.incoming.edits import PlanEdits
from sstc_cli.planning.incoming.item_edits import slot_after, slot_of_values
from sstc_cli.planning.incoming.plan_tables import ReturnedPlan, find_plan
from sstc_cli.planning.rows import PlanRow, rows_of
from sstc_cli.planning.sheet import Addresses, words_of
from sstc_cli.planning.workbook_words import Choices, Names, all_names, choices_of, names_in
from sstc_cli.quantity import quantity
from sstc_cli.releases import Change, ChangeKind, WebinarSlot, slot_words
from sstc_cli.releases import words_of as change_words
from sstc_cli.sheets import Source
from sstc_cli.source import Tree, node_at

DATA_FILE = "data/webinars.yaml"
# keys of the plan that no cell shows, as hints name them
_ONLY_THERE = re.compile(
    r"`(?:breaks|cadence|count|languages|talks_per_webinar|waivers|window|window\.\w+)`"
)


def _advised(found: Diagnostic, tree: Tree, talks: str | None) -> Diagnostic:
    """Return a diagnostic of the edited plan with a hint for the workbook; `talks` is its sheet."""
    if found.code == "E212" and (rows := _rows_of_talks(found, tree, talks)):
        return found._replace(hint=rows)
    if not found.hint or DATA_FILE in found.hint:
        return found
    hint = _ONLY_THERE.sub(rf"\g<0> in {DATA_FILE}", found.hint, count=1)
    return found._replace(hint=hint)


def _rows_of_talks(found: Diagnostic, tree: Tree, talks: str | None) -> str | None:
    """Return how many rows of talks are to be added or removed."""
    announced = node_at(tree.root, ("talks_per_webinar",))
    if talks is None or not isinstance(announced, str) or not announced.isdecimal():
        return None
    present = node_at(tree.root, found.path)
    lacks = int(announced) - (len(present) if isinstance(present, Sequence) else 0)
    where = f"of webinar {node_at(tree.root, (*found.path[:2], 'number'))}"
    if lacks > 0:
        return f"add {quantity(lacks, 'row')} {where} to {talks}"
    return (
        f"delete {quantity(-lacks, 'row')} {where} in {talks} and add `--remove`, or "
        f"change `talks_per_webinar` in {DATA_FILE}"
    )


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """One change: what it is, what was, what is now, and its cell."""

    what: str
    was: str | None = None
    now: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ProposalSection:
    """The changes of one row."""

    table: Table
    id: str
    heading: str
    lines: Sequence[ProposalLine]


class ChangeDescriber:
    """Puts a review into words."""

    def __init__(self, series: Series, layout: Layout, names: Names, choices: Choices) -> None:
        self.series, self.layout, self.names, self.choices = series, layout, names, choices
        self.phrases = Phrases("en", {series.zone: series.zone_name} if series.zone_name else None)
        self.new_people: dict[str, str] = {}
        self.rows: dict[tuple[Table, str], PlanRow] = {
            (table, row.id): row for table in Table for row in rows_of(series, table, layout)
        }

    def sections(self, review: Review, gone: Mapping[MissingRow, str]) -> list[ProposalSection]:
        """Return the changes by row; `gone` says what becomes of missing rows."""
        lines: dict[tuple[Table, str], list[ProposalLine]] = {}
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
            lines.setdefault((lost.table, lost.id), []).append(ProposalLine(fate))
        order = [*Table]
        found = sorted(lines.items(), key=lambda row: order.index(row[0][0]))
        return [
            ProposalSection(*key, self.heading(*key, new.get(key)), said) for key, said in found
        ]

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

    def _changes(
        self, table: Table, id_: str, changes: Sequence[CellChange]
    ) -> Iterator[ProposalLine]:
        slot = [
            change for change in changes if table is Table.WEBINARS and change.column.key in SLOT
        ]
        if slot:
            yield self._moved(id_, slot)
        for change in changes:
            if change not in slot:
                yield self._value(change)

    def _moved(self, id_: str, changes: Sequence[CellChange]) -> ProposalLine:
        webinar = self.series.webinars[int(self.rows[Table.WEBINARS, id_].path[1])]
        by_key = {change.column.key: change for change in changes}
        starts, ends = slot_after(webinar, by_key)
        before = WebinarSlot(*self.series.slot(webinar))
        after = WebinarSlot(self.series.instant(starts), self.series.instant(ends))
        words = change_words(Change(ChangeKind.MOVED, before, after), self.phrases)
        return ProposalLine(words.phrase, words.was, words.now, changes[0].place)

    def _value(self, change: CellChange) -> ProposalLine:
        column = change.column
        heading = self.names.heading(column.label, column.language)
        if column.is_private or column.kind is CellKind.LINK:
            return ProposalLine(f"{heading}, which is not shown here", place=change.place)
        was, now = (self._shown(change, text) for text in (change.before, change.after))
        return ProposalLine(heading, was or None, now or None, change.place)

    def _shown(self, change: CellChange, text: str) -> str:
        if change.column.kind is CellKind.PERSON and text in self.new_people:
            return self.new_people[text]
        return " ".join(words_of(self.choices, change.column, text).split())

    def _added(self, added: Added) -> ProposalLine:
        if added.table is Table.WEBINARS:
            starts, ends = slot_of_values(added.values)
            slot = WebinarSlot(self.series.instant(starts), self.series.instant(ends))
            return ProposalLine("new", None, slot_words(slot, self.phrases), added.place)
        name = self._name(added.table, "title", added.values) if added.table is Table.TALKS else ""
        return ProposalLine("new", None, name or None, added.place)


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of today, the folders with the words of workbooks, and the local time."""

    series: Series
    tree: Tree
    folders: Sequence[Path]
    now: datetime


@dataclass(frozen=True)
class Proposal:
    """The edits that a workbook asks for, and what people should know about them."""

    found: ReturnedPlan
    review: Review
    edits: Sequence[Edit]
    sections: Sequence[ProposalSection]
    notes: Sequence[Diagnostic]
    facts: Iterable[str]

    @property
    def left(self) -> Sequence[Diagnostic]:
        return self.review.left

    def placed(self, diagnostics: Iterable[Diagnostic], tree: Tree) -> list[Diagnostic]:
        """Return diagnostics about the plan after the edits, in the words of the workbook."""
        talks = self.found.tables.get(Table.TALKS)
        name = talks.sheet.name if talks else None
        told = (_advised(found, tree, name) for found in diagnostics)
        return Addresses(self.found.layout, self.review.places, tree).placed(told)


def propose(plan: Plan, source: Source, published: frozenset[str], *, removes: bool) -> Proposal:
    """Return what a workbook proposes; refuse one of another series, or of no plan."""
    series = plan.series
    names = all_names(plan.folders, series.languages)
    found = find_plan(source, names, series.languages)
    if found.state and found.state.series != series.id:
        message = f"{found.file} is a plan of another series, `{found.state.series[:60]}`"
        raise SstcError(message, "run this in the workspace of that series", ExitCode.USAGE)
    review = compared(series, found, names)
    edits = PlanEdits(series, plan.tree, found.layout, review, plan.now, removes, published).edits()
    own = names_in(names, found.layout.language)
    describer = ChangeDescriber(series, found.layout, own, choices_of(series, own))
    gone: dict[MissingRow, str] = {}  # what becomes of rows that the workbook no longer has
    notes = [*review.notes]
    for lost in review.missing:
        if removes:
            is_published = lost.table is Table.WEBINARS and lost.id in published
            gone[lost] = "cancelled, because it is published" if is_published else "removed"
        else:
            heading, table = describer.heading(lost.table, lost.id), found.tables[lost.table]
            message = f"{heading} is missing here; it stays in the plan"
            hint = "add `--remove` to remove what is missing"
            place = table.place(table.head)
            notes.append(Diagnostic("W768", message, hint=hint, place=place))
    sections = describer.sections(review, gone)
    return Proposal(found, review, [*edits], sections, notes, [*_facts(plan, found, own)])


def _facts(plan: Plan, found: ReturnedPlan, own: Names) -> Iterator[str]:
    if len(found.tables) < len(Table):
        sheets = [own.say(LABELS[table]) for table in found.tables]
        listed = f"one sheet, {sheets[0]}" if len(sheets) == 1 else ", ".join(sheets)
        yield f"{found.file} has only {listed}; everything else stays as it is"
    for name in found.again:
        yield f"the sheet `{name}` was not read, because {found.file} has another one like it"
    if found.state is None:
        yield (
            f"{found.file} has lost the state of its export, so each difference counts as a change"
        )
    elif found.state.digest != digest_of(plan.tree.text):
        yield "the plan was changed since the export; its changes are kept"
