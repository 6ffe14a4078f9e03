"""Words that must fit: their beginning with an ellipsis, without a word that is cut."""

import re

from sstc_cli.diagnostics import display_width

_MARKS = " ,;:，、；：("
_PIECES = re.compile(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+")


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many columns."""
    if display_width(text) <= most:
        return text
    kept = ""
    for piece in _PIECES.findall(text):
        if display_width(kept + piece) >= most:
            break
        kept += piece
    return f"{kept.rstrip(_MARKS)}…"
