"""The file of a person's picture: its kind and size, and what documents can show of it."""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

PictureKind: TypeAlias = Literal["png", "jpeg", "gif", "webp"]

_MAGIC: dict[bytes, PictureKind] = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
}
_NO_FRAMES = (0xC4, 0xC8, 0xCC)


def kind_of(data: bytes) -> PictureKind | None:
    """Return the kind of a picture that browsers can show, or None."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)


def is_cmyk(kind: PictureKind, data: bytes) -> bool:
    """Return whether a picture has the colours of print, for which PDF/A has no profile."""
    return kind == "jpeg" and _frame(data)[5:6] == b"\4"


def sides_of(kind: PictureKind, data: bytes) -> tuple[int, int]:
    """Return the width and height of a picture in pixels; 0 if it does not say them."""
    match kind:
        case "png":
            sides = (data[16:20], data[20:24])
        case "jpeg":
            sides = (_frame(data)[3:5], _frame(data)[1:3])
        case "gif":
            sides = (data[7:5:-1], data[9:7:-1])
        case _:
            return _webp_sides(data)
    width, height = map(int.from_bytes, sides)
    return width, height


def _frame(jpeg: bytes) -> bytes:
    """Return the frame header of a JPEG after its size: precision, height, width, colours.

    It is empty if there is none (ITU-T T.81, B.2.2).
    """
    at = 2
    while at + 9 < len(jpeg):
        marker, size = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAMES:
            return jpeg[at + 4 : at + 10]
        at += 1 if marker == 0xFF else 2 + size  # any number of such bytes may come before a marker
    return b""


def _webp_sides(data: bytes) -> tuple[int, int]:
    """Return the sides of a WebP, from its first chunk (RFC 9649, 2.5 to 2.7)."""
    if data[12:16] == b"VP8X":
        return _little(data[24:27]) + 1, _little(data[27:30]) + 1
    if data[12:16] == b"VP8L":
        bits = _little(data[21:25])
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    return _little(data[26:28]) & 0x3FFF, _little(data[28:30]) & 0x3FFF


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")


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
    kind: PictureKind
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
        raise PhotoError("is on its side; only some programs would turn it", _AGAIN)
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
