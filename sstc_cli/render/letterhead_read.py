"""Read a workspace's letterhead: the page, header, footer and styles of a Word file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from itertools import chain, repeat
from pathlib import Path
from typing import Any, Literal, TypeAlias
from zipfile import BadZipFile, ZipFile

from docx import Document as NewWord
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Emu, Twips

from sstc_cli.child import Bounds, ChildError, answers
from sstc_cli.diagnostics import display_width
from sstc_cli.errors import SstcError, explained
from sstc_cli.render.letterhead_guard import HINT, SMALLER, check_word, refused
from sstc_cli.render.letterhead_looks import Looks
from sstc_cli.render.letterhead_pieces import Float, LineBreak, Pieces, Tab
from sstc_cli.render.stationery import (
    PLAIN,
    Band,
    BandCell,
    BandLine,
    BandPicture,
    BandRow,
    Bands,
    BandWords,
    Letterhead,
    Look,
    Margins,
    Note,
    Side,
)
from sstc_cli.render.word_styles import adopt_look, complete_styles
from sstc_cli.render.word_xml import local_name

_LETTER, _GAP = 0.19, 4.0  # millimetres: of a character for each point of size; between columns
_AROUND = ("sdt", "sdtContent", "ins", "moveTo", "customXml")
_Parts: TypeAlias = dict[Side, list[list[BandWords | BandPicture]]]


class BandReader:
    """Reads the headers and footers of a section; `notes` are about parts that it cannot read."""

    def __init__(self, looks: Looks, section: Section) -> None:
        self.notes: dict[Note, None] = {}
        self._looks = looks
        lengths = (section.page_width, section.left_margin, section.right_margin)
        self._page, self._left, right = (Emu(length or 0).mm for length in lengths)
        self._width = max(self._page - self._left - right, 1.0)
        self._floats: list[Float] = []

    def read(self, around: _Header | _Footer) -> Band:
        """Return the rows of a header or footer; none if the section has none."""
        if around.is_linked_to_previous:
            return ()
        self._floats = []
        self._pieces = Pieces(self._looks, around.part, self.notes)
        rows = [
            row
            for row in self._rows(around._element)
            if row.above or row.below or any(line.pieces for line in row.lines)
        ]
        return tuple(self._beside(rows))

    def _rows(self, block: Any) -> Iterator[BandRow]:
        for child in block:
            match local_name(child):
                case "p":
                    yield self._paragraph(child)
                case "tbl":
                    yield from self._table(child)
                case name if name in _AROUND:
                    yield from self._rows(child)

    def _paragraph(self, paragraph: Any) -> BandRow:
        """Return a paragraph as a row; tabs separate its cells."""
        looks = self._looks
        from_right = looks.is_from_right(paragraph)
        lines = {
            side: tuple(BandLine(tuple(line), side, from_right) for line in part)
            for side, part in self._by_side(paragraph).items()
        }
        above, below = (looks.rule(paragraph, edge) for edge in ("top", "bottom"))
        return BandRow(_spread(lines), above, below)

    def _by_side(self, paragraph: Any) -> _Parts:
        """Return the lines of a paragraph on the left, in the middle and on the right."""
        stops: Iterator[Side] = chain(self._looks.stops(paragraph), repeat("left"))
        parts: _Parts = {self._looks.side(paragraph): [[]]}
        (lines,) = parts.values()
        for piece in self._pieces.of(paragraph):
            match piece:
                case Tab():
                    side = next(stops) if piece.side is None else piece.side
                    if side == "left":
                        lines[-1].append(BandWords(" "))
                    else:
                        lines = parts.setdefault(side, [[]])
                case LineBreak():
                    lines.append([])
                case Float():
                    self._floats.append(piece)
                case _:
                    lines[-1].append(piece)
        return parts

    def _table(self, table: Any) -> Iterator[BandRow]:
        """Yield the rows of a table; cells that are merged over several rows make one row."""
        columns = table.iterfind(f"{qn('w:tblGrid')}/*")
        grid = [int(column.get(qn("w:w"), "0")) for column in columns]
        from_right = table.find(f"{qn('w:tblPr')}/{qn('w:bidiVisual')}") is not None
        merged: list[list[BandCell]] = []
        for line in table.iterfind(qn("w:tr")):
            cells = list(self._cells(line, grid))
            marks = line.iterfind(f"{qn('w:tc')}/{qn('w:tcPr')}/{qn('w:vMerge')}")
            continues = any(mark.get(qn("w:val"), "continue") == "continue" for mark in marks)
            if merged and continues and len(cells) == len(merged[-1]):
                pairs = zip(merged[-1], cells, strict=True)
                merged[-1] = [replace(cell, lines=cell.lines + more.lines) for cell, more in pairs]
            else:
                merged.append(cells)
        for cells in merged:
            yield BandRow(tuple(cells[::-1] if from_right else cells))

    def _cells(self, row: Any, grid: Sequence[int]) -> Iterator[BandCell]:
        at = 0
        for cell in row.iterfind(qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            end = at + (1 if span is None else int(span.get(qn("w:val"))))
            lines = [line for row in self._rows(cell) for line in row.lines if line.pieces]
            yield BandCell(tuple(lines), Twips(sum(grid[at:end])).mm or _natural_width(lines))
            at = end

    def _beside(self, rows: list[BandRow]) -> Iterator[BandRow]:
        """Yield the rows, with pictures and boxes at places of their own above or beside them."""
        by_side: dict[Side, list[Float]] = {"left": [], "center": [], "right": []}
        for float_ in self._floats:
            by_side[self._side(float_)].append(float_)
        yield from (
            BandRow((BandCell(_put(float_.lines, "center")),)) for float_ in by_side["center"]
        )
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
        """Return the third of the page that something is on."""
        if isinstance(float_.left, str):
            return float_.left
        middle = float_.left + float_.width / 2 + (0 if float_.is_on_page else self._left)
        share = middle / max(self._page, 1)
        return "left" if share < 0.4 else "right" if share > 0.6 else "center"


def _spread(lines: Mapping[Side, tuple[BandLine, ...]]) -> tuple[BandCell, ...]:
    """Return cells for the lines on the left, in the middle and on the right, of natural width."""
    full = {side: part for side, part in lines.items() if any(line.pieces for line in part)}
    if len(full) < 2:
        return tuple(BandCell(part) for part in full.values()) or (BandCell(()),)
    need = {side: _natural_width(part) for side, part in full.items()}
    if "center" not in full:
        return tuple(BandCell(full[side], need[side]) for side in ("left", "right"))
    edge = max(need.get("left", 0), need.get("right", 0))
    share = {"left": edge, "center": need["center"], "right": edge}
    return tuple(BandCell(full.get(side, ()), share[side]) for side in ("left", "center", "right"))


def _natural_width(lines: Sequence[BandLine]) -> float:
    """Return about how many millimetres the longest of the lines needs."""
    widths = (
        sum(
            piece.width
            if isinstance(piece, BandPicture)
            else display_width(piece.text) * piece.size * _LETTER
            for piece in line.pieces
        )
        for line in lines
    )
    return _GAP + max(widths, default=0)


def _column(floats: Sequence[Float], side: Side) -> BandCell:
    lines = (line for float_ in floats for line in float_.lines)
    width = max((float_.width + _GAP for float_ in floats), default=0)
    return BandCell(_put(lines, side), width)


def _put(lines: Iterable[BandLine], side: Side) -> tuple[BandLine, ...]:
    """Return lines with pictures on that side; words stay where their box has them."""
    return tuple(
        replace(line, side=side)
        if any(isinstance(piece, BandPicture) for piece in line.pieces)
        else line
        for line in lines
    )


def _between(outer: Sequence[BandCell], lines: tuple[BandLine, ...], width: float) -> BandRow:
    """Return a row with lines between two outer cells, in the middle of the page if centred."""
    left, right = outer
    if any(line.side == "center" for line in lines):
        share = max(left.share, right.share)
        left, right = replace(left, share=share), replace(right, share=share)
    middle = BandCell(lines, max(width - left.share - right.share, width / 4))
    return BandRow(tuple(cell for cell in (left, middle, right) if cell.share))


_LARGEST = 5_000_000  # bytes, because every document contains the letterhead
_BOUNDS = Bounds(memory=300_000_000, seconds=10)
_WIDEST = 150  # millimetres of two margins together
_OLE = b"\xd0\xcf\x11\xe0"  # the first bytes of old and encrypted Office files
# The parts that the page and its styles need; the other ones belong to the body, which is removed.
_REQUIRED = (
    *(RT.STYLES, RT.SETTINGS, RT.NUMBERING, RT.THEME, RT.FONT_TABLE),
    *(RT.HEADER, RT.FOOTER, RT.FOOTNOTES, RT.ENDNOTES),
)
# The exceptions of python-docx and lxml for broken files and files of another kind.
_ERRORS = (
    *(OpcError, BadZipFile, SyntaxError, KeyError, ValueError, AttributeError, TypeError),
    *(IndexError, NotImplementedError, RuntimeError, EOFError, OSError, XmlchemyError),
)


def read_letterhead(file: Path, own: Look = PLAIN) -> Letterhead:
    """Return the letterhead in a Word file, and refuse one that is broken or could do harm.

    It has our `own` font and colour where its styles have none.
    """
    try:
        inside = file.resolve().is_relative_to(file.parent.resolve())
        if not inside or not file.is_file():
            raise refused("is not a regular file", "put the file itself there, not a link to it")
        if file.stat().st_size > _LARGEST:
            raise refused("is larger than 5 MB", SMALLER)
        data = file.read_bytes()
    except OSError as error:
        raise refused(
            f"cannot be read: {explained(error)}", "close it in other programs"
        ) from error
    return _read(data, own)


@lru_cache(maxsize=1)
def _read(data: bytes, own: Look) -> Letterhead:
    if data.startswith(_OLE):
        raise refused("is encrypted, or from an old version of Word", HINT)
    try:
        for _ in answers(f"{__name__}:tried", data, bounds=_BOUNDS):
            pass
    except ChildError as error:
        raise refused("has far more in it than a letterhead", "shorten it in Word") from error
    return _understood(data, own)


def tried(data: bytes) -> Iterator[None]:
    """Read a letterhead in a child process, which shows whether this takes little time and memory.

    What else is wrong with it is found again afterwards.
    """
    with suppress(SstcError):
        _understood(data, PLAIN)
    yield from ()


def _understood(data: bytes, own: Look) -> Letterhead:
    try:
        with ZipFile(BytesIO(data)) as parts:
            check_word(parts)
        word = NewWord(BytesIO(data))
        _empty(word)
        looks = Looks(word)
        bands = BandReader(looks, word.sections[0])
        heads, feet = _bands(word, bands, "header"), _bands(word, bands, "footer")
        look = looks.face(own)
        if own != PLAIN:
            adopt_look(word, look)
        complete_styles(word, look)
        buffer = BytesIO()
        word.save(buffer)
        margins = _margins(word)
    except _ERRORS as error:
        raise refused("is not a Word file, or is broken", HINT) from error
    return Letterhead(buffer.getvalue(), heads, feet, margins, look, tuple(bands.notes))


def _bands(word: Word, reader: BandReader, kind: Literal["header", "footer"]) -> Bands:
    """Return the headers or footers; Word keeps those of first and even pages also if unused."""
    page, settings = word.sections[0], word.settings
    other = reader.read(getattr(page, kind))
    first = even = other
    if page.different_first_page_header_footer:
        first = reader.read(getattr(page, f"first_page_{kind}"))
    if settings.odd_and_even_pages_header_footer:
        even = reader.read(getattr(page, f"even_page_{kind}"))
    return Bands(first, even, other)


def _margins(word: Word) -> Margins:
    page = word.sections[0]
    sides = (page.left_margin, page.right_margin, page.top_margin, page.bottom_margin)
    distances = (page.header_distance, page.footer_distance)
    # a negative margin is fixed: the text does not make room for the header (ECMA-376, 17.6.11)
    left, right, top, bottom = (abs(Emu(length or 0).mm) for length in sides)
    head, foot = (abs(Emu(length or 0).mm) for length in distances)
    if max(left + right, head + foot, top + bottom) > _WIDEST:
        raise refused("leaves no room for text", "make its margins smaller")
    return Margins(left, right, top, bottom, head, foot)


def _empty(word: Word) -> None:
    """Remove the body, except the page of its first section, and the parts only the body needs."""
    page = word.sections[0]._sectPr
    body = word.element.body
    for child in list(body):
        body.remove(child)
    body.append(page)
    for key, rel in list(word.part.rels.items()):
        if rel.reltype not in _REQUIRED:
            del word.part.rels[key]
    for key, rel in list(word.part.package.rels.items()):
        if rel.reltype != RT.OFFICE_DOCUMENT:
            del word.part.package.rels[key]
    settings = word.part._settings_part
    settings.rels.clear()
    for name in ("attachedTemplate", "documentProtection", "writeProtection", "mailMerge"):
        for setting in settings.element.xpath(f"w:{name}"):
            settings.element.remove(setting)
