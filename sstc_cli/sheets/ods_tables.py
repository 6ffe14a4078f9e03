"""The tables of an OpenDocument workbook, as a strict parser sees them."""

import pyexpat
import re

from sstc_cli.sheets.sectors import DamagedError
from sstc_cli.sheets.strict_xml import DEEPEST, parse
from sstc_cli.sheets.weight import USUAL, weight

_TABLE, _ROW = "table:table", "table:table-row"
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_NUMBER = re.compile("[0-9]{1,15}")
CELL = 100  # bytes that a cell takes besides its text
_PLACEHOLDER = "rows"
_MOST_TABLES = 2_000


class Size:
    """The size of a table, up to the last value, row by row."""

    def __init__(self) -> None:
        self.height = self.last = self.width = self.text = 0

    def add(self, copies: int, columns: int, text: int) -> None:
        """Add a row, with no column if it has no value."""
        self.height += copies
        if columns:
            self.last, self.width = self.height, max(self.width, columns)
            self.text += copies * text


class Tables:
    """The sizes of all tables, from content in which an element stands for each run of simple rows.

    Refuse malformed XML, tables in tables, and cells that are not in a row.
    """

    def __init__(self) -> None:
        self.sizes: list[Size] = []
        self.room = 0  # columns of all rows, without their copies and an empty last cell
        self._depth = 0
        self._open: list[str] = []  # a table, a row in it, and a cell in that
        self._row = _Row()
        self._waits = False
        self._parser = pyexpat.ParserCreate("utf-8")  # as the reader: whatever is declared
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def take(self, xml: bytes, *, last: bool = False) -> None:
        """Take the next part of the content."""
        parse(self._parser, xml, last=last)

    def table_of_simple_rows(self) -> Size:
        """Return the size of the table in which simple rows come next. Refuse them elsewhere."""
        self._waits = True
        self.take(b"<rows/>")
        if self._waits or self._open != [_TABLE]:  # the element was not seen as one
            raise DamagedError
        return self.sizes[-1]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise DamagedError
        if name == _PLACEHOLDER:
            if not self._waits:
                raise DamagedError
            self._waits = False
        elif name == _TABLE:
            self._open_in([], name)
            self.sizes.append(Size())
            if len(self.sizes) > _MOST_TABLES:
                raise DamagedError
        elif name == _ROW:
            self._open_in([_TABLE], name)
            self._row = _Row(_number(attributes.get("table:number-rows-repeated")))
        elif name in _CELLS:
            self._open_in([_TABLE, _ROW], name)
            self._row.begin_cell(attributes)
        elif len(self._open) == 3:  # a space, or what may be read as a line break
            self._row.text(USUAL * _number(attributes.get("text:c")))

    def _open_in(self, around: list[str], name: str) -> None:
        if self._open != around:
            raise DamagedError
        self._open.append(name)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if not self._open or name != self._open[-1]:
            return
        self._open.pop()
        if name in _CELLS:
            self._row.end_cell()
        elif name == _ROW:
            self.room += self._row.room
            self.sizes[-1].add(self._row.copies, self._row.columns, self._row.length)

    def _text(self, text: str) -> None:
        if len(self._open) == 3:
            self._row.text(_length(text))


class _Row:
    """A row, cell by cell."""

    def __init__(self, copies: int = 1) -> None:
        self.copies = copies
        self.columns = self.length = 0  # up to the last value
        self.room = 0  # columns without the last cell if that is empty
        self._all = self._cell_copies = self._cell_length = 0
        self._has_value = False

    def begin_cell(self, attributes: dict[str, str]) -> None:
        """Begin a cell."""
        self._cell_copies = _number(attributes.get("table:number-columns-repeated"))
        self._has_value = any(map(_is_value, attributes))
        self._cell_length = sum(
            _length(value) for name, value in attributes.items() if _is_value(name)
        )

    def text(self, length: int) -> None:
        """Add a text of this length to the cell."""
        self._has_value = True
        self._cell_length += length

    def end_cell(self) -> None:
        """End a cell."""
        self.room = self._all
        self._all += self._cell_copies
        if self._has_value:
            self.room = self.columns = self._all
            self.length += self._cell_copies * (self._cell_length + CELL)


def _length(text: str) -> int:
    data = text.encode("utf-8", "replace")
    return len(data) * weight(data)


def _is_value(name: str) -> bool:
    return name.startswith("office:") or name == "table:formula"


def _number(text: str | None) -> int:
    """Return the number in an attribute, of at least 1, which is also that of none."""
    if text is None:
        return 1
    if not _NUMBER.fullmatch(text):
        raise DamagedError
    return max(int(text), 1)
