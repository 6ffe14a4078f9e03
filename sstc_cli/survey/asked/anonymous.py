"""Questions without who asked: names of the report, of the store, and parts of the asker's own."""

import re
from collections.abc import Collection, Iterable

from sstc_cli.store.mention import without_addresses
from sstc_cli.store.names.spelling import folded
from sstc_cli.survey.comments.mentions import MASK, Mentions

# an address of anybody, spelt so that programs do not find it
_SPELT = re.compile(r"[\w.+-]+\s*[\[({<]\s*(?:at|@)\s*[\])}>]\s*[\w-]+(?:\s*[.\[({<]+\w+[\])}>]*)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"([^\W\d_]+)(['’][^\W\d_]+)")
_JOINED = re.compile(r"\w{6,}")
_LEAST = 3  # letters of a part of a name
_EAST = "\u2e7f"
# what programs call people without a name
_NOBODY = frozenset({"anonymous", "attendee", "guest", "user", "participant", "host", "the", "and"})


class Anonymiser:
    """Masks the people of a report and of the store in texts, but not the speakers."""

    def __init__(self, names: Iterable[str], offices: Iterable[str], public: Iterable[str]) -> None:
        self._public = {_plain(name) for name in public}
        wanted = (name for name in names if _plain(name) not in self._public)
        found = set(wanted)
        self._addresses = {name.casefold() for name in found if "@" in name}
        self._mentions = Mentions(found, offices)

    def masked(self, text: str, own: Collection[str]) -> str:
        """Return a text with a mask in place of people; `own` are the names of its row."""
        text = without_addresses(_SPELT.sub(MASK, text), self._is_known, MASK)
        text = self._mentions.masked(text)
        parts = {_plain(part) for name in own if _plain(name) not in self._public
                 for part in _parts(name)}  # fmt: skip
        if not parts:
            return text
        text = _JOINED.sub(lambda word: _joined(word[0], parts), text)
        return _WORD.sub(lambda word: _part(word[0], parts), text)

    def _is_known(self, address: str) -> bool:
        return address.casefold() in self._addresses


def _part(word: str, parts: Collection[str]) -> str:
    """Return a mask for a part of the asker's own name, which is written like a name."""
    is_name = word[:1] != word[:1].lower() or word.upper() == word.lower()
    if not is_name or _plain(word) in parts:
        return MASK if is_name else word
    ended = _POSSESSIVE.fullmatch(word)
    return f"{MASK}{ended[2]}" if ended and _plain(ended[1]) in parts else word


def _joined(word: str, parts: Collection[str]) -> str:
    """Return a mask for a word of several parts of the asker's name, such as `janeroe88`."""
    rest, found = _plain(word), 0
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= _LEAST and part in rest:
            rest, found = rest.replace(part, " "), found + 1
    return MASK if found > 1 else word


def _parts(name: str) -> Iterable[str]:
    """Yield the words of a name or an address that may stand for the person alone."""
    local = name.partition("@")[0]
    for word in _WORD.findall(local):
        least = 2 if min(word) > _EAST else _LEAST
        if len(word) >= least and word.casefold() not in _NOBODY:
            yield word


def _plain(text: str) -> str:
    return " ".join(folded(text).text.split())
