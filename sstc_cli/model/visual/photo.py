"""The file of a person's picture: what documents can show, without what they need not have."""

import re
from base64 import b64encode
from dataclasses import dataclass, field

from sstc_cli.model.visual.bitmap import Kind, is_cmyk, kind_of, sides_of

IN_TEXT = (22.0, 18.0)  # millimetres: the space for a picture among words
MOST_BYTES = 1_000_000  # every document with the picture contains it
_MOST_PIXELS = 4_000_000
_ENDS = {"png": b"IEND\xaeB`\x82", "jpeg": b"\xff\xd9"}
_AGAIN = "export it again, as an upright PNG or JPEG"
SMALLER = "make it smaller: 600 pixels are enough for each side"
_TURNED = re.compile(
    rb"Exif\0\0(?:MM\0\*.{0,4000}?\x01\x12\0\x03\0\0\0\x01\0[\x02-\x08]"
    rb"|II\*\0.{0,4000}?\x12\x01\x03\0\x01\0\0\0[\x02-\x08]\0)",
    re.DOTALL,
)
# What a program needs to show a JPEG: JFIF, a colour profile, Adobe's mark
_KEPT = (0xE0, 0xE2, 0xEE)
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


class PhotoError(ValueError):
    """A picture that documents cannot have: the end of a message, and a hint."""

    def __init__(self, problem: str, hint: str) -> None:
        super().__init__(problem)
        self.problem, self.hint = problem, hint


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that all formats can show, and its sides in pixels."""

    data: bytes = field(repr=False)
    kind: Kind
    width: int
    height: int

    @property
    def address(self) -> str:
        """The picture as a `data:` address."""
        return f"data:image/{self.kind};base64,{b64encode(self.data).decode()}"

    def within(self, width: float, height: float) -> tuple[float, float]:
        """Return its width and height, as large as a space allows."""
        scale = min(width / self.width, height / self.height)
        return round(self.width * scale, 2), round(self.height * scale, 2)


def photo_of(data: bytes) -> Photo:
    """Return a picture without data about its making, or refuse one that documents cannot have."""
    kind = kind_of(data)
    if kind not in ("png", "jpeg"):
        raise PhotoError("is neither a PNG nor a JPEG", _AGAIN)
    if is_cmyk(kind, data):
        raise PhotoError("has the colours of print (CMYK)", _AGAIN)
    width, height = sides_of(kind, data)
    if not width * height or _ENDS[kind] not in data[-64:]:
        raise PhotoError("is broken or not complete", _AGAIN)
    if width * height > _MOST_PIXELS:
        raise PhotoError(f"has {width:,} × {height:,} pixels", SMALLER)
    if kind == "jpeg" and _TURNED.search(data[:70_000]):
        raise PhotoError("lies on its side; only some programs would turn it", _AGAIN)
    return Photo(_plain_jpeg(data) if kind == "jpeg" else _plain_png(data), kind, width, height)


def _plain_jpeg(data: bytes) -> bytes:
    """Return a JPEG without the place, the camera and the comments that it may have."""
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        marker, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker in _KEPT or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(data[at:end])
        at = end
    if b"JFIF" not in b"".join(kept[1:2])[:16]:
        kept.insert(1, _JFIF)  # readers of Word know a JPEG by it
    return b"".join([*kept, data[at:]])


def _plain_png(data: bytes) -> bytes:
    """Return a PNG without texts, its time and other chunks that no reader needs."""
    kept, at = [data[:8]], 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] not in (b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"):
            kept.append(data[at:end])
        at = end
    return b"".join(kept)
