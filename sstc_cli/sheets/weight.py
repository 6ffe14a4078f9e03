"""How much memory a text takes, once its reader has written it to a cell."""

import re

_FOUR = re.compile(rb"[\xf0-\xf4]")  # begin a character of four bytes


def weight(text: bytes) -> int:
    """Return how much a byte of text takes: more if one character makes all of them take four."""
    return 8 if b"&#" in text or (not text.isascii() and _FOUR.search(text)) else 2
