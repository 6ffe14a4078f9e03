"""Comparison of texts: exports change case, width, spaces, quotes, numbering and punctuation."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_NUMBER = re.compile(r"(q ?|第 ?)?\d{1,3} ?题? ?[.)、:] ?")
_MOST_NUMBERS = 4  # before a question: `Q1. 1)`
_END = re.compile(r"[ *:]+\Z")
_LANGUAGES = re.compile(r"\s*[/|\n]\s*")


def level(text: str) -> str:
    """Return a text with one form of punctuation and width, but in its own case."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text).translate(_PUNCTUATION)


@lru_cache(maxsize=4_096)
def fold(text: str) -> str:
    """Return a text in the form in which texts are compared, without what exports change.

    It is cached because the cells above a table are compared with the questions of each survey.
    """
    return " ".join(level(text).casefold().split())


class Wordings(Generic[T]):
    """The meanings of wordings; a wording with two meanings has none.

    The meaning in an earlier layer wins over that in a later one.
    """

    def __init__(self, *layers: Iterable[tuple[str, T | None]]) -> None:
        self.meanings: dict[str, T | None] = {}
        for pairs in layers:
            self.meanings = _meanings(pairs) | self.meanings

    def find(self, text: str) -> T | None:
        """Return the meaning of a text as it is, without its number, or in several languages."""
        for _ in range(_MOST_NUMBERS):
            folded = _bare(fold(text))
            if folded in self.meanings:
                return self.meanings[folded]
            if not (number := _NUMBER.match(folded)):
                break
            text = folded[number.end() :]
        parts = _LANGUAGES.split(text)
        meanings = {self.meanings.get(_bare(fold(part))) for part in parts}
        return meanings.pop() if len(meanings) == 1 else None


def _meanings(pairs: Iterable[tuple[str, T | None]]) -> dict[str, T | None]:
    meanings: dict[str, T | None] = {}
    for text, meaning in pairs:
        folded = _bare(fold(text))
        if meanings.setdefault(folded, meaning) != meaning:
            meanings[folded] = None
    return meanings


def _bare(folded: str) -> str:
    """Remove the star or colon after a question."""
    return _END.sub("", folded) or folded
