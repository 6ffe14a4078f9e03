"""The tables of a workbook that came back: sheets and columns by their heads, rows by ids."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import Diagnostic, Place, Severity, nearest
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.wording import fold
from sstc_cli.planning.columns import LABELS, Column, Layout, Table, heads_of
from sstc_cli.planning.export_state import SHEET, ExportState, read_state
from sstc_cli.planning.sheet import ID
from sstc_cli.planning.workbook_words import Names, meanings, names_in
from sstc_cli.sheets import Source
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet
from sstc_cli.views.fixed_labels import PlanLabel


@dataclass(frozen=True)
class Head:
    """The row with the heads of a table, and the columns that were found in it."""

    file: str
    sheet: str
    table: Table
    at: int
    row: Sequence[Value]
    columns: Mapping[str, tuple[int, Column]]

    @property
    def id_column(self) -> int | None:
        """The position of the hidden column, or None without one."""
        found = (at for at, value in enumerate(self.row) if fold(text_of(value)) == ID)
        return next(found, None)

    def place(self, column: int) -> Place:
        """Return the place of a head."""
        line = self.at + 1
        return Place(self.file, line, column + 1, line, column + 2, self.sheet)


def head_notes(head: Head, layout: Layout, names: Names) -> list[Diagnostic]:
    return [*_missing_ids(head), *_others(head, layout, names), *_moved(head, layout)]


def _missing_ids(head: Head) -> Iterator[Diagnostic]:
    if head.id_column is None:
        message = f"the hidden column `{ID}` is missing, so the sheet was not read"
        hint = "export the plan again, and copy the changes over"
        yield Diagnostic("E763", message, hint=hint, place=head.place(0))


def _others(head: Head, layout: Layout, names: Names) -> Iterator[Diagnostic]:
    """Yield a note for each column that is missing, unknown or there twice."""
    read = {at for at, _ in head.columns.values()} | {head.id_column}
    others = {at: text_of(value) for at, value in enumerate(head.row) if at not in read}
    others = {at: text for at, text in others.items() if text}
    known = {column.name: column for column in layout.columns(head.table)}
    missing = {
        names.heading(column.label, column.language): column
        for name, column in known.items()
        if name not in head.columns
    }
    for at, text in others.items():
        near = nearest(text, list(missing)) or next(iter(missing), None)
        hint = f"if it is the column `{near}`, give it that head again" if near else None
        message = f"`{text[:60]}` is not a head of this sheet, so the column was not read"
        yield Diagnostic("W767", message, hint=hint, place=head.place(at))
    for heading in missing:
        message = f"the column `{heading}` is missing, so nothing of it is changed"
        yield Diagnostic("W767", message, place=head.place(0))


def _moved(head: Head, layout: Layout) -> Iterator[Diagnostic]:
    usual = [column.name for column in layout.columns(head.table) if column.name in head.columns]
    found = sorted(usual, key=lambda name: head.columns[name][0])
    if found != usual:
        first = next(name for name, other in zip(found, usual, strict=True) if name != other)
        message = "columns are in another order; they are read by their heads"
        place = head.place(head.columns[first][0])
        yield Diagnostic("W767", message, place=place, weight=Severity.NOTE)


_LEAST = 3  # heads by which a table is recognised
_PRIVATE = {PlanLabel.PASSCODE, PlanLabel.EMAIL, PlanLabel.PHONE, PlanLabel.GENDER}


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row of a sheet, from 0, with its id, or an empty one, and its cells by column."""

    at: int
    id: str
    cells: Mapping[str, Value]


@dataclass(frozen=True)
class ReturnedTable:
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
class ReturnedPlan:
    """The tables of a file, and the state of the export if the file has one.

    `again` are the names of sheets with a table that was found before.
    """

    file: str
    layout: Layout
    state: ExportState | None
    tables: Mapping[Table, ReturnedTable]
    again: Sequence[str] = ()


def find_plan(source: Source, names: Sequence[Names], languages: tuple[str, ...]) -> ReturnedPlan:
    """Return the tables of a plan in a file; refuse a file that has none."""
    file = source.file.name
    states = [sheet for sheet in source.sheets if sheet.name == SHEET]
    state = _state(states[0], file) if states else None
    sheets = [sheet for sheet in source.sheets if not sheet.is_hidden and sheet not in states]
    layout = state.layout if state else _layout(sheets, names, languages)
    tables: dict[Table, ReturnedTable] = {}
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
    return ReturnedPlan(file, layout, state, tables, again)


def _state(sheet: Sheet, file: str) -> ExportState:
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

    def table(self) -> ReturnedTable | None:
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
        return ReturnedTable(self.file, self.sheet, head.table, head.at, head.columns, rows, notes)

    def _heads(self, table: Table) -> Iterator[Head]:
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
