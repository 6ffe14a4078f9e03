"""Pictures of a Word file that browsers and Typst can show, and notes about all others."""

import re
from base64 import b64encode
from dataclasses import replace
from typing import Any

from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Emu, Pt

from sstc_cli.model.visual.bitmap import Kind, is_cmyk, kind_of, sides_of
from sstc_cli.render.escape import clean
from sstc_cli.render.letterhead import Note, Picture

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


def changing_field_note(field: str) -> Note:
    """Return the note about a field whose words change from day to day."""
    return (f"a field `{field}`, {_ONLY_WORD}", "write the words instead of the field")


class UnshownError(Exception):
    """Something that only Word can show, with a note about it."""

    def __init__(self, note: Note) -> None:
        super().__init__(note[0])
        self.note = note


def from_drawing(drawing: Any, part: Part) -> Picture:
    """Return the picture of a `wp:inline` or `wp:anchor`."""
    blip = drawing.find(f".//{qn('a:blip')}")
    size, words = drawing.find(qn("wp:extent")), drawing.find(qn("wp:docPr"))
    if blip is None or size is None or words is None:
        raise UnshownError(UNKNOWN)
    width, height = (Emu(int(size.get(name))).mm for name in ("cx", "cy"))
    alt = words.get("descr") or words.get("title") or ""
    picture = _picture(part, blip.get(_EMBED), alt, width, height)
    cut = drawing.find(f".//{qn('a:srcRect')}")
    return picture if cut is None or not cut.attrib else _cropped(picture, cut)


def from_shape(shape: Any, image: Any, part: Part) -> Picture:
    """Return the picture of an old `v:shape`."""
    size = {name: Pt(float(value)).mm for name, value in _STYLE.findall(shape.get("style", ""))}
    if len(size) < 2:
        raise UnshownError(UNKNOWN)
    return _picture(part, image.get(_ID), shape.get("alt", ""), size["width"], size["height"])


def missing_alt(picture: Picture, drawing: Any) -> list[Note]:
    """Return a note about a picture without alternative text, unless it is decorative."""
    marks = drawing.iter("{*}decorative")
    is_decorative = any(mark.get("val") in ("1", "true") for mark in marks)
    return [] if picture.alt or is_decorative else [_NAMELESS]


def _picture(part: Part, key: str | None, alt: str, width: float, height: float) -> Picture:
    if key is None or key not in part.related_parts or min(width, height) <= 0:
        raise UnshownError(UNKNOWN)
    if height > _HIGHEST:
        raise UnshownError(BACKDROP)
    data = part.related_parts[key].blob
    kind = _kind(data)
    if _pixels(kind, data) > _MOST_PIXELS:
        raise UnshownError(_LARGE)
    alt = " ".join(clean(alt).split())
    return Picture(_address(kind, data), alt, round(width, 2), round(height, 2))


def _cropped(picture: Picture, cut: Any) -> Picture:
    """Return the part of a picture that Word shows, as a drawing (ECMA-376, 20.1.8.55)."""
    left, top, right, bottom = (int(cut.get(edge, "0")) for edge in "ltrb")
    window = (left, top, _COMPLETE - left - right, _COMPLETE - top - bottom)
    if min(window[2:]) <= 0:
        raise UnshownError(UNKNOWN)
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


def _kind(data: bytes) -> Kind:
    kind = kind_of(data)
    if kind and is_cmyk(kind, data):
        raise UnshownError((f"a picture in CMYK, {_ONLY_WORD}", _PNG_INSTEAD))
    if kind:
        return kind
    for magic, name in _OTHERS.items():
        if data.startswith(magic):
            raise UnshownError((f"a picture in {name}, {_ONLY_WORD}", _PNG_INSTEAD))
    raise UnshownError(UNKNOWN)


def _pixels(kind: Kind, data: bytes) -> int:
    """Return how many pixels a picture has. Refuse one that does not say it."""
    width, height = sides_of(kind, data)
    if not width * height:
        raise UnshownError(UNKNOWN)
    return width * height
