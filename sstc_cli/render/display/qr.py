"""A text as a QR code (ISO/IEC 18004), for a terminal and as a picture, made with segno."""

import io
from itertools import zip_longest

import segno

from sstc_cli.errors import SstcError

# error correction: 7 % keeps the code small for a screen, 15 % is for dirty and torn posters
_SCREEN, _POSTER = "l", "m"
_QUIET = 4  # modules of white around the code, which the standard requires
# two modules for each character, the upper one first; light modules are drawn
_BLOCKS = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}


def qr_lines(address: str) -> list[str]:
    """Return the code as half blocks, with light modules drawn for dark terminals."""
    rows = [list(row) for row in _code(address, _SCREEN).matrix_iter(border=_QUIET)]
    light = [0] * len(rows[0])
    pairs = zip_longest(rows[::2], rows[1::2], fillvalue=light)
    return ["".join(_BLOCKS[modules] for modules in zip(*pair, strict=True)) for pair in pairs]


def qr_modules(address: str) -> int:
    """Return how many modules wide the code is, with the white around it."""
    return int(_code(address, _POSTER).symbol_size(border=_QUIET)[0])


def qr_svg(address: str, title: str) -> bytes:
    """Return the code as an SVG on white, with one millimetre for each module."""
    look = {"light": "#fff", "unit": "mm", "svgclass": None, "lineclass": None}
    stream = io.BytesIO()
    _code(address, _POSTER).save(stream, kind="svg", border=_QUIET, title=title, **look)
    return stream.getvalue()


def qr_png(address: str, scale: int = 10) -> bytes:
    """Return the code as a PNG, with so many pixels for each module.

    Nothing is compressed, because two versions of zlib may give different bytes.
    """
    stream = io.BytesIO()
    _code(address, _POSTER).save(stream, kind="png", border=_QUIET, scale=scale, compresslevel=0)
    return stream.getvalue()


def _code(address: str, level: str) -> segno.QRCode:
    try:
        return segno.make_qr(address, error=level)
    except segno.DataOverflowError as error:
        message = f"an address of {len(address):,} characters is too long for a QR code"
        raise SstcError(message, "shorten it with your office's link shortener") from error
