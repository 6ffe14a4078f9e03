"""A QR code among words, in Markdown as the picture of a file that need not exist."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from importlib import import_module

from markupsafe import Markup

from sstc_cli.model.visual.photo import Photo, photo_of
from sstc_cli.render.escape import picture_of

_FOLDER = "qr/"


def qr_picture(url: str, alternative: Markup) -> Markup:
    """Return Markdown that shows the code of a web address."""
    # a dot at the end stands for each `=`, which paths of pictures cannot have
    name = urlsafe_b64encode(url.encode()).decode().replace("=", ".")
    return picture_of(f"{_FOLDER}{name}", alternative)


def qr_photo(file: str) -> Photo | None:
    """Return the code that such a picture stands for; None if it is another picture."""
    if not file.startswith(_FOLDER):
        return None
    name = file.removeprefix(_FOLDER).replace(".", "=")
    codes = import_module(
        "sstc_cli.render.display.qr"
    )  # segno takes longer than the whole document
    return photo_of(codes.qr_png(urlsafe_b64decode(name).decode()))
