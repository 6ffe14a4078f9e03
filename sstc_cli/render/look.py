"""The face of the documents: the font and the colour of headings that all formats share."""

import re
from dataclasses import dataclass

_COLOR = re.compile(r"[0-9A-Fa-f]{6}")
_CONTRAST = 4.5  # of text (WCAG 2.2, 1.4.3)
_NIGHT = "14191f"  # the background of a page in the dark


@dataclass(frozen=True, slots=True)
class Look:
    """A font, empty for that of each format, and the colour of headings and links."""

    font: str = ""
    accent: str = "17456e"

    @property
    def accent_at_night(self) -> str:
        """The colour, mixed with as much white as it needs on a dark page."""
        parts = _parts(self.accent)
        for share in range(0, 101, 5):
            mixed = [round(part + (255 - part) * share / 100) for part in parts]
            color = "".join(f"{part:02x}" for part in mixed)
            if contrast(color, _NIGHT) > 6:  # also on the shade behind the heads of tables
                return color
        return "ffffff"


PLAIN = Look()


def readable(color: str) -> str:
    """Return the colour if it is readable on white, otherwise an empty text for the default."""
    if not _COLOR.fullmatch(color):
        return ""
    return color.lower() if contrast(color, "ffffff") >= _CONTRAST else ""


def contrast(color: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted(map(_luminance, (color, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(color: str) -> list[int]:
    return [int(color[at : at + 2], 16) for at in (0, 2, 4)]


def _linear(part: float) -> float:
    """Return the linear brightness of a part of a colour (WCAG 2.2, relative luminance)."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
