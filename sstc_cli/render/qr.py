"""A web address as a QR code (ISO/IEC 18004), for a terminal and as a picture; home of segno."""

import io
from itertools import zip_longest

import segno

from sstc_cli.errors import SstcError

# how much may be unreadable: 7 % keeps it small for a screen, 15 % is for dirty and torn posters
_SCREEN, _POSTER = "l", "m"
_QUIET = 4  # modules of white around it, which the standard asks for
# two modules a character, the upper one first: light ones are drawn
_BLOCKS = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}


def qr_lines(address: str) -> list[str]:
    """The code in half blocks: what is light is drawn, for terminals that are dark."""
    rows = [list(row) for row in _code(address, _SCREEN).matrix_iter(border=_QUIET)]
    light = [0] * len(rows[0])
    pairs = zip_longest(rows[::2], rows[1::2], fillvalue=light)
    return ["".join(_BLOCKS[pair] for pair in zip(*two, strict=True)) for two in pairs]


def qr_svg(address: str, title: str) -> bytes:
    """The code as a drawing on white, a millimetre a module, which scales without loss."""
    look = {"light": "#fff", "unit": "mm", "svgclass": None, "lineclass": None}
    stream = io.BytesIO()
    _code(address, _POSTER).save(stream, kind="svg", border=_QUIET, title=title, **look)
    return stream.getvalue()


def _code(address: str, level: str) -> segno.QRCode:
    try:
        return segno.make_qr(address, error=level)
    except segno.DataOverflowError as error:
        message = f"an address of {len(address):,} characters is too long for a QR code"
        raise SstcError(message, "shorten it with your office's link shortener") from error
