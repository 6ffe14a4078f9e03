"""Texts in a form in which the spellings of a name are the same, and where each letter was.

Case, accents, apostrophes and hyphens do not count: Seán O’Connor is SEAN O'CONNOR.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

_EAST = ("\u2e80", "\uf900")  # Korean syllables and Japanese kana must stay whole
_ALIKE = {
    **dict.fromkeys("\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u02bd\u02c8\u00b4`", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
}


@dataclass(frozen=True)
class Folded:
    """A folded text; `forms` are those of the characters in the text as written."""

    text: str
    forms: Sequence[str]

    @cached_property
    def places(self) -> Sequence[int]:
        """Return the place of each character in the text as written, and the end of that."""
        places = [at for at, form in enumerate(self.forms) for _ in form]
        return [*places, len(self.forms)]

    def spans(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Yield where the text as written has what a pattern finds here, with its last accents."""
        for match in pattern.finditer(self.text):
            start, stop = match.span()
            whole = self.places[stop - 1] + 1  # the pattern may end within a ligature
            yield self.places[start], max(whole, self.places[stop])


def folded(text: str) -> Folded:
    """Return the folded form of a text."""
    if text.isascii():
        form = text.lower().replace("`", "'")
        return Folded(form, form)
    forms = [*map(_form, text)]
    return Folded("".join(forms), forms)


def without(pattern: re.Pattern[str], text: str, mask: str) -> str:
    """Return a text with a mask in place of what a pattern finds in its folded form."""
    parts, end = [], 0
    for start, stop in folded(text).spans(pattern):
        parts += [text[end:start], mask]
        end = stop
    return "".join([*parts, text[end:]])


@cache
def _form(char: str) -> str:
    """Return the form of one character, which is empty for accents and invisible ones."""
    char = _ALIKE.get(char, char)
    if _EAST[0] <= char < _EAST[1]:
        return char
    spelt = unicodedata.normalize("NFKD", char)
    bare = (one for one in spelt if not unicodedata.combining(one))
    seen = "".join(one for one in bare if unicodedata.category(one) != "Cf")
    return "".join(_ALIKE.get(one, one) for one in seen.casefold())
