"""The header or footer of a Word file, as rows of words and pictures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, repeat
from typing import Any, TypeAlias

from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Emu, Twips

from sstc_cli.diagnostics import display_width
from sstc_cli.render.element import local_name
from sstc_cli.render.letterhead import Band, Cell, Line, Note, Picture, Row, Side, Words
from sstc_cli.render.word_looks import Looks
from sstc_cli.render.word_pieces import Float, LineBreak, Pieces, Tab

_LETTER, _GAP = 0.19, 4.0  # millimetres: a letter a point of its size; between columns
_AROUND = ("sdt", "sdtContent", "ins", "moveTo", "customXml")
_Parts: TypeAlias = dict[Side, list[list[Words | Picture]]]


class BandReader:
    """Reads the headers and footers of a section; `notes` are what it could not read."""

    def __init__(self, looks: Looks, section: Section) -> None:
        self.notes: dict[Note, None] = {}
        self._looks = looks
        sides = (section.page_width, section.left_margin, section.right_margin)
        self._page, self._left, right = (Emu(each or 0).mm for each in sides)
        self._width = max(self._page - self._left - right, 1.0)
        self._floats: list[Float] = []

    def read(self, around: _Header | _Footer) -> Band:
        """The rows of a header or footer; none where the section has none."""
        if around.is_linked_to_previous:
            return ()
        self._floats = []
        self._pieces = Pieces(self._looks, around.part, self.notes)
        rows = [row for row in self._rows(around._element) if not _is_blank(row)]
        return tuple(self._beside(rows))

    def _rows(self, block: Any) -> Iterator[Row]:
        for child in block:
            match local_name(child):
                case "p":
                    yield self._paragraph(child)
                case "tbl":
                    yield from self._table(child)
                case name if name in _AROUND:
                    yield from self._rows(child)

    def _paragraph(self, paragraph: Any) -> Row:
        """A paragraph; what its tabs part becomes cells side by side."""
        looks = self._looks
        from_right = looks.is_from_right(paragraph)
        lines = {
            side: tuple(Line(tuple(line), side, from_right) for line in part)
            for side, part in self._parted(paragraph).items()
        }
        above, below = (looks.rule(paragraph, edge) for edge in ("top", "bottom"))
        return Row(_spread(lines), above, below)

    def _parted(self, paragraph: Any) -> _Parts:
        """The lines of a paragraph on the left, in the middle and on the right."""
        stops: Iterator[Side] = chain(self._looks.stops(paragraph), repeat("left"))
        parts: _Parts = {self._looks.side(paragraph): [[]]}
        (lines,) = parts.values()
        for piece in self._pieces.of(paragraph):
            match piece:
                case Tab():
                    side = next(stops) if piece.side is None else piece.side
                    if side == "left":
                        lines[-1].append(Words(" "))
                    else:
                        lines = parts.setdefault(side, [[]])
                case LineBreak():
                    lines.append([])
                case Float():
                    self._floats.append(piece)
                case _:
                    lines[-1].append(piece)
        return parts

    def _table(self, table: Any) -> Iterator[Row]:
        """The rows of a table; of cells merged over several rows, one row."""
        grid = [int(each.get(qn("w:w"), "0")) for each in table.iterfind(f"{qn('w:tblGrid')}/*")]
        from_right = table.find(f"{qn('w:tblPr')}/{qn('w:bidiVisual')}") is not None
        merged: list[list[Cell]] = []
        for line in table.iterfind(qn("w:tr")):
            cells = list(self._cells(line, grid))
            if merged and _goes_on(line) and len(cells) == len(merged[-1]):
                pairs = zip(merged[-1], cells, strict=True)
                merged[-1] = [replace(cell, lines=cell.lines + more.lines) for cell, more in pairs]
            else:
                merged.append(cells)
        for cells in merged:
            yield Row(tuple(cells[::-1] if from_right else cells))

    def _cells(self, line: Any, grid: Sequence[int]) -> Iterator[Cell]:
        at = 0
        for cell in line.iterfind(qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            end = at + (1 if span is None else int(span.get(qn("w:val"))))
            lines = [each for row in self._rows(cell) for each in row.lines if each.pieces]
            yield Cell(tuple(lines), Twips(sum(grid[at:end])).mm or _natural(lines))
            at = end

    def _beside(self, rows: list[Row]) -> Iterator[Row]:
        """The rows, and what stands at places of its own beside them or above them."""
        by_side: dict[Side, list[Float]] = {"left": [], "center": [], "right": []}
        for each in self._floats:
            by_side[self._side(each)].append(each)
        yield from (Row((Cell(_put(each.lines, "center")),)) for each in by_side["center"])
        outer = [_column(by_side[side], side) for side in ("left", "right")]
        if not any(cell.lines for cell in outer):
            yield from rows
        elif any(len(row.cells) > 1 for row in rows):
            yield _between(outer, (), self._width)
            yield from rows
        else:
            lines = tuple(line for row in rows for line in row.lines)
            rules = (rows[0].above, rows[-1].below) if rows else ("", "")
            yield replace(_between(outer, lines, self._width), above=rules[0], below=rules[1])

    def _side(self, float_: Float) -> Side:
        """On which third of the page something stands."""
        if isinstance(float_.left, str):
            return float_.left
        middle = float_.left + float_.width / 2 + (0 if float_.is_on_page else self._left)
        share = middle / max(self._page, 1)
        return "left" if share < 0.4 else "right" if share > 0.6 else "center"


def _is_blank(row: Row) -> bool:
    return not (row.above or row.below or any(line.pieces for line in row.lines))


def _goes_on(line: Any) -> bool:
    """Whether a cell of this row of a table belongs to the one above."""
    marks = line.iterfind(f"{qn('w:tc')}/{qn('w:tcPr')}/{qn('w:vMerge')}")
    return any(mark.get(qn("w:val"), "continue") == "continue" for mark in marks)


def _spread(lines: Mapping[Side, tuple[Line, ...]]) -> tuple[Cell, ...]:
    """Cells for what stands on the left, in the middle and on the right, as wide as they need."""
    full = {side: each for side, each in lines.items() if any(line.pieces for line in each)}
    if len(full) < 2:
        return tuple(Cell(each) for each in full.values()) or (Cell(()),)
    need = {side: _natural(each) for side, each in full.items()}
    if "center" not in full:
        return tuple(Cell(full[side], need[side]) for side in ("left", "right"))
    edge = max(need.get("left", 0), need.get("right", 0))
    share = {"left": edge, "center": need["center"], "right": edge}
    return tuple(Cell(full.get(side, ()), share[side]) for side in ("left", "center", "right"))


def _natural(lines: Sequence[Line]) -> float:
    """About how many millimetres the longest of the lines needs."""
    return _GAP + max((sum(map(_wide, line.pieces)) for line in lines), default=0)


def _wide(piece: Words | Picture) -> float:
    if isinstance(piece, Picture):
        return piece.width
    return display_width(piece.text) * piece.size * _LETTER


def _column(floats: Sequence[Float], side: Side) -> Cell:
    lines = (line for each in floats for line in each.lines)
    width = max((each.width + _GAP for each in floats), default=0)
    return Cell(_put(lines, side), width)


def _put(lines: Iterable[Line], side: Side) -> tuple[Line, ...]:
    """Pictures on that side; words stay where their box has them."""
    return tuple(
        replace(line, side=side) if any(isinstance(each, Picture) for each in line.pieces) else line
        for line in lines
    )


def _between(outer: Sequence[Cell], lines: tuple[Line, ...], width: float) -> Row:
    """A row with lines between what stands left and right, in the middle of the page if centred."""
    left, right = outer
    if any(line.side == "center" for line in lines):
        share = max(left.share, right.share)
        left, right = replace(left, share=share), replace(right, share=share)
    middle = Cell(lines, max(width - left.share - right.share, width / 4))
    return Row(tuple(cell for cell in (left, middle, right) if cell.share))
