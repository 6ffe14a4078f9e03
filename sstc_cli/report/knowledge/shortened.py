"""Words that must fit: their beginning with an ellipsis, without a word that is cut."""

import re
from collections.abc import Sequence

from sstc_cli.diagnostics import display_width

_MARKS = " ,;:，、；：("
_PIECES = re.compile(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+")


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many columns."""
    if display_width(text) <= most:
        return text
    return f"{_first(_PIECES.findall(text), most).rstrip(_MARKS)}…"


def shortened_inside(text: str, most: int) -> str:
    """Return a text of at most so many columns, with its end: there questions differ most."""
    if display_width(text) <= most:
        return text
    pieces = _PIECES.findall(text)
    end = "".join(reversed(_first(pieces[::-1], 2 * most // 3, mirrored=True)))
    start = _first(pieces, most - display_width(end)).rstrip(_MARKS)
    return f"{start}…{end.lstrip(_MARKS)}"


def _first(pieces: Sequence[str], most: int, *, mirrored: bool = False) -> str:
    """Return the first pieces that fit, each mirrored if they are read from the end."""
    kept = ""
    for piece in pieces:
        if display_width(kept + piece) >= most:
            break
        kept += piece[::-1] if mirrored else piece
    return kept
