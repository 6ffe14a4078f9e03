"""One sheet of the workbook: heads with notes, cells with their types, lists and protection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeAlias

from sstc_cli.diagnostics import Diagnostic, Severity, display_width
from sstc_cli.planning.choices import Choices
from sstc_cli.planning.columns import Column, Kind, Layout, Table
from sstc_cli.planning.headings import Names
from sstc_cli.planning.looks import Looks
from sstc_cli.planning.marks import Cell
from sstc_cli.planning.rows import APART, Row
from sstc_cli.render.book import Sheet, cell_range, write_text
from sstc_cli.views.plan_labels import PlanNote

Lists: TypeAlias = dict[Kind, list[Any]]

ID = "id"  # the head of the hidden column
SPARE = 300  # rows below the last one in which lists work
_PAGE = 170  # characters of columns that can be read on a printed page
_MANY = (Kind.AUDIENCES, Kind.THEMES)
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
    looks: Looks
    choices: Choices
    lists: Lists

    def write(
        self,
        rows: Sequence[Row],
        marks: Mapping[Cell, Sequence[Diagnostic]],
        sheets: Mapping[Table, Sheet],
    ) -> None:
        """Write the rows below the heads."""
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
            self.sheet.set_column(index, index, max(column.width, _least(head)), look)
            write_text(self.sheet, 0, index, head, self.looks.head)
            self._note(0, index, self.names.say(column.note, sheet=others.get(column.note, "")))

    def _cell(self, row: int, index: int, column: Column, value: str, look: object) -> None:
        """Write a value of the data as a cell of its type."""
        sheet = self.sheet
        match column.kind:
            case _ if not value:
                sheet.write_blank(row, index, None, look)
            case Kind.DATE:
                sheet.write_datetime(row, index, date.fromisoformat(value), look)
            case Kind.TIME if len(value) < _DAY:
                sheet.write_datetime(row, index, time.fromisoformat(value), look)
            case Kind.NUMBER:
                sheet.write_number(row, index, int(value), look)
            case _:
                write_text(sheet, row, index, self.shown(column, value), look)

    def shown(self, column: Column, value: str) -> str:
        """Return the words of a cell."""
        return words_of(self.choices, column, value)

    def _lists(self, columns: Sequence[Column], last: int) -> None:
        """Give cells the lists that they choose from; several things can be typed as well."""
        for index, column in enumerate(columns, 1):
            if place := self.lists.get(column.kind):
                options = {
                    "validate": "list",
                    "source": cell_range(place),
                    "show_error": column.kind in (Kind.STATUS, Kind.FLAG),
                }
                self.sheet.data_validation(1, index, last, index, options)

    def _note(self, row: int, column: int, words: str) -> None:
        lines = sum(display_width(line) // 40 + 1 for line in words.split("\n"))
        height = {"height": 18 * lines + 14}
        self.sheet.write_comment(row, column, words, {**_NOTE, **height})


def words_of(choices: Choices, column: Column, value: str) -> str:
    """Return the words that a cell of a column shows for a value of the data."""
    if column.kind in _MANY:
        return APART.join(choices.words(column.kind, part) for part in value.split(APART))
    if column.kind in (Kind.PERSON, Kind.STATUS, Kind.FLAG):
        return choices.words(column.kind, value)
    return choices.words(Kind.LINK, value) if column.key == "join" else value


def _words(diagnostic: Diagnostic) -> str:
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return f"{diagnostic.severity} {diagnostic.code}: {diagnostic.message}{hint}"


def _least(head: str) -> int:
    return max(map(display_width, head.split()), default=0) + 4
