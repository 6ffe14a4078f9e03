"""The face of the documents: the font and the colour of headings that all formats share."""

import re
from functools import cache
from typing import NamedTuple

from sstc_cli.model.visual.contrast import LEAST, PAPER, color_parts, contrast

_COLOR = re.compile(r"[0-9A-Fa-f]{6}")
_NIGHT = "14191f"  # the background of a page in the dark


class Look(NamedTuple):
    """A font, empty for that of each format, and the colour of headings and links.

    The data file asks for a font that `is_required`: a PDF has no other one instead.
    """

    font: str = ""
    accent: str = "17456e"
    is_required: bool = False

    @property
    def accent_at_night(self) -> str:
        """The colour, mixed with as much white as it needs on a dark page."""
        return _at_night(self.accent)


PLAIN = Look()


def readable(color: str) -> str:
    """Return the colour if it is readable on white, otherwise an empty text for the default."""
    if not _COLOR.fullmatch(color):
        return ""
    return color.lower() if contrast(color, PAPER) >= LEAST else ""


@cache
def _at_night(accent: str) -> str:
    parts = color_parts(accent)
    for share in range(0, 101, 5):
        mixed = [round(part + (255 - part) * share / 100) for part in parts]
        color = "".join(f"{part:02x}" for part in mixed)
        if contrast(color, _NIGHT) > 6:  # also on the shade behind the heads of tables
            return color
    return "ffffff"
