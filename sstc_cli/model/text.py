"""A text for people, in one or several languages, and texts shortened to what there is room for."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Self, TypeAlias
from unicodedata import east_asian_width

from sstc_cli.model.values import (
    LANGUAGE,
    LONGEST,
    is_short,
    matching,
    refuse,
    refuse_long,
    refuse_unseen,
)

# the languages of our catalogues, and of the headers and answers that we read, as the UN lists its
# own; `tests/project/test_shipped_languages.py` says which tables need a line for each of them
LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar", "pt")
MORE = "texts of your own, which templates may print: `{booth: Hall 3}`"


class Foreign(str):
    """A wording in another language than the requested one, which `text` lacks."""

    __slots__ = ("language", "text")
    language: str
    text: "Text"

    def __new__(cls, words: str, language: str, text: "Text") -> Self:
        wording = super().__new__(cls, words)
        wording.language, wording.text = language, text
        return wording

    def part(self, words: str) -> Self:
        """Return some of its words as a wording in the same language."""
        return type(self)(words, self.language, self.text)


class ForeignName(Foreign):
    """A name in another language, which readers expect: nothing needs to say which one it is."""

    __slots__ = ()


class Plural(str):
    """A wording with a form for each kind of number; as a text, it is the last form."""

    __slots__ = ("_which", "forms")
    forms: Sequence[str]
    _which: Callable[[int], int]

    def __new__(cls, forms: Sequence[str], which: Callable[[int], int]) -> Self:
        wording = super().__new__(cls, forms[-1])
        wording.forms, wording._which = forms, which
        return wording

    def of(self, number: int) -> str:
        """Return the form for a number; a catalogue may lack those of fractions or millions."""
        return self.forms[min(self._which(number), len(self.forms) - 1)] or str(self)


def form_for(wording: str, values: Mapping[str, object]) -> str:
    """Return the form of a wording for the first number among its values, if it has several."""
    numbers = [value for value in values.values() if isinstance(value, int)]
    return wording.of(numbers[0]) if numbers and isinstance(wording, Plural) else wording


class Text:
    """One string for all languages, or a string for each language in the order of the file."""

    __slots__ = ("by_language",)
    by_language: dict[str, str]

    def __init__(self, value: str | dict[str, str]) -> None:
        self.by_language = {"": value} if isinstance(value, str) else value

    def words(self, language: str) -> str | None:
        """Return the text in `language`, that of `pt` for `pt-PT`, or None if it lacks both."""
        return next(
            (self.by_language[code] for code in kin(language) if code in self.by_language), None
        )

    def pick(self, language: str) -> str:
        """Return the text in `language`, or its first language as `Foreign` if it lacks that."""
        if (words := self.words(language)) is not None:
            return words
        first, words = next(iter(self.by_language.items()))
        return Foreign(words, first, self) if first else words

    def pick_name(self, language: str) -> str:
        """Return a name in `language`, or its first one as `ForeignName`."""
        words = self.pick(language)
        return ForeignName(words, words.language, self) if isinstance(words, Foreign) else words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.by_language == other.by_language

    def __hash__(self) -> int:
        return hash(tuple(self.by_language.items()))

    def __repr__(self) -> str:
        return f"Text({self.by_language!r})"

    @classmethod
    def read(cls, node: object) -> Self:
        """Return the text of a string or a map of languages, or refuse it (E105)."""
        if isinstance(node, str) and _is_readable(node):
            refuse_long(node)
            refuse_unseen(node)
            return cls(node)
        if not isinstance(node, dict) or not node:
            hint = "write a string, or a map of languages: `{en: …, zh: …}`"
            refuse("E105", "a text is expected here", hint)
        for language, text in node.items():
            if not LANGUAGE.fullmatch(language):
                hint = "write `en`, `zh`, `fr`, …"
                refuse("E105", "`{value}` is not a language code", hint, language, key=language)
            if not isinstance(text, str) or not _is_readable(text):
                hint = "write the text, or leave the language out"
                message = "the `{value}` text is empty or not a string"
                refuse("E105", message, hint, language, key=language)
            refuse_long(text, language)
            refuse_unseen(text, language)
        return cls(dict(node))

    def plain_data(self) -> str | dict[str, str]:
        """Return the string or the map of languages that it can be read from again."""
        texts = self.by_language
        return texts[""] if "" in texts else dict(texts)

    @staticmethod
    def schema() -> dict[str, object]:
        """Return the JSON Schema of a text."""
        text = {"type": "string", "minLength": 1, "maxLength": LONGEST}
        languages = {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": text,
            "propertyNames": {"pattern": f"^{LANGUAGE.pattern}$"},
        }
        return {"anyOf": [text, languages]}


def kin(language: str) -> tuple[str, ...]:
    """Return a language and the one that it is a kind of: `pt-PT` and `pt`."""
    general = language.partition("-")[0]
    return (language,) if general == language else (language, general)


def pick(text: Text | None, language: str) -> str | None:
    """Return a text in a language, or None if there is no text."""
    return text.pick(language) if text else None


def _is_readable(text: str) -> bool:
    """Return whether a text has a character that people can see."""
    return text[:1].isalnum() or any(char.isprintable() and not char.isspace() for char in text)


Key = Annotated[
    str,
    matching(
        r"[a-z][a-z0-9]*(_[a-z0-9]+)*",
        "a key",
        (
            "E109",
            "`{value}` is not a key that templates can name",
            "use small letters, digits and underscores after a letter, for example `hall_name`",
        ),
        "key",
        fits=is_short,
    ),
]
More: TypeAlias = dict[Key, Text]


_TO_REPLACE = (  # how texts begin that the starter left, in its languages
    "Replace this by ", "请替换为", "À remplacer par ", "Sustituya esto por ", "Замените ",
    "يُستبدل هذا ", "Substitua isto por ",
)  # fmt: skip


def is_of_starter(text: str) -> bool:
    """Return whether a text is one that the starter left to be replaced."""
    return text.startswith(_TO_REPLACE)


_MORE = "…"
_LOOSE = " ,;:，；：、“‘(（-–—"
_COLON = re.compile(r"\s*(?::\s|：|——|\s[–—]\s)\s*")
_SHORTEST = 10  # characters: fewer before a colon do not tell what a title is about


def text_length(text: str, *, wide: bool = False) -> int:
    """Return how many characters a text has; with `wide`, a Chinese one counts twice."""
    return sum(_size(char, wide) for char in text)


def shortened(text: str, limit: int, *, wide: bool = False) -> str:
    """Return the text, cut after a word with `…` if it is longer than the limit.

    Chinese, which has no spaces between words, is cut between characters.
    """
    if text_length(text, wide=wide) <= limit:
        return text
    room = limit - text_length(_MORE, wide=wide)
    if room < 1:
        return ""
    cut = _cut(text, room, wide)
    cut = next((end for end in range(cut, 0, -1) if not _in_word(text, end)), cut)
    return text[:cut].rstrip(_LOOSE) + _MORE


def beginnings(title: str) -> tuple[str, ...]:
    """Return a title, and its beginnings up to each of its own colons, the longest first."""
    ends = (match.start() for match in _COLON.finditer(title))
    parts = [title[:end] for end in ends if text_length(title[:end], wide=True) >= _SHORTEST]
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
