"""The size of the tables in an OpenDocument workbook, before a reader makes room for them.

A row or a cell may stand for several. The content is cut into rows at fixed bytes, as a parser
takes as long as the reader itself. Too much may be counted, but never too little.
"""

import re
from collections.abc import Callable, Iterable

from sstc_cli.sheets.extent import refuse_nested
from sstc_cli.sheets.limits import MOST_CELLS
from sstc_cli.sheets.sectors import DamagedError
from sstc_cli.sheets.strict_xml import StrictReader
from sstc_cli.sheets.watch import Watch

_TABLE = rb"<table:table[\s/>]"
_ROW, _ROW_END, _CELL = b"<table:table-row", b"</table:table-row", b"<table:"
_COVERED = b"<table:covered-table-cell"
# In a value, a lenient reader sees no tag, and for it any quote in a tag begins a value. No tag is
# hidden in this way if quotes come in pairs with no tag between them, and all in tags are double.
_PAIRED = re.compile(rb'(?:[^"]*+"[^"<]*+")*+[^"]*+')
_SINGLE = re.compile(rb"[<\"][^<>\"']*'")
# In a plain row this holds as well. No cell stands for more than nine, other than an empty last
# one; and there is no `visibility`, `formula`, or `error` in a type.
_PLAIN = re.compile(
    rb"""(?: [^"]*+ "
    (?: (?<=[be-xz]=") (?: [^"<e] [^"<]*+ )?+
      | (?: (?<=<table:table-cell[ ]table:style-name=") [^"<]*+ "[ ]table:number-columns-repeated="
          | (?<=<table:table-cell[ ]table:number-columns-repeated=")
        ) [0-9]++ (?="(?:[ ]table:style-name="[^"<]*")?/></table:table-row>)
      | (?: (?<=:number-columns-repeated=") | (?<=text:c=") ) [0-9]
    ) " )*+ [^"]*+""",
    re.VERBOSE,
)
_PLAIN_COPIES, _ONE = b's-repeated="', ord("1")
_EMPTY = re.compile(
    rb'<table:(?:covered-)?table-cell(?: (?!office:|table:formula)[a-z:-]+="[^"<>]*")*'
    rb"\s*(?:/>|></table:(?:covered-)?table-cell>)\s*"
)
_REPEATED, _SPACES = re.compile(rb"s-repeated\s*=\s*"), re.compile(rb"text:c\s*=\s*")
_NUMBER = re.compile(rb"[\"']([0-9]+)[\"']")
_MOST_EMPTY = 1_000_000
_MOST_TABLES, _MOST_PIECES = 2_000, 32  # pieces of one row
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml [^<>]*\?>")


def ods_sizes(pieces: Callable[[], Iterable[bytes]], watch: Watch) -> list[tuple[int, int, int]]:
    """Return rows, columns and bytes of text up to the last value of each table.

    The content comes in pieces that end where a tag does, as often as asked for. Once it has too
    many cells, the rest is left out. Refuse what readers may understand in different ways: numbers
    in unusual notation, and nested tables and rows. `watch` gets the rows that are not plain.
    """
    tables = _Tables(watch)
    for piece in pieces():
        tables.take(piece)
        if sum(height * width for height, width, _ in tables.sizes()) > MOST_CELLS:
            return tables.sizes()
    tables.end()
    if not tables.is_strict:
        strict = StrictReader()
        for piece in pieces():
            strict.take(piece)
        strict.take(b"", last=True)
    return tables.sizes()


class _Tables:
    """The tables of a workbook, and what is outside of their rows."""

    def __init__(self, watch: Watch) -> None:
        self.is_strict = True  # so that no tag is hidden
        self._watch = watch
        self._open: list[bytes] = []  # what comes before the rows, and then the last row
        self._sizes: list[_Size] = []
        self._outside: list[bytes] = []
        self._begun = self._plain = 0
        self._merges = False
        self._empty = _MOST_EMPTY  # cells that are still looked for

    def take(self, piece: bytes) -> None:
        """Take the next piece."""
        self._open.append(piece)
        if len(self._open) > _MOST_PIECES:
            raise DamagedError
        if _ROW in piece:
            *complete, last = b"".join(self._open).split(_ROW)
            for part in complete:
                self._add(part)
            self._open = [last]

    def end(self) -> None:
        """Take what is left, and refuse tables in tables."""
        self._add(b"".join(self._open))
        refuse_nested(_TABLE, b"".join(self._outside))

    def sizes(self) -> list[tuple[int, int, int]]:
        """Return rows, columns and bytes of text of each table."""
        return [(size.last, size.width, size.text) for size in self._sizes]

    def _add(self, part: bytes) -> None:
        """Add what comes before the rows, or a row with what follows it."""
        if not self._sizes:
            part = _DECLARATION.sub(b"", part, 1)
        _refuse_marks(part)
        if not self._sizes:
            self._add_outside(part)
            self.is_strict = _is_strict(part)
            self._watch.row(0, part)
        elif _is_plain(part) and not (self._merges and _COVERED in part):
            if not self._sizes[-1].take_plain(part):
                self._measure(_parts(part)[0])
            self._plain += 1
        else:
            self._add_row(part)

    def _add_row(self, row: bytes) -> None:
        inside, after = _parts(row)
        self._measure(inside)
        self._add_outside(after)
        self.is_strict = self.is_strict and _is_strict(b"<" + row)
        self._watch.row(self._plain, _ROW + row)
        self._plain, self._merges = 0, self._merges or b"-spanned" in row

    def _measure(self, row: bytes) -> None:
        """Add the size of a row up to its last cell that is not empty."""
        end, last = len(row), row.rfind(_CELL)
        while last >= 0 and self._empty and _EMPTY.fullmatch(row, last, end):
            end, last = last, row.rfind(_CELL, 0, last)
            self._empty -= 1
        self._sizes[-1].take(row[:end], has_value=last >= 0)

    def _add_outside(self, xml: bytes) -> None:
        if xml != b"</table:table-row>":
            self._outside.append(xml)
        begun = len(re.findall(_TABLE, xml))
        self._begun += begun
        if self._begun > _MOST_TABLES:
            raise DamagedError
        if begun or not self._sizes:
            self._sizes.append(_Size())


def _refuse_marks(xml: bytes) -> None:
    """Refuse comments, character data and instructions, in which tags are not tags."""
    # a rare byte alone is found at once
    if (b"!" in xml and b"<!" in xml) or (b"?" in xml and b"<?" in xml):
        raise DamagedError


def _is_plain(row: bytes) -> bool:
    return (
        row.endswith(b"</table:table-row>")
        and _PLAIN.fullmatch(row) is not None
        and not (b"'" in row and _SINGLE.search(b"<" + row))
    )


def _is_strict(xml: bytes) -> bool:
    """Return whether no tag can be hidden in a value."""
    return _PAIRED.fullmatch(xml) is not None and not (b"'" in xml and _SINGLE.search(xml))


def _parts(row: bytes) -> tuple[bytes, bytes]:
    """Return what is in a row, and what follows it. Refuse a row or a table in it."""
    end = row.rfind(_ROW_END)
    if end < 0:
        if b"table-cell" in row:
            raise DamagedError
        end = (row + b"<").index(b"<")
    if re.search(_TABLE, row[:end]):
        raise DamagedError
    return row[:end], row[end:]


class _Size:
    """The size of a table, row by row."""

    def __init__(self) -> None:
        self.height = self.last = self.width = self.text = 0

    def take_plain(self, row: bytes) -> bool:
        """Add a plain row, unless it may be wider than those before it."""
        columns, text = row.count(_CELL), len(row)
        before, *parts = row.split(_PLAIN_COPIES)
        for part in parts:
            if part[1:2] != b'"':  # more than nine: the cell is the last one, and empty
                columns -= 1
                break
            more = part[0] - _ONE
            columns += more
            text += more * (len(before) - before.rfind(_CELL) + len(part))
            before = part
        if columns > self.width:
            return False
        self.height += 1
        self.last = self.height
        self.text += text
        return True

    def take(self, row: bytes, *, has_value: bool) -> None:
        """Add a row, as far as its cells count."""
        columns, text, copies, most = row.count(_CELL), len(row), 1, 1
        before, *parts = _REPEATED.split(row)
        for part in parts:
            number = _number(part)
            if before.endswith(b":number-row"):
                copies = max(copies, number)
            else:
                start = before.rfind(_CELL)
                if start < 0:
                    raise DamagedError  # a cell has two numbers
                columns += number - 1
                text += (number - 1) * (len(before) - start + len(part))
                most = max(most, number)
            before = part
        self.height += copies
        if has_value:
            text += most * _spaces(row)
            self.last, self.width = self.height, max(self.width, columns)
            self.text += copies * text


def _spaces(row: bytes) -> int:
    """Return the number of spaces that are written as numbers."""
    if b"text:c" not in row:
        return 0
    return sum(map(_number, _SPACES.split(row)[1:]))


def _number(text: bytes) -> int:
    """Return the number, of at least 1, in the value that a text begins with."""
    match = _NUMBER.match(text)
    if not match:
        raise DamagedError
    return max(int(match[1]), 1)
