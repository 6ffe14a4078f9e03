"""Texts as they are compared: exports change case, width, blanks, quotes, numbers and signs."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")

_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_NUMBER = re.compile(r"(q ?|第 ?)?\d{1,3} ?题? ?[.)、:] ?")
_END = re.compile(r"[ *:]+\Z")
_LANGUAGES = re.compile(r"\s*[/|\n]\s*")


def level(text: str) -> str:
    """A text with signs and widths made the same, but in its own case."""
    return unicodedata.normalize("NFKC", text).translate(_SIGNS)


def fold(text: str) -> str:
    """A text without what exports change: compare only folded texts."""
    return " ".join(level(text).casefold().split())


class Wordings(Generic[T]):
    """What each wording means; a wording that means two things means nothing.

    What an earlier layer says of a wording holds, whatever a later one says.
    """

    def __init__(self, *layers: Iterable[tuple[str, T | None]]) -> None:
        self.meanings: dict[str, T | None] = {}
        for pairs in layers:
            self.meanings = _meanings(pairs) | self.meanings

    def find(self, text: str) -> T | None:
        """The meaning of a text: as it is, without its number, or in two languages at once."""
        folded = _bare(fold(text))
        if folded in self.meanings:
            return self.meanings[folded]
        if number := _NUMBER.match(folded):
            return self.find(folded[number.end() :])
        parts = {self.meanings.get(_bare(fold(each))) for each in _LANGUAGES.split(text)}
        return parts.pop() if len(parts) == 1 else None


def _meanings(pairs: Iterable[tuple[str, T | None]]) -> dict[str, T | None]:
    meanings: dict[str, T | None] = {}
    for text, meaning in pairs:
        folded = _bare(fold(text))
        if meanings.setdefault(folded, meaning) != meaning:
            meanings[folded] = None
    return meanings


def _bare(folded: str) -> str:
    """Without the star or colon that follows a question."""
    return _END.sub("", folded) or folded
