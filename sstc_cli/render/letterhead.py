"""A letterhead: the header and footer of an office's pages, as rows of words and pictures.

Cells run from left to right, whatever the direction of the document is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from sstc_cli.render.look import PLAIN, Look

LETTERHEAD = "templates/letterhead.docx"
Side: TypeAlias = Literal["left", "center", "right"]
Note: TypeAlias = tuple[str, str]  # something that only Word can show, and a hint


@dataclass(frozen=True, slots=True)
class Words:
    """Words that look alike; size in points, colour like `17456e`, or empty for that of the text.

    `number` marks the number of the page, or the number of pages.
    """

    text: str
    size: float = 10
    color: str = ""
    bold: bool = False
    italic: bool = False
    language: str = ""
    number: Literal["", "page", "pages"] = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that browsers and Typst can show, as a `data:` address; size in millimetres."""

    source: str = field(repr=False)
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """The words and pictures of one line, or of a paragraph of several lines."""

    pieces: tuple[Words | Picture, ...]
    side: Side = "left"
    from_right: bool = False

    @property
    def is_numbered(self) -> bool:
        """Whether the line has the number of the page."""
        return any(isinstance(piece, Words) and piece.number for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines one below the other, and their share of the row's width."""

    lines: tuple[Line, ...]
    share: float = 1


@dataclass(frozen=True, slots=True)
class BandRow:
    """Cells side by side; `above` and `below` are colours of lines, empty for no line."""

    cells: tuple[Cell, ...]
    above: str = ""
    below: str = ""

    @property
    def lines(self) -> Iterator[Line]:
        """The lines of all cells."""
        return (line for cell in self.cells for line in cell.lines)


Band: TypeAlias = tuple[BandRow, ...]


@dataclass(frozen=True, slots=True)
class Bands:
    """The headers, or the footers, of the first page, of even pages, and of all other pages."""

    first: Band = ()
    even: Band = ()
    other: Band = ()

    def __bool__(self) -> bool:
        return bool(self.first or self.even or self.other)

    @property
    def opening(self) -> Band:
        """The header or footer of a single page, for example a web page."""
        return self.first or self.other

    @property
    def is_numbered(self) -> bool:
        """Whether one of them has the number of the page."""
        rows = (*self.first, *self.even, *self.other)
        return any(line.is_numbered for row in rows for line in row.lines)


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of the text, and the distances of head and foot to the edge, in millimetres."""

    left: float
    right: float
    top: float
    bottom: float
    head: float
    foot: float


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The pages of an office's Word file.

    `word` is the file without text, ready to be filled. `heads` and `feet` are its headers and
    footers for other formats, `look` has its font and colour, and `notes` are the parts that other
    formats cannot show, with hints.
    """

    word: bytes = field(repr=False)
    heads: Bands
    feet: Bands
    margins: Margins
    look: Look = PLAIN
    notes: tuple[Note, ...] = ()

    @property
    def is_numbered(self) -> bool:
        """Return whether its pages have their numbers."""
        return self.heads.is_numbered or self.feet.is_numbered

    @property
    def logos(self) -> tuple[Picture, ...]:
        """The pictures above the first page."""
        pieces = (
            piece for row in self.heads.opening for line in row.lines for piece in line.pieces
        )
        return tuple(piece for piece in pieces if isinstance(piece, Picture))
