"""The memory that a text takes once its reader has stored it in a cell."""

import re

USUAL, _WIDE = 2, 8  # bytes of memory for each byte of text
_FOUR = re.compile(rb"[\xf0-\xf4]")  # begin a character of four bytes


def weight(text: bytes) -> int:
    """Return the bytes of memory for each byte: more if one character makes all of them wide."""
    return _WIDE if b"&#" in text or (not text.isascii() and _FOUR.search(text)) else USUAL
