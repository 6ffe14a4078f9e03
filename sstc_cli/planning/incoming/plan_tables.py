"""The tables of a workbook that came back: sheets and columns by their heads, rows by ids."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sstc_cli.diagnostics import Diagnostic, Place, Severity, nearest
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.wording import Wordings, fold
from sstc_cli.planning.columns import LABELS, Column, Layout, Table, heads_of
from sstc_cli.planning.export_state import SHEET, ExportState, read_state
from sstc_cli.planning.sheet import ID
from sstc_cli.planning.workbook_words import Names, meanings, names_in
from sstc_cli.sheets import Source
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet
from sstc_cli.views.fixed_labels import PlanLabel

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
    rows: Sequence[RawRow] = ()
    notes: Sequence[Diagnostic] = ()

    @property
    def id_column(self) -> int | None:
        heads = enumerate(self.sheet.rows[self.head])
        return next((at for at, value in heads if fold(text_of(value)) == ID), None)

    def head_place(self, column: int) -> Place:
        """Return the place of a head, also of one that is not of the table."""
        line = self.head + 1
        return Place(self.file, line, column + 1, line, column + 2, self.sheet.name)

    def place(self, at: int, name: str = "") -> Place:
        """Return the place of a cell, or of the first cell that is shown of a row."""
        shown = [column for column, _ in self.columns.values()]
        column = self.columns[name][0] if name in self.columns else min(shown, default=0)
        return Place(self.file, at + 1, column + 1, at + 1, column + 2, self.sheet.name)

    def diagnostic(
        self, code: str, row: RawRow, message: str, hint: str | None = None, name: str = ""
    ) -> Diagnostic:
        return Diagnostic(code, message, hint=hint, place=self.place(row.at, name))


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
    state = None
    if states:
        state = read_state([str(row[0]) if row else "" for row in states[0].rows], file)
    sheets = [sheet for sheet in source.sheets if not sheet.is_hidden and sheet not in states]
    layout = state.layout if state else _layout(sheets, names, languages)
    tables: dict[Table, ReturnedTable] = {}
    again: list[str] = []
    for sheet in sheets:
        found = _table_in(sheet, file, layout, names)
        if found and not state and found.id_column is None:
            continue  # a list of the user's own
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


def _table_in(
    sheet: Sheet, file: str, layout: Layout, names: Sequence[Names]
) -> ReturnedTable | None:
    """Return the table of a sheet, by its name or by its heads."""
    name = fold(sheet.name)
    named = [
        table
        for table, label in LABELS.items()
        if name in {fold(words.sheet(label)) for words in names}
    ]
    tables = [
        one for table in named or Table for one in _candidates(sheet, file, table, layout, names)
    ]
    if not tables:
        return None
    found = max(tables, key=lambda one: (len(one.columns), -one.head))
    notes = [*_others(found, layout, names_in(names, layout.language)), *_moved(found, layout)]
    if found.id_column is None:
        message = f"the hidden column `{ID}` is missing, so the sheet was not read"
        hint = "export the plan again, and copy the changes over"
        notes.insert(0, Diagnostic("E763", message, hint=hint, place=found.head_place(0)))
        return replace(found, notes=notes)
    return replace(found, rows=[*_rows(found, found.id_column)], notes=notes)


def _candidates(
    sheet: Sheet, file: str, table: Table, layout: Layout, names: Sequence[Names]
) -> Iterator[ReturnedTable]:
    """Yield the rows that may be the heads of a table."""
    columns = layout.columns(table)
    known = {(column.label, ""): column for column in columns if column.is_main}
    known.update({(column.label, column.language): column for column in columns})
    wordings = Wordings(meanings(names, heads_of(table), layout.languages))
    for at, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        found: dict[str, tuple[int, Column]] = {}
        for index, value in enumerate(row):
            meant = wordings.find(value) if isinstance(value, str) and value else None
            if meant in known:
                column = known[meant]
                found.setdefault(column.name, (index, column))
        if len(found) >= _LEAST:
            yield ReturnedTable(file, sheet, table, at, found)


def _rows(found: ReturnedTable, id_column: int) -> Iterator[RawRow]:
    """Yield the rows below the heads that are not blank."""
    sheet = found.sheet
    flagged = {row for row, _ in (*sheet.broken, *sheet.merged)}
    places = [(name, index) for name, (index, _) in found.columns.items()]
    for at in range(found.head + 1, len(sheet.rows)):
        row = sheet.rows[at]
        cells = {name: row[index] if index < len(row) else "" for name, index in places}
        if at in flagged or any(value != "" for value in cells.values()):
            yield RawRow(at, text_of(row[id_column]) if id_column < len(row) else "", cells)


def _others(found: ReturnedTable, layout: Layout, names: Names) -> Iterator[Diagnostic]:
    """Yield a note for each column that is missing, unknown or there twice."""
    read = {at for at, _ in found.columns.values()} | {found.id_column}
    heads = {at: text_of(value) for at, value in enumerate(found.sheet.rows[found.head])}
    others = {at: text for at, text in heads.items() if text and at not in read}
    known = {column.name: column for column in layout.columns(found.table)}
    missing = {
        names.heading(column.label, column.language): column
        for name, column in known.items()
        if name not in found.columns
    }
    for at, text in others.items():
        near = nearest(text, list(missing)) or next(iter(missing), None)
        hint = f"if it is the column `{near}`, give it that head again" if near else None
        message = f"`{text[:60]}` is not a head of this sheet, so the column was not read"
        yield Diagnostic("W767", message, hint=hint, place=found.head_place(at))
    for heading in missing:
        message = f"the column `{heading}` is missing, so nothing of it is changed"
        yield Diagnostic("W767", message, place=found.head_place(0))


def _moved(found: ReturnedTable, layout: Layout) -> Iterator[Diagnostic]:
    usual = [column.name for column in layout.columns(found.table) if column.name in found.columns]
    placed = sorted(usual, key=lambda name: found.columns[name][0])
    if placed != usual:
        first = next(name for name, other in zip(placed, usual, strict=True) if name != other)
        message = "columns are in another order; they are read by their heads"
        place = found.head_place(found.columns[first][0])
        yield Diagnostic("W767", message, place=place, weight=Severity.NOTE)
