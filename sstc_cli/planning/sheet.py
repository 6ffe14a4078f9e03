"""A sheet of the workbook: its cells, their looks, and marks of what is wrong with them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeAlias

from sstc_cli.diagnostics import Diagnostic, Path, Place, Severity, display_width
from sstc_cli.planning.columns import SLOT, CellKind, Column, Layout, Table
from sstc_cli.planning.rows import APART, PlanRow
from sstc_cli.planning.workbook_words import Choices, Names
from sstc_cli.render.xlsx import Book, Sheet, cell_range, write_text
from sstc_cli.source import Tree, node_at
from sstc_cli.views.fixed_labels import PlanNote

_INK, _SHADE, _GREY = "#17456e", "#dfe8f1", "#f3f4f6"
_COLOURS = {Severity.ERROR: "#f4b8b8", Severity.WARNING: "#fde3a0", Severity.NOTE: "#d9e8fb"}
_TEXT = "@"  # or else Excel would make a number of `1.10`, and a date of `1-2`
_FORMATS = {
    **dict.fromkeys(
        (CellKind.TEXT, CellKind.LINE, CellKind.COUNTRY, CellKind.ZONE, CellKind.LINK), _TEXT
    ),
    CellKind.DATE: "yyyy-mm-dd",
    CellKind.TIME: "hh:mm",
    CellKind.NUMBER: "0",
}
_TOP = {"valign": "top", "text_wrap": True}


class SheetLooks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._made: dict[tuple[CellKind | None, Severity | None, bool], object] = {}
        add = book.add_format
        self.head = add({"bold": True, "font_color": _INK, "bg_color": _SHADE, "bottom": 1, **_TOP})
        self.title = add({"bold": True, "font_size": 15, "font_color": _INK, **_TOP})
        self.words = add({"font_size": 11, **_TOP})
        self.command = add({"font_name": "Consolas", "font_size": 11, **_TOP})
        self.hidden = add({"locked": False, "num_format": _TEXT, "valign": "top"})

    def cell(
        self, kind: CellKind | None, severity: Severity | None = None, *, fixed: bool = False
    ) -> object:
        """Return the format of the cells of a kind, in the colour of what is wrong with them."""
        if (kind, severity, fixed) not in self._made:
            self._made[kind, severity, fixed] = self.book.add_format(_format(kind, severity, fixed))
        return self._made[kind, severity, fixed]


def _format(kind: CellKind | None, severity: Severity | None, fixed: bool) -> Mapping[str, object]:
    look: dict[str, object] = {"locked": False, **_TOP}
    if kind in _FORMATS:
        look["num_format"] = _FORMATS[kind]
    if kind in (CellKind.DATE, CellKind.TIME, CellKind.NUMBER):
        look["align"] = "left"
    if fixed:
        look["bg_color"] = _GREY
    if severity:
        look["bg_color"] = _COLOURS[severity]
    return look


UNTRANSLATED = "W501"  # the rule `translation_missing`
CellName = tuple[Table, str, str]  # the id of a row and the name of a column
_KEYS = {  # keys of the data that a column shows under another name
    (Table.WEBINARS, "starts"): "start",
    (Table.WEBINARS, "weekday"): "date",
    (Table.WEBINARS, "ends"): "end",
    (Table.WEBINARS, "join_url"): "join",
}


def column_at(layout: Layout, table: Table, path: Path) -> list[Column]:
    """Return the columns that show a path in a row, the best first, then the row's first one."""
    columns = layout.columns(table)
    if table is Table.DUTIES:
        return [columns[-1]]
    key = str(path[0]) if path else ""
    if key == "join" and path[1:] == ("passcode",):
        key = "passcode"
    key = _KEYS.get((table, key), key)
    found = [column for column in columns if column.key == key]
    exact = [column for column in found if column.language in path[1:2]]
    slot = [column for column in columns if key in SLOT and column.key in SLOT]
    return [*exact, *found, *slot, columns[0]]


def marked(
    layout: Layout, rows: Mapping[Table, Sequence[PlanRow]], diagnostics: Iterable[Diagnostic]
) -> dict[CellName, list[Diagnostic]]:
    by_path = {row.path: (table, row) for table, found in rows.items() for row in found}
    marks = defaultdict[CellName, list[Diagnostic]](list)
    for diagnostic in diagnostics:
        for cell in _cells_of(diagnostic, layout, by_path):
            marks[cell].append(diagnostic)
    return dict(marks)


def _cells_of(
    diagnostic: Diagnostic, layout: Layout, by_path: Mapping[Path, tuple[Table, PlanRow]]
) -> list[CellName]:
    """Return the empty cells of a translation, otherwise the nearest cell, if there is a row."""
    path = diagnostic.path
    if diagnostic.code == UNTRANSLATED and (found := by_path.get(path[:-1])):
        table, row = found
        empty = [
            (table, row.id, column.name)
            for column in layout.columns(table)
            if column.key == path[-1] and column.language and not row.values.get(column.name)
        ]
        if empty:
            return empty
    for length in range(len(path), 1, -1):
        if found := by_path.get(path[:length]):
            table, row = found
            return [(table, row.id, column_at(layout, table, path[length:])[0].name)]
    return []


Lists: TypeAlias = dict[CellKind, list[Any]]

ID = "id"  # the head of the hidden column
SPARE = 300  # rows below the last one in which lists work
_PAGE = 170  # characters of columns that can be read on a printed page
_MANY = (CellKind.AUDIENCES, CellKind.THEMES)
_DAY = len("2020-10-09")  # a time that is longer has its own day
_ALLOWED = (
    "format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort",
    "autofilter", "insert_hyperlinks",
)  # fmt: skip
_NOTE = {"author": "sstc", "x_scale": 2, "font_size": 9}


@dataclass(frozen=True)
class SheetWriter:
    """Writes one sheet."""

    sheet: Sheet
    table: Table
    layout: Layout
    names: Names
    looks: SheetLooks
    choices: Choices
    lists: Lists

    def write(
        self,
        rows: Sequence[PlanRow],
        marks: Mapping[CellName, Sequence[Diagnostic]],
        sheets: Mapping[Table, Sheet],
    ) -> None:
        columns = self.layout.columns(self.table)
        self._heads(columns, sheets)
        for at, row in enumerate(rows, 1):
            write_text(self.sheet, at, 0, row.id, self.looks.hidden)
            for index, column in enumerate(columns, 1):
                found = marks.get((self.table, row.id, column.name), ())
                worst = min((one.severity for one in found), key=list(Severity).index, default=None)
                look = self.looks.cell(column.kind, worst, fixed=column.is_fixed)
                self._cell(at, index, column, row.values[column.name], look)
                if found:
                    self._note(at, index, "\n".join(map(_words, found)))
        self._lists(columns, len(rows) + SPARE)
        self.sheet.autofilter(0, 0, len(rows), len(columns))
        self.sheet.freeze_panes(1, 2)
        self.sheet.protect("", dict.fromkeys(_ALLOWED, True))
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(max(1, sum(column.width for column in columns) // _PAGE), 0)
        self.sheet.repeat_rows(0)
        self.sheet.repeat_columns(0, 1)

    def _heads(self, columns: Sequence[Column], sheets: Mapping[Table, Sheet]) -> None:
        self.sheet.set_column(0, 0, 4, self.looks.hidden, {"hidden": True})
        write_text(self.sheet, 0, 0, ID, self.looks.head)
        others = {
            PlanNote.PERSON: sheets[Table.PEOPLE].name,
            PlanNote.TALK_OF: sheets[Table.WEBINARS].name,
        }
        for index, column in enumerate(columns, 1):
            look = self.looks.cell(column.kind, fixed=column.is_fixed)
            head = self.names.heading(column.label, column.language)
            # room for the button of the filter, which covers the end of a head
            least = max(map(display_width, head.split()), default=0) + 4
            self.sheet.set_column(index, index, max(column.width, least), look)
            write_text(self.sheet, 0, index, head, self.looks.head)
            self._note(0, index, self.names.say(column.note, sheet=others.get(column.note, "")))

    def _cell(self, row: int, index: int, column: Column, value: str, look: object) -> None:
        sheet = self.sheet
        match column.kind:
            case _ if not value:
                sheet.write_blank(row, index, None, look)
            case CellKind.DATE:
                sheet.write_datetime(row, index, date.fromisoformat(value), look)
            case CellKind.TIME if len(value) < _DAY:
                sheet.write_datetime(row, index, time.fromisoformat(value), look)
            case CellKind.NUMBER:
                sheet.write_number(row, index, int(value), look)
            case _:
                write_text(sheet, row, index, words_of(self.choices, column, value), look)

    def _lists(self, columns: Sequence[Column], last: int) -> None:
        for index, column in enumerate(columns, 1):
            if place := self.lists.get(column.kind):
                options = {
                    "validate": "list",
                    "source": cell_range(place),
                    "show_error": column.kind in (CellKind.STATUS, CellKind.FLAG),
                }
                self.sheet.data_validation(1, index, last, index, options)

    def _note(self, row: int, column: int, words: str) -> None:
        lines = sum(display_width(line) // 40 + 1 for line in words.split("\n"))
        height = {"height": 18 * lines + 14}
        self.sheet.write_comment(row, column, words, {**_NOTE, **height})


def words_of(choices: Choices, column: Column, value: str) -> str:
    """Return the words that a cell of a column shows for a value of the data."""
    words = choices.get(column.kind, {})
    if column.kind in _MANY:
        return APART.join(words.get(part, part) for part in value.split(APART))
    return words.get(value, value)


def _words(diagnostic: Diagnostic) -> str:
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return f"{diagnostic.severity} {diagnostic.code}: {diagnostic.message}{hint}"


@dataclass(frozen=True)
class Addresses:
    """The cells of a workbook, for paths into the data file after the edits."""

    layout: Layout
    places: Mapping[tuple[Table, str, str], Place]
    tree: Tree

    def placed(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return diagnostics with the cells that they are about, if a workbook has them."""
        return [
            found._replace(place=self._place(found.path) or found.place) for found in diagnostics
        ]

    def _place(self, path: Path) -> Place | None:
        for table, id_, rest in self._rows(path):
            for column in column_at(self.layout, table, rest):
                if place := self.places.get((table, id_, column.name)):
                    return place
            if place := self.places.get((table, id_, "")):
                return place
        return None

    def _rows(self, path: Path) -> Iterator[tuple[Table, str, Path]]:
        """Yield the rows that a path is about, the nearest one first."""
        if path[:1] == ("people",) and len(path) > 1:
            yield Table.PEOPLE, self._id(path[:2]), path[2:]
        if path[:1] != ("webinars",) or len(path) < 2:
            return
        webinar = self._id(path[:2])
        if path[2:3] == ("talks",) and len(path) > 3:
            yield Table.TALKS, f"{webinar}/{self._id(path[:4])}", path[4:]
        if path[2:3] == ("done",) and len(path) > 3:
            yield Table.DUTIES, f"{path[3]}/{webinar}", path[4:]
        yield Table.WEBINARS, webinar, path[2:]

    def _id(self, path: Path) -> str:
        id_ = node_at(self.tree.root, (*path, "id"))
        return id_ if isinstance(id_, str) else ""
