"""QR codes (ISO/IEC 18004): for a terminal, as pictures, and among the words of a document."""

import io
from base64 import urlsafe_b64decode, urlsafe_b64encode
from itertools import zip_longest
from typing import TYPE_CHECKING

from markupsafe import Markup

from sstc_cli.errors import SstcError
from sstc_cli.model.photo import Photo, photo_of
from sstc_cli.render.escape import picture_of

if TYPE_CHECKING:
    import segno

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
    return int(_code(address, _POSTER).symbol_size(border=_QUIET)[0])


def quiet_share(address: str) -> float:
    """Return how much of the code's width the white edge takes on each side."""
    return _QUIET / qr_modules(address)


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


def _code(address: str, level: str) -> "segno.QRCode":
    import segno  # noqa: PLC0415 it takes longer than a whole document

    try:
        return segno.make_qr(address, error=level)
    except segno.DataOverflowError as error:
        message = f"an address of {len(address):,} characters is too long for a QR code"
        raise SstcError(message, "shorten it with your office's link shortener") from error


_FOLDER = "qr/"


def qr_picture(url: str, alternative: Markup) -> Markup:
    # a dot at the end stands for each `=`, which paths of pictures cannot have
    name = urlsafe_b64encode(url.encode()).decode().replace("=", ".")
    return picture_of(f"{_FOLDER}{name}", alternative)


def qr_photo(file: str) -> Photo | None:
    """Return the code that such a picture stands for; None if it is another picture."""
    if not file.startswith(_FOLDER):
        return None
    name = file.removeprefix(_FOLDER).replace(".", "=")
    return photo_of(qr_png(urlsafe_b64decode(name).decode()))
