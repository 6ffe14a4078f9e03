"""Break texts of any script into lines of a given width."""

import re
import unicodedata

from sstc_cli.diagnostics import display_width

# Closing punctuation never begins a line, and opening punctuation never ends one (W3C, Requirements
# for Chinese Text Layout, 3.1.5).
_CLOSING = "，。、；：？！）》」』】”’…—%,.;:?!)]}"
_OPENING = "（《「『【“‘([{"
# French puts a no-break space before `:` and `;`, which belongs to the word.
_PIECES = re.compile(
    r"[^\S\u00a0\u202f]+"
    r"|(?:[\u00a0\u202f]|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef])+|."
)


def wrap(text: str, width: int, indent: str = "", mark: str = "") -> list[str]:
    """Return lines of at most `width` columns, beginning with `mark`, then with `indent`.

    Latin words are never broken, even if longer than a line, because addresses must not be. Chinese
    may break between any two characters, except around punctuation.
    """
    lines: list[str] = []
    line = start = mark
    for unit in _units(text):
        if line != start and display_width(line + unit.rstrip()) > width:
            lines.append(line.rstrip())
            line = start = indent
        line += unit.lstrip() if line == start else unit
    return lines if lines and line == start else [*lines, line.rstrip()]


def pad(text: str, width: int) -> str:
    """Return the text, filled up with spaces to `width` columns."""
    return text + " " * (width - display_width(text))


def _units(text: str) -> list[str]:
    """Return the units that are never broken: words with a space, characters with punctuation."""
    units: list[str] = []
    for piece in _PIECES.findall(text):
        sticks = units and (
            piece[0] in _CLOSING or units[-1][-1] in _OPENING or units[-1].isspace()
            or unicodedata.combining(piece[0])
        )  # fmt: skip
        if sticks:
            units[-1] += " " if piece.isspace() else piece
        else:
            units.append(" " if piece.isspace() else piece)
    return units
