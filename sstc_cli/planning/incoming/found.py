"""Find the sheets, heads and rows of a plan in a file, wherever somebody has moved them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.wording import fold
from sstc_cli.planning.columns import LABELS, Column, Layout, Table, heads_of
from sstc_cli.planning.headings import Names, names_in
from sstc_cli.planning.incoming.heads import Head, head_notes
from sstc_cli.planning.meanings import meanings
from sstc_cli.planning.state import SHEET, State, read_state
from sstc_cli.sheets import Source
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet
from sstc_cli.views.plan_labels import PlanLabel

_LEAST = 3  # heads by which a table is recognised
_PRIVATE = {PlanLabel.PASSCODE, PlanLabel.EMAIL, PlanLabel.PHONE, PlanLabel.GENDER}


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row of a sheet, from 0, with its id, or an empty one, and its cells by column."""

    at: int
    id: str
    cells: Mapping[str, Value]


@dataclass(frozen=True)
class FoundTable:
    """A sheet that has a table of the plan: its heads, from 0, its columns and rows, and notes."""

    file: str
    sheet: Sheet
    table: Table
    head: int
    columns: Mapping[str, tuple[int, Column]]
    rows: Sequence[RawRow]
    notes: Sequence[Diagnostic]

    def place(self, at: int, name: str = "") -> Place:
        """Return the place of a cell, or of the first cell that is shown of a row."""
        shown = [column for column, _ in self.columns.values()]
        column = self.columns[name][0] if name in self.columns else min(shown, default=0)
        return Place(self.file, at + 1, column + 1, at + 1, column + 2, self.sheet.name)


@dataclass(frozen=True)
class Found:
    """The tables of a file, and the state of the export if the file has one.

    `again` are the names of sheets with a table that was found before.
    """

    file: str
    layout: Layout
    state: State | None
    tables: Mapping[Table, FoundTable]
    again: Sequence[str] = ()


def find_plan(source: Source, names: Sequence[Names], languages: tuple[str, ...]) -> Found:
    """Return the tables of a plan in a file; refuse a file that has none."""
    file = source.file.name
    states = [sheet for sheet in source.sheets if sheet.name == SHEET]
    state = _state(states[0], file) if states else None
    sheets = [sheet for sheet in source.sheets if not sheet.is_hidden and sheet not in states]
    layout = state.layout if state else _layout(sheets, names, languages)
    tables: dict[Table, FoundTable] = {}
    again: list[str] = []
    for sheet in sheets:
        found = _Finder(file, sheet, layout, names).table()
        if found and tables.setdefault(found.table, found) is not found:
            again.append(found.sheet.name)
    if not tables:
        message = f"{file} is not a plan that `sstc schedule export` wrote"
        hint = (
            "export the plan, and make the changes in that workbook; to plan from your own "
            "schedule, run `sstc init DIR --from FILE`"
        )
        raise SstcError(message, hint, ExitCode.USAGE)
    return Found(file, layout, state, tables, again)


def _state(sheet: Sheet, file: str) -> State:
    return read_state([str(row[0]) if row else "" for row in sheet.rows], file)


def _layout(sheets: Sequence[Sheet], names: Sequence[Names], languages: tuple[str, ...]) -> Layout:
    """Return how the heads of a file without a state are to be read."""
    private = {fold(words.say(label)) for words in names for label in _PRIVATE}
    heads = {
        fold(value)
        for sheet in sheets
        for row in sheet.rows[:HEADER_WITHIN]
        for value in row
        if isinstance(value, str)
    }
    return Layout(languages[0], languages, bool(private & heads))


@dataclass(frozen=True)
class _Finder:
    """Looks for a table in one sheet."""

    file: str
    sheet: Sheet
    layout: Layout
    names: Sequence[Names]

    def table(self) -> FoundTable | None:
        """Return the table of the sheet, by its name or by its heads."""
        name = fold(self.sheet.name)
        named = [
            table
            for table, label in LABELS.items()
            if name in {fold(words.sheet(label)) for words in self.names}
        ]
        heads = [head for table in named or Table for head in self._heads(table)]
        if not heads:
            return None
        head = max(heads, key=lambda head: (len(head.columns), -head.at))
        notes = head_notes(head, self.layout, names_in(self.names, self.layout.language))
        rows = () if head.id_column is None else [*self._rows(head, head.id_column)]
        return FoundTable(self.file, self.sheet, head.table, head.at, head.columns, rows, notes)

    def _heads(self, table: Table) -> Iterator[Head]:
        """Yield the rows that may be the heads of a table."""
        columns = self.layout.columns(table)
        known = {(column.label, ""): column for column in columns if column.is_main}
        known.update({(column.label, column.language): column for column in columns})
        wordings = meanings(self.names, heads_of(table), self.layout.languages)
        for at, row in enumerate(self.sheet.rows[:HEADER_WITHIN]):
            found: dict[str, tuple[int, Column]] = {}
            for index, value in enumerate(row):
                meant = wordings.find(value) if isinstance(value, str) and value else None
                if meant in known:
                    column = known[meant]
                    found.setdefault(column.name, (index, column))
            if len(found) >= _LEAST:
                yield Head(self.file, self.sheet.name, table, at, row, found)

    def _rows(self, head: Head, id_column: int) -> Iterator[RawRow]:
        """Yield the rows below the heads that are not blank."""
        flagged = {row for row, _ in (*self.sheet.broken, *self.sheet.merged)}
        places = [(name, index) for name, (index, _) in head.columns.items()]
        for at in range(head.at + 1, len(self.sheet.rows)):
            row = self.sheet.rows[at]
            cells = {name: row[index] if index < len(row) else "" for name, index in places}
            if at in flagged or any(value != "" for value in cells.values()):
                yield RawRow(at, text_of(row[id_column]) if id_column < len(row) else "", cells)
