"""The look of documents, if no letterhead has one, and the contrast of two colours."""

import re
from typing import Annotated

from sstc_cli.model.base import Model, field
from sstc_cli.model.readers import Value
from sstc_cli.model.values import matching, pattern, read_text, refuse

LEAST_CONTRAST = 4.5  # of text (WCAG 2.2, 1.4.3)
PAPER = "ffffff"


def contrast(color: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted(map(_luminance, (color, other)))
    return (light + 0.05) / (dark + 0.05)


def color_parts(color: str) -> list[int]:
    """Return how much red, green and blue a colour has, from 0 to 255."""
    return [int(color[at : at + 2], 16) for at in (0, 2, 4)]


def _luminance(color: str) -> float:
    red, green, blue = (_linear(part / 255) for part in color_parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """Return the linear brightness of a part of a colour (WCAG 2.2, relative luminance)."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


FONT = re.compile(r"\w[\w .-]{0,60}")
_ACCENT = re.compile(r"#[0-9A-Fa-f]{6}")
_ACCENT_HINT = 'write six hexadecimal digits after `#`, in quotes: `"#17456e"`'


def read_accent(value: object) -> str:
    """Return a colour such as `#17456e`, or refuse it if text cannot have it (E531)."""
    text = read_text(value, "a colour")
    if not _ACCENT.fullmatch(text):
        refuse("E531", "`{value}` is not a colour", _ACCENT_HINT, text)
    found = contrast(text[1:], PAPER)
    if found < LEAST_CONTRAST:
        message = f"the contrast of `{{value}}` on white is only {_rounded_down(found)}:1"
        refuse("E531", message, f"choose a darker colour: text needs {LEAST_CONTRAST}:1", text)
    return text


def _rounded_down(ratio: float) -> float:
    return int(ratio * 100) / 100


Font = Annotated[
    str,
    matching(
        FONT,
        "the name of a font",
        (
            "E531",
            "`{value}` is not the name of a font",
            "write the name of one font as Word shows it, for example `Arial`",
        ),
        "name of a font",
        "names of fonts",
    ),
]
Accent = Annotated[str, Value(read_accent, pattern(_ACCENT), "colour")]


class OwnLook(Model):
    """The font and the colour of documents, as far as no letterhead has others."""

    font: Font = field(
        "font of the text; for PDFs, posters and pictures, put its files into "
        "`templates/fonts/` [default: that of each format]",
        default="",
    )
    accent: Accent = field(
        'colour of headings and links, for example `"#0b6b3a"` [default: a dark blue]', default=""
    )
