"""Names and decimal marks of languages, as Babel has them, and the order of their alphabets."""

import re
import unicodedata
from functools import cache

from babel import Locale, UnknownLocaleError

_FALLBACK = "en"
# The codes of GB 2312 are in the order of pinyin, but for rare characters, which come after all
# others: in names of countries these, each with a common character of the same sound.
_SAME_SOUND = str.maketrans("瑙斐汶", "脑匪问")
# Letters that are not an accent on another one. In Russian, ё counts as е, but й is a letter.
_LETTERS = str.maketrans({"й": "иї", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ı": "i"})
_BETWEEN = re.compile(r"[\W_]+")


@cache
def locale_of(language: str) -> Locale:
    """Return Babel's locale of a language, or the English one if Babel does not know it."""
    return _known_locale(language) or Locale.parse(_FALLBACK)


def language_name(code: str, language: str) -> str:
    """Return the name of one language in another: `en` is `anglais` in French."""
    return str(locale_of(language).languages.get(code.partition("-")[0], code))


def decimal_mark(language: str) -> str:
    """Return what a language writes between ones and tenths: a comma in French."""
    return str(locale_of(language).number_symbols["latn"]["decimal"])


def english_name(code: str) -> str:
    """Return a language's full name in English, with its script or country if the code has one."""
    locale = _known_locale(code)
    return locale.english_name or code if locale else code


def alphabet_key(name: str, language: str) -> tuple[str | bytes, str]:
    """Return a key that sorts names in the alphabet of a language, without regard to accents."""
    if language.partition("-")[0] == "zh":
        return name.translate(_SAME_SOUND).encode("gb18030"), name
    parts = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(char for char in parts if not unicodedata.combining(char))
    return _BETWEEN.sub(" ", plain), name


def _known_locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
