"""Texts that are shortened to what a channel or a header has room for."""

import re
from unicodedata import east_asian_width

_MORE = "…"
_LOOSE = " ,;:，；：、“‘(（-–—"
_COLON = re.compile(r"\s*(?::\s|：|——|\s[–—]\s)\s*")
_SHORTEST = 10  # characters: fewer before a colon do not tell what a title is about


def length(text: str, *, wide: bool = False) -> int:
    """Return how many characters a text has; with `wide`, a Chinese one counts twice."""
    return sum(_size(char, wide) for char in text)


def shortened(text: str, limit: int, *, wide: bool = False) -> str:
    """Return the text, cut after a word with `…` if it is longer than the limit.

    Chinese, which has no spaces between words, is cut between characters.
    """
    if length(text, wide=wide) <= limit:
        return text
    room = limit - length(_MORE, wide=wide)
    if room < 1:
        return ""
    cut = _cut(text, room, wide)
    cut = next((end for end in range(cut, 0, -1) if not _in_word(text, end)), cut)
    return text[:cut].rstrip(_LOOSE) + _MORE


def beginnings(title: str) -> tuple[str, ...]:
    """Return a title, and its beginnings up to each of its own colons, the longest first."""
    ends = (match.start() for match in _COLON.finditer(title))
    parts = [title[:end] for end in ends if length(title[:end], wide=True) >= _SHORTEST]
    return (title, *reversed(parts))


def _cut(text: str, room: int, wide: bool) -> int:
    """Return how many characters of a text fit into the room."""
    for index, char in enumerate(text):
        room -= _size(char, wide)
        if room < 0:
            return index
    return len(text)


def _in_word(text: str, index: int) -> bool:
    """Return whether a cut before `index` would part two letters of a word."""
    return all(_narrow(char) for char in text[index - 1 : index + 1])


def _narrow(char: str) -> bool:
    return not char.isspace() and east_asian_width(char) not in "WF"


def _size(char: str, wide: bool) -> int:
    return 2 if wide and ord(char) >= 0x1100 else 1
