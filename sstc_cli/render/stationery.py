"""The stationery of documents: paper, font and colour, and letterheads, which HTML shows, too."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from markupsafe import Markup

from sstc_cli.choices import Paper
from sstc_cli.model.look import LEAST_CONTRAST, PAPER, color_parts, contrast
from sstc_cli.model.photo import Photo

_COLOR = re.compile(r"[0-9A-Fa-f]{6}")
_NIGHT = "1f2831"  # the lightest background in the dark, behind the heads of tables
_AT_NIGHT = 7  # contrast of texts, by level AAA of WCAG


class Look(NamedTuple):
    """A font, empty for that of each format, and the colour of headings and links.

    The data file asks for a font that `is_required`: a PDF has no other one instead.
    """

    font: str = ""
    accent: str = "17456e"
    is_required: bool = False

    @property
    def accent_at_night(self) -> str:
        """The colour, mixed with as much white as it needs on a dark page."""
        return _at_night(self.accent)


PLAIN = Look()


def readable(color: str) -> str:
    """Return the colour if it is readable on white, otherwise an empty text for the default."""
    if not _COLOR.fullmatch(color):
        return ""
    return color.lower() if contrast(color, PAPER) >= LEAST_CONTRAST else ""


@cache
def _at_night(accent: str) -> str:
    parts = color_parts(accent)
    for share in range(0, 101, 5):
        mixed = [round(part + (255 - part) * share / 100) for part in parts]
        color = "".join(f"{part:02x}" for part in mixed)
        if contrast(color, _NIGHT) >= _AT_NIGHT:
            return color
    return "ffffff"


LETTERHEAD = "templates/letterhead.docx"
Side: TypeAlias = Literal["left", "center", "right"]
Note: TypeAlias = tuple[str, str]  # something that only Word can show, and a hint


@dataclass(frozen=True, slots=True)
class BandWords:
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
class BandPicture:
    """A picture that browsers and Typst can show, as a `data:` address; size in millimetres."""

    source: str = field(repr=False)
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class BandLine:
    """The words and pictures of one line, or of a paragraph of several lines."""

    pieces: tuple[BandWords | BandPicture, ...]
    side: Side = "left"
    from_right: bool = False

    @property
    def is_numbered(self) -> bool:
        return any(isinstance(piece, BandWords) and piece.number for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class BandCell:
    """Lines one below the other, and their share of the row's width."""

    lines: tuple[BandLine, ...]
    share: float = 1


@dataclass(frozen=True, slots=True)
class BandRow:
    """Cells side by side; `above` and `below` are colours of lines, empty for no line."""

    cells: tuple[BandCell, ...]
    above: str = ""
    below: str = ""

    @property
    def lines(self) -> Iterator[BandLine]:
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
        return self.heads.is_numbered or self.feet.is_numbered

    @property
    def logos(self) -> tuple[BandPicture, ...]:
        pieces = (
            piece for row in self.heads.opening for line in row.lines for piece in line.pieces
        )
        return tuple(piece for piece in pieces if isinstance(piece, BandPicture))


PIXELS = 96 / 25.4  # of CSS in a millimetre


@lru_cache(maxsize=2)  # every document has the same head and foot
def band_html(band: Band) -> Markup:
    """Return the rows of a band, without page numbers, which a web page does not have.

    Cells side by side become a table, because Outlook supports nothing else.
    """
    return Markup("\n").join(filter(None, map(_row, band)))


def _row(row: BandRow) -> Markup:
    cells = [
        (cell, Markup("\n").join(_line(line) for line in cell.lines if not line.is_numbered))
        for cell in row.cells
    ]
    if not any(lines for _, lines in cells) and not (row.above or row.below):
        return Markup()
    rules = {"top": row.above, "bottom": row.below}
    style = "".join(f"border-{edge}: 1px solid #{color};" for edge, color in rules.items() if color)
    style = Markup(' style="{}"').format(style) if style else Markup()
    if len(cells) == 1:
        return Markup("<div{}>\n{}\n</div>").format(style, cells[0][1])
    total = sum(cell.share for cell in row.cells)
    data = Markup("\n").join(
        Markup('<td width="{}%">{}</td>').format(round(100 * cell.share / total), lines)
        for cell, lines in cells
    )
    table = Markup('<table role="presentation" width="100%" cellpadding="0" dir="ltr"{}>\n{}\n{}')
    return table.format(style, Markup("<tr>"), data) + Markup("\n</tr>\n</table>")


def _line(line: BandLine) -> Markup:
    direction = "rtl" if line.from_right else "ltr"
    inside = Markup().join(map(_piece, line.pieces))
    return Markup('<p align="{}" dir="{}">{}</p>').format(line.side, direction, inside)


def _piece(piece: BandWords | BandPicture) -> Markup:
    if isinstance(piece, BandWords):
        return _words(piece)
    size = [round(length * PIXELS) or 1 for length in (piece.width, piece.height)]
    picture = Markup('<img src="{}" alt="{}" width="{}" height="{}">')
    return picture.format(piece.source, piece.alt, *size)


def _words(words: BandWords) -> Markup:
    looks = {
        "font-size": f"{words.size:g}pt",
        "color": f"#{words.color}" if words.color else "",
        "font-weight": "bold" if words.bold else "",
        "font-style": "italic" if words.italic else "",
    }
    style = "; ".join(f"{name}: {value}" for name, value in looks.items() if value)
    language = Markup(' lang="{}"').format(words.language) if words.language else Markup()
    return Markup('<span style="{}"{}>{}</span>').format(style, language, words.text)


# Width and height in millimetres: ISO 216 and ANSI Y14.1.
PAPERS: Mapping[Paper, tuple[float, float]] = MappingProxyType(
    {
        "a4": (210, 297),
        "letter": (215.9, 279.4),
        "a4-landscape": (297, 210),
        "letter-landscape": (279.4, 215.9),
    }
)
FOOT = "Page {page} of {pages}"  # a label
MARGIN = 20  # millimetres, left and right


@dataclass(frozen=True, slots=True)
class Stationery:
    """The paper, and the names on it.

    The organisers are above the first page and the series is above the others, unless there is a
    letterhead. `author` goes into the properties of the file. `photos` has pictures by their path.
    """

    paper: Paper = "a4"
    series: str = ""
    organisers: str = ""
    author: str = ""
    letterhead: "Letterhead | None" = None
    own_look: Look = PLAIN
    photos: Mapping[str, Photo] = field(default_factory=dict, hash=False, compare=False)

    @property
    def look(self) -> Look:
        return self.letterhead.look if self.letterhead else self.own_look

    @property
    def text_width(self) -> float:
        """The millimetres between the margins."""
        width = PAPERS[self.paper][0]
        if self.letterhead:
            return width - self.letterhead.margins.left - self.letterhead.margins.right
        return width - 2 * MARGIN
