"""Read a cell as a rating: a number, the words of the scale, both, or stars."""

import re
from collections.abc import Iterable, Mapping

from sstc_cli.model import Scale
from sstc_cli.model.wording import Wordings, fold, level
from sstc_cli.sheets.cells import Value, number_of, text_of

_STARS = re.compile(r"([★⭐🌟✭]+)(☆*)")
_VARIANT = "\N{VARIATION SELECTOR-16}"
_NUMBER = r"(?P<number>\d{1,3})"
_FORMS = [
    re.compile(rf"[(\[]?{_NUMBER}(?![\d.,]*\d)(?P<words>.*)", re.DOTALL),
    re.compile(rf"(?P<words>\D+)[(\[]\s*{_NUMBER}\s*[)\]]", re.DOTALL),
]
_OF = re.compile(r"\s*(?:/|of|out of|sur|de|von|из|من|共)\s*(?P<highest>\d{1,3})\D*", re.IGNORECASE)
_JOINT = " \n.,:;=()[]、-–—|/"


class RatingReader:
    """Reads the ratings of one scale.

    `decided` has the texts about which somebody decided, `tool` the codes that only the tool
    writes.
    """

    def __init__(
        self, scale: Scale, decided: Mapping[str, str | None], tool: Mapping[str, str]
    ) -> None:
        self.scale = scale
        self.decided = Wordings(_ratings(decided.items()))
        self.words = Wordings(_points(scale), _ratings(tool.items()))

    def rating(self, value: Value) -> int | None:
        """Return the rating in a cell, or None if it is not one, or contradicts itself."""
        text, number = text_of(value), number_of(value)
        rating = self.decided.find(text)
        if rating is None and number is not None:
            rating = int(number) if number.is_integer() else None
        elif rating is None:
            rating = self._in_words(level(text).replace(_VARIANT, "").strip())
        return rating if rating in self.scale.ratings else None

    def _in_words(self, text: str) -> int | None:
        """Return the rating of a text that is more than a number."""
        if fold(text) in self.words.meanings:
            return self.words.find(text)
        if stars := _STARS.fullmatch(text):
            whole = not stars[2] or len(text) == self.scale.highest
            return len(stars[1]) if whole else None
        for form in _FORMS:
            if match := form.fullmatch(text):
                return self._agreed(int(match["number"]), match["words"])
        return self.words.find(text)

    def _agreed(self, number: int, words: str) -> int | None:
        """Return a number, unless what is written next to it means something else."""
        if of := _OF.fullmatch(words):
            return number if int(of["highest"]) == self.scale.highest else None
        words = words.strip(_JOINT)
        meant = self.words.find(words) if words else number
        if meant is None and not any(map(str.isdigit, words)):
            return number
        return number if meant == number else None


def _ratings(codes: Iterable[tuple[str, str | None]]) -> list[tuple[str, int]]:
    """Return pairs of a text and the rating that it means."""
    return [(text, int(code)) for text, code in codes if code is not None]


def _points(scale: Scale) -> list[tuple[str, int]]:
    """Return the texts of a scale, in all languages, with their ratings."""
    texts = list(zip(scale.points, scale.ratings, strict=False))
    if scale.lowest_text:
        texts.append((scale.lowest_text, scale.lowest))
    if scale.highest_text:
        texts.append((scale.highest_text, scale.highest))
    return [(word, rating) for text, rating in texts for word in text.by_language.values()]
