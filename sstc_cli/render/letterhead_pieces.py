"""The pieces of the header or footer of a Word file: words, pictures, tabs and boxes."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Emu, Pt

from sstc_cli.model.photo import PictureKind, is_cmyk, kind_of, sides_of
from sstc_cli.render.escape import clean
from sstc_cli.render.letterhead_looks import Looks
from sstc_cli.render.stationery import BandLine, BandPicture, BandWords, Note, Side
from sstc_cli.render.word_xml import local_name

_ONLY_WORD = "which only Word can show"
DRAWN: Note = (f"a drawing or a group, {_ONLY_WORD}", "insert it as one PNG picture")
UNKNOWN: Note = ("a picture that is empty or broken", "insert it again in Word")
BACKDROP: Note = (
    f"a picture higher than 80 mm, {_ONLY_WORD}",
    "insert a smaller one if it should also be in HTML and PDF",
)
_NAMELESS: Note = (
    "a picture without alternative text",
    "in Word, right-click it, choose *View Alt Text*, and write whose logo it is",
)
_OTHERS = {
    b"\x01\x00\x00\x00": "EMF",
    b"\xd7\xcd\xc6\x9a": "WMF",
    b"\x01\x00\x09\x00": "WMF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"<": "SVG",
    b"\xef\xbb\xbf<": "SVG",
}
_LARGE: Note = (f"a picture of more than 25 million pixels, {_ONLY_WORD}", "make it smaller")
_MOST_PIXELS = 25_000_000  # a reader needs four bytes for each
_PNG_INSTEAD = "in Word, save it as a PNG, and insert that instead"
_COMPLETE = 100_000  # in thousandths of a percent
_HIGHEST = 80  # millimetres
_STYLE = re.compile(r"(width|height)\s*:\s*([0-9.]+)pt")
_EMBED, _ID = qn("r:embed"), qn("r:id")


class UnshownPictureError(Exception):
    """Something that only Word can show, with a note about it."""

    def __init__(self, note: Note) -> None:
        super().__init__(note[0])
        self.note = note


def from_drawing(drawing: Any, part: Part) -> BandPicture:
    blip = drawing.find(f".//{qn('a:blip')}")
    size, words = drawing.find(qn("wp:extent")), drawing.find(qn("wp:docPr"))
    if blip is None or size is None or words is None:
        raise UnshownPictureError(UNKNOWN)
    width, height = (Emu(int(size.get(name))).mm for name in ("cx", "cy"))
    alt = words.get("descr") or words.get("title") or ""
    picture = _picture(part, blip.get(_EMBED), alt, width, height)
    cut = drawing.find(f".//{qn('a:srcRect')}")
    return picture if cut is None or not cut.attrib else _cropped(picture, cut)


def _picture(part: Part, key: str | None, alt: str, width: float, height: float) -> BandPicture:
    if key is None or key not in part.related_parts or min(width, height) <= 0:
        raise UnshownPictureError(UNKNOWN)
    if height > _HIGHEST:
        raise UnshownPictureError(BACKDROP)
    data = part.related_parts[key].blob
    kind = _kind(data)
    sides = sides_of(kind, data)
    if not all(sides):
        raise UnshownPictureError(UNKNOWN)
    if sides[0] * sides[1] > _MOST_PIXELS:
        raise UnshownPictureError(_LARGE)
    alt = " ".join(clean(alt).split())
    return BandPicture(_address(kind, data), alt, round(width, 2), round(height, 2))


def _cropped(picture: BandPicture, cut: Any) -> BandPicture:
    """Return the part of a picture that Word shows, as a drawing (ECMA-376, 20.1.8.55)."""
    left, top, right, bottom = (int(cut.get(edge, "0")) for edge in "ltrb")
    window = (left, top, _COMPLETE - left - right, _COMPLETE - top - bottom)
    if min(window[2:]) <= 0:
        raise UnshownPictureError(UNKNOWN)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{picture.width}" '
        f'height="{picture.height}" '
        f'viewBox="{" ".join(map(str, window))}" preserveAspectRatio="none">'
        f'<image width="{_COMPLETE}" height="{_COMPLETE}" preserveAspectRatio="none" '
        f'href="{picture.source}"/></svg>'
    )
    return replace(picture, source=_address("svg+xml", drawing.encode()))


def _address(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{b64encode(data).decode()}"


def _kind(data: bytes) -> PictureKind:
    kind = kind_of(data)
    if kind and is_cmyk(kind, data):
        raise UnshownPictureError((f"a picture in CMYK, {_ONLY_WORD}", _PNG_INSTEAD))
    if kind:
        return kind
    for magic, name in _OTHERS.items():
        if data.startswith(magic):
            raise UnshownPictureError((f"a picture in {name}, {_ONLY_WORD}", _PNG_INSTEAD))
    raise UnshownPictureError(UNKNOWN)


_NUMBERS: dict[str, Literal["page", "pages"]] = {
    "PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages",
}  # fmt: skip
_CLOCKS = ("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE")
_SKIPPED = ("del", "moveFrom", "pPr", "rPr")  # properties, and text deleted under "track changes"
_TABS: dict[str, Side] = {"left": "left", "center": "center", "right": "right"}


@dataclass(frozen=True, slots=True)
class Tab:
    """A jump to the next tab stop, or to the one that it names."""

    side: Side | None = None


class LineBreak:
    """A new line."""


@dataclass(frozen=True, slots=True)
class Float:
    """A picture or a text box at a place of its own.

    `left` is its distance in millimetres from the margin, or from the edge with `is_on_page`; or it
    is the side of the page.
    """

    lines: tuple[BandLine, ...]
    left: float | Side
    is_on_page: bool
    width: float


Piece: TypeAlias = BandWords | BandPicture | Tab | LineBreak | Float


class Pieces:
    """Reads the paragraphs of a part; `notes` are about pieces that it cannot read."""

    def __init__(self, looks: Looks, part: Part, notes: dict[Note, None]) -> None:
        self._looks, self._part, self._notes = looks, part, notes
        self._fields: list[str] = []  # the instructions of the open ones

    def of(self, paragraph: Any) -> Iterator[Piece]:
        self._fields = []
        yield from self._inside(paragraph, paragraph)

    def _inside(self, element: Any, paragraph: Any) -> Iterator[Piece]:
        for child in element:
            match local_name(child):
                case "r":
                    yield from self._run(child, paragraph)
                case "fldSimple":
                    self._fields.append(child.get(qn("w:instr"), ""))
                    yield from self._inside(child, paragraph)
                    yield from self._closed(child, paragraph)
                case name if name not in _SKIPPED:
                    yield from self._inside(child, paragraph)

    def _run(self, run: Any, paragraph: Any) -> Iterator[Piece]:
        for child in run:
            match local_name(child):
                case "t":
                    yield from self._words(child.text or "", run, paragraph)
                case "noBreakHyphen":
                    yield from self._words("\u2011", run, paragraph)
                case "tab":
                    yield Tab()
                case "ptab":
                    yield Tab(_TABS.get(child.get(qn("w:alignment"))))
                case "br" | "cr":
                    yield LineBreak()
                case "fldChar":
                    yield from self._turn(child, run, paragraph)
                case "instrText" if self._fields:
                    self._fields[-1] += child.text or ""
                case "drawing" | "pict" | "AlternateContent":
                    yield from self._drawn(child)

    def _words(self, text: str, run: Any, paragraph: Any) -> Iterator[BandWords]:
        """Yield words, also those of a field, except fields whose words change."""
        words = self._looks.words(text, run, paragraph)
        if words and not any(kind in _NUMBERS or kind in _CLOCKS for kind in self._kinds()):
            yield words

    def _turn(self, mark: Any, run: Any, paragraph: Any) -> Iterator[BandWords]:
        match mark.get(qn("w:fldCharType")):
            case "begin":
                self._fields.append("")
            case "end" if self._fields:
                yield from self._closed(run, paragraph)

    def _closed(self, run: Any, paragraph: Any) -> Iterator[BandWords]:
        """Leave a field: yield its page number, or note that a date is left out."""
        kind = self._kinds()[-1]
        self._fields.pop()
        words = self._looks.words("1", run, paragraph)
        if kind in _NUMBERS and words:
            yield replace(words, number=_NUMBERS[kind])
        elif kind in _CLOCKS:
            note = (f"a field `{kind}`, {_ONLY_WORD}", "write the words instead of the field")
            self._notes[note] = None

    def _kinds(self) -> list[str]:
        return [field.upper().split()[0] if field.strip() else "" for field in self._fields]

    def _drawn(self, element: Any) -> Iterator[BandPicture | Float]:
        """Yield a picture or a box, without the copy that Word keeps for its old versions."""
        drawing = element if local_name(element) == "drawing" else None
        if drawing is None:
            drawing = element.find(f".//{qn('w:drawing')}")
        try:
            if drawing is None:
                yield self._old_picture(element)
            else:
                for frame in drawing:
                    yield self._framed(frame)
        except UnshownPictureError as error:
            self._notes[error.note] = None

    def _framed(self, frame: Any) -> BandPicture | Float:
        """Return the picture or box of a `wp:inline`, among words, or of a `wp:anchor`."""
        is_picture = frame.find(f"{qn('a:graphic')}/{qn('a:graphicData')}/{qn('pic:pic')}")
        box = frame.find(f".//{qn('w:txbxContent')}")
        if is_picture is None and (box is None or local_name(frame) == "inline"):
            raise UnshownPictureError(DRAWN)
        if is_picture is None:
            return self._float(frame, self._boxed(box))
        picture = from_drawing(frame, self._part)
        marks = frame.iter("{*}decorative")
        if not picture.alt and all(mark.get("val") not in ("1", "true") for mark in marks):
            self._notes[_NAMELESS] = None
        if local_name(frame) == "inline":
            return picture
        return self._float(frame, (BandLine((picture,)),))

    def _old_picture(self, element: Any) -> BandPicture:
        """Return the picture of an old `v:shape`."""
        image = element.find(".//{urn:schemas-microsoft-com:vml}imagedata")
        if image is None:
            raise UnshownPictureError(DRAWN)
        shape = image.getparent()
        size = {name: Pt(float(value)).mm for name, value in _STYLE.findall(shape.get("style", ""))}
        if len(size) < 2:
            raise UnshownPictureError(UNKNOWN)
        alt = shape.get("alt", "")
        return _picture(self._part, image.get(_ID), alt, size["width"], size["height"])

    def _boxed(self, box: Any) -> tuple[BandLine, ...]:
        inner = Pieces(self._looks, self._part, self._notes)
        lines = []
        for paragraph in box.iterfind(qn("w:p")):
            pieces = (
                piece for piece in inner.of(paragraph) if isinstance(piece, BandWords | BandPicture)
            )
            from_right = self._looks.is_from_right(paragraph)
            lines.append(BandLine(tuple(pieces), self._looks.side(paragraph), from_right))
        return tuple(lines)

    def _float(self, anchor: Any, lines: tuple[BandLine, ...]) -> Float:
        """Return lines at the place of an anchor (ECMA-376, 20.4.2.10)."""
        place = anchor.find(qn("wp:positionH"))
        offset, align = (place.find(qn(f"wp:{name}")) for name in ("posOffset", "align"))
        left: float | Side = _TABS.get("" if align is None else align.text, "left")
        if offset is not None:
            left = Emu(int(offset.text)).mm
        is_on_page = place.get("relativeFrom") == "page"
        return Float(lines, left, is_on_page, Emu(int(anchor.find(qn("wp:extent")).get("cx"))).mm)
