"""Names, addresses and organisations of the store in the text of a comment.

A name counts as a whole only: "Rose Green" is one, but roses and green cities are none. Case,
accents and apostrophes do not matter.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from sstc_cli.model.phones import phones_in
from sstc_cli.store.names import Folded, folded
from sstc_cli.store.people import names_and_addresses, organisations
from sstc_cli.store.store import Store

MASK = "[…]"
_EAST = "\u2e80-\U0010ffff"  # scripts that are written without spaces
_LETTER = rf"[^\W{_EAST}]"
_WORD = re.compile(rf"{_LETTER}+|[{_EAST}]")
_ADDRESS = re.compile(r"[\w.+-]+\s?[@＠]\s?[\w-]+(?:\.[\w-]+)+")  # whosever it is
_LEAST, _LEAST_EAST = 3, 2  # characters of a name


class Mentions:
    """Finds names, addresses and organisations in texts."""

    def __init__(self, names: Iterable[str], offices: Iterable[str] = ()) -> None:
        self._by_word: dict[str, dict[str, frozenset[str]]] = {}
        people = [*names]
        self.has_names = any("@" not in name for name in people)
        for text in (*people, *offices):
            name = " ".join(folded(text).text.split())
            words = _WORD.findall(name)
            if len("".join(words)) >= (_LEAST_EAST if _is_eastern(name) else _LEAST):
                self._by_word.setdefault(words[0], {})[name] = frozenset(words)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where a text has a mention, in order, each from one index to another."""
        addresses = (match.span() for match in _ADDRESS.finditer(text))
        phones = phones_in(text, doubtful=True)
        return [*_united(sorted([*addresses, *phones, *self.named(text)]))]

    def named(self, text: str) -> Iterator[tuple[int, int]]:
        spelt = folded(text)
        words = {*_WORD.findall(spelt.text)}
        for word in words & self._by_word.keys():
            for name, own in self._by_word[word].items():
                if own <= words:  # a pattern for each name of a large store takes minutes
                    yield from _places(name, text, spelt)

    def masked(self, text: str) -> str:
        parts, end = [], 0
        for start, stop in self.spans(text):
            parts += [text[end:start], MASK]
            end = stop
        return "".join([*parts, text[end:]])


def mentions_of(store: Store) -> Mentions:
    return Mentions(names_and_addresses(store), organisations(store))


def _places(name: str, text: str, spelt: Folded) -> Iterator[tuple[int, int]]:
    """Yield where a text has a name; one of a single word may be any, unless it begins as one."""
    for start, stop in spelt.spans(_pattern(name)):
        word = text[start:stop]
        is_name = word[:1] != word[:1].lower() or word.upper() == word.lower() or "@" in word
        if " " in name or is_name:
            yield start, stop


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return a pattern for a name, not in a longer word: as it is, or with its last word first."""
    words = name.split()
    if _is_eastern(name):
        return re.compile(r"\s*".join(map(re.escape, "".join(words))))
    spelt = [r"\s+".join(map(re.escape, words))]
    if len(words) > 1:
        spelt.append(rf"{re.escape(words[-1])},?\s+" + r"\s+".join(map(re.escape, words[:-1])))
    return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(spelt)})(?!{_LETTER})")


def _is_eastern(name: str) -> bool:
    return min(name.replace(" ", ""), default="") > "\u2e7f"


def _united(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for first, last in spans:
        if first > end:
            if end >= 0:
                yield start, end
            start = first
        end = max(end, last)
    if end >= 0:
        yield start, end
