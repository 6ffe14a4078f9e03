"""The look of documents, if no letterhead has one. Field descriptions are docs of the data file."""

import re
from typing import Annotated

from sstc_cli.model.base import Model, field
from sstc_cli.model.readers import Value
from sstc_cli.model.values import pattern, read_text, refuse
from sstc_cli.model.visual.contrast import LEAST, PAPER, contrast

FONT = re.compile(r"\w[\w .-]{0,60}")
_ACCENT = re.compile(r"#[0-9A-Fa-f]{6}")
_ACCENT_HINT = 'write six hexadecimal digits after `#`, in quotes: `"#17456e"`'


def read_font(value: object) -> str:
    """Return the name of a font, or refuse a value with other characters (E531)."""
    text = read_text(value, "the name of a font")
    if not FONT.fullmatch(text):
        hint = "write the name of one font as Word shows it, for example `Arial`"
        refuse("E531", "`{value}` is not the name of a font", hint, text)
    return text


def read_accent(value: object) -> str:
    """Return a colour such as `#17456e`, or refuse it if text cannot have it (E531)."""
    text = read_text(value, "a colour")
    if not _ACCENT.fullmatch(text):
        refuse("E531", "`{value}` is not a colour", _ACCENT_HINT, text)
    found = contrast(text[1:], PAPER)
    if found < LEAST:
        message = f"the contrast of `{{value}}` on white is only {_rounded_down(found)}:1"
        refuse("E531", message, f"choose a darker colour: text needs {LEAST}:1", text)
    return text


def _rounded_down(ratio: float) -> float:
    return int(ratio * 100) / 100


Font = Annotated[str, Value(read_font, pattern(FONT))]
Accent = Annotated[str, Value(read_accent, pattern(_ACCENT))]


class OwnLook(Model):
    """The font and the colour of documents, as far as no letterhead has others."""

    font: Font = field(
        default="",
        description="font of the text; for PDFs, posters and pictures, put its files into "
        "`templates/fonts/` [default: that of each format]",
    )
    accent: Accent = field(  # may not be empty: `#17456e` without quotes is a comment
        default="",
        description='colour of headings and links, for example `"#0b6b3a"` [default: a dark blue]',
    )
