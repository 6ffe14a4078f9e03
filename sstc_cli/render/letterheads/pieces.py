"""The pieces of paragraphs in a Word header or footer: words, pictures, tabs, boxes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Emu

from sstc_cli.render.element import local_name
from sstc_cli.render.letterhead import Line, Note, Picture, Side, Words
from sstc_cli.render.letterheads.looks import Looks
from sstc_cli.render.letterheads.picture import (
    DRAWN,
    UnshownError,
    changing_field_note,
    from_drawing,
    from_shape,
    missing_alt,
)

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

    lines: tuple[Line, ...]
    left: float | Side
    is_on_page: bool
    width: float


Piece: TypeAlias = Words | Picture | Tab | LineBreak | Float


class Pieces:
    """Reads the paragraphs of a part; `notes` are about pieces that it cannot read."""

    def __init__(self, looks: Looks, part: Part, notes: dict[Note, None]) -> None:
        self._looks, self._part, self._notes = looks, part, notes
        self._fields: list[str] = []  # the instructions of the open ones

    def of(self, paragraph: Any) -> Iterator[Piece]:
        """Yield the pieces of a paragraph, in their order."""
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

    def _words(self, text: str, run: Any, paragraph: Any) -> Iterator[Words]:
        """Yield words, also those of a field, except fields whose words change."""
        words = self._looks.words(text, run, paragraph)
        if words and not any(kind in _NUMBERS or kind in _CLOCKS for kind in self._kinds()):
            yield words

    def _turn(self, mark: Any, run: Any, paragraph: Any) -> Iterator[Words]:
        """Enter or leave a field."""
        match mark.get(qn("w:fldCharType")):
            case "begin":
                self._fields.append("")
            case "end" if self._fields:
                yield from self._closed(run, paragraph)

    def _closed(self, run: Any, paragraph: Any) -> Iterator[Words]:
        """Leave a field: yield its page number, or note that a date is left out."""
        kind = self._kinds()[-1]
        self._fields.pop()
        words = self._looks.words("1", run, paragraph)
        if kind in _NUMBERS and words:
            yield replace(words, number=_NUMBERS[kind])
        elif kind in _CLOCKS:
            self._notes[changing_field_note(kind)] = None

    def _kinds(self) -> list[str]:
        """Return the kinds of the fields that are open."""
        return [field.upper().split()[0] if field.strip() else "" for field in self._fields]

    def _drawn(self, element: Any) -> Iterator[Picture | Float]:
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
        except UnshownError as error:
            self._notes[error.note] = None

    def _framed(self, frame: Any) -> Picture | Float:
        """Return the picture or box of a `wp:inline`, among words, or of a `wp:anchor`."""
        is_picture = frame.find(f"{qn('a:graphic')}/{qn('a:graphicData')}/{qn('pic:pic')}")
        box = frame.find(f".//{qn('w:txbxContent')}")
        if is_picture is None and (box is None or local_name(frame) == "inline"):
            raise UnshownError(DRAWN)
        if is_picture is None:
            return self._float(frame, self._boxed(box))
        picture = from_drawing(frame, self._part)
        self._notes |= dict.fromkeys(missing_alt(picture, frame))
        if local_name(frame) == "inline":
            return picture
        return self._float(frame, (Line((picture,)),))

    def _old_picture(self, element: Any) -> Picture:
        image = element.find(".//{urn:schemas-microsoft-com:vml}imagedata")
        if image is None:
            raise UnshownError(DRAWN)
        return from_shape(image.getparent(), image, self._part)

    def _boxed(self, box: Any) -> tuple[Line, ...]:
        """Return the lines in a text box."""
        inner = Pieces(self._looks, self._part, self._notes)
        lines = []
        for paragraph in box.iterfind(qn("w:p")):
            pieces = (piece for piece in inner.of(paragraph) if isinstance(piece, Words | Picture))
            from_right = self._looks.is_from_right(paragraph)
            lines.append(Line(tuple(pieces), self._looks.side(paragraph), from_right))
        return tuple(lines)

    def _float(self, anchor: Any, lines: tuple[Line, ...]) -> Float:
        """Return lines at the place of an anchor (ECMA-376, 20.4.2.10)."""
        place = anchor.find(qn("wp:positionH"))
        offset, align = (place.find(qn(f"wp:{name}")) for name in ("posOffset", "align"))
        left: float | Side = _TABS.get("" if align is None else align.text, "left")
        if offset is not None:
            left = Emu(int(offset.text)).mm
        is_on_page = place.get("relativeFrom") == "page"
        return Float(lines, left, is_on_page, Emu(int(anchor.find(qn("wp:extent")).get("cx"))).mm)
