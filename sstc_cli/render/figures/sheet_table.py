"""A table in a sheet: its head stays in sight, and numbers are numbers, apart from words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sstc_cli.diagnostics import display_width
from sstc_cli.render.book import Book, Sheet, write_text
from sstc_cli.render.figures.document_tables import Cell, Number

_WIDE, _NARROW = 48, 9  # characters of columns
_INK, _SHADE, _SOFT = "#17456e", "#eef2f6", "#5b6875"
_TOP: Mapping[str, object] = {"text_wrap": True, "valign": "top"}
_HEAD = {**_TOP, "bold": True, "font_color": _INK, "bg_color": _SHADE}
_RIGHT = {"align": "right", "indent": 1}  # numbers do not touch the words of the next column


@dataclass
class Looks:
    """The formats of a workbook."""

    book: Book
    _made: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the formats that every sheet uses."""
        add = self.book.add_format
        self.caption = add({"bold": True, "font_size": 13, "font_color": _INK})
        self.words, self.aside = add(_TOP), add({"font_size": 8, "font_color": _SOFT})
        self.head, self.head_of_numbers = add(_HEAD), add({**_HEAD, **_RIGHT})

    def number(self, written: str) -> object:
        """Return the format of numbers that are written so."""
        if written not in self._made:
            self._made[written] = self.book.add_format({**_TOP, **_RIGHT, "num_format": written})
        return self._made[written]


def write_table(
    sheet: Sheet, head: Sequence[str], rows: Sequence[Sequence[Cell]], top: int, looks: Looks
) -> None:
    """Write a table; its columns are as wide as their words."""
    for column, words in enumerate(head):
        cells = [row[column] for row in rows]
        is_number = any(isinstance(cell, Number) for cell in cells)
        write_text(sheet, top, column, words, looks.head_of_numbers if is_number else looks.head)
        sheet.set_column(column, column, _width(column, [words, *_texts(cells)]))
        for at, cell in enumerate(cells, top + 1):
            _write(sheet, at, column, cell, looks)
    sheet.freeze_panes(top + 1, 1)


def _write(sheet: Sheet, row: int, column: int, cell: Cell, looks: Looks) -> None:
    if isinstance(cell, Number):
        sheet.write_number(row, column, cell.value, looks.number(cell.look))
    elif cell is not None:
        write_text(sheet, row, column, cell, looks.words)


def _texts(cells: Sequence[Cell]) -> Iterator[str]:
    for cell in cells:
        yield f"{cell.value:g} %  " if isinstance(cell, Number) else cell or ""


def _width(column: int, texts: Sequence[str]) -> int:
    widest = max(map(display_width, texts)) + 2
    return min(max(widest, _NARROW), _WIDE if column == 0 else _WIDE // 2)
