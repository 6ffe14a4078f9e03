"""A letterhead: what an office's pages carry, as rows of words and pictures for any format.

Rows and cells stand from the left to the right, whatever the direction of the document is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

LETTERHEAD = "templates/letterhead.docx"
Side: TypeAlias = Literal["left", "center", "right"]
Note: TypeAlias = tuple[str, str]  # what only Word can show, and what to do about it


@dataclass(frozen=True, slots=True)
class Words:
    """Words that look alike; size in points, colour as in `17456e`, empty for that of the text.

    `number` says that a page's number stands there, or how many pages there are.
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
    """A picture that browsers and Typst can show, as a `data:` address; its size in millimetres."""

    source: str = field(repr=False)
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in one line, or in a paragraph of several."""

    pieces: tuple[Words | Picture, ...]
    side: Side = "left"
    from_right: bool = False

    @property
    def is_numbered(self) -> bool:
        """Whether it has the number of the page."""
        return any(isinstance(each, Words) and each.number for each in self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines one below the other, in this share of the row."""

    lines: tuple[Line, ...]
    share: float = 1


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side; the colours of the rules above and below, empty for none."""

    cells: tuple[Cell, ...]
    above: str = ""
    below: str = ""

    @property
    def lines(self) -> Iterator[Line]:
        """Those of all cells."""
        return (line for cell in self.cells for line in cell.lines)


Band: TypeAlias = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Bands:
    """The headers, or the footers, of the first page, of even pages, and of all others."""

    first: Band = ()
    even: Band = ()
    other: Band = ()

    def __bool__(self) -> bool:
        return bool(self.first or self.even or self.other)

    @property
    def opening(self) -> Band:
        """The one of a document that is a single page, as a web page is."""
        return self.first or self.other

    @property
    def is_numbered(self) -> bool:
        """Whether the number of the page stands in one of them."""
        rows = (*self.first, *self.even, *self.other)
        return any(line.is_numbered for row in rows for line in row.lines)


@dataclass(frozen=True, slots=True)
class Margins:
    """Millimetres: of the text, and of head and foot to the edge of the paper."""

    left: float
    right: float
    top: float
    bottom: float
    head: float
    foot: float


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What an office's Word file says of its pages.

    `word` is the file without text, to be filled; `heads` and `feet` are what other formats show of
    its headers and footers, `notes` what of them they cannot show, and what to do about it.
    """

    word: bytes = field(repr=False)
    heads: Bands
    feet: Bands
    margins: Margins
    notes: tuple[Note, ...] = ()
