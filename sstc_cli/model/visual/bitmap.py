"""The kind of a picture and its size, by its first bytes."""

from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["png", "jpeg", "gif", "webp"]

_MAGIC: dict[bytes, Kind] = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}
_NO_FRAMES = (0xC4, 0xC8, 0xCC)


def kind_of(data: bytes) -> Kind | None:
    """Return the kind of a picture that browsers can show, or None."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)


def is_cmyk(kind: Kind, data: bytes) -> bool:
    """Return whether a picture has the colours of print, for which PDF/A has no profile."""
    return kind == "jpeg" and _frame(data)[5:6] == b"\4"


def sides_of(kind: Kind, data: bytes) -> tuple[int, int]:
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
