"""Names of languages and regions, decimal marks and the order of alphabets, as Babel has them."""

import re
import unicodedata
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from sstc_cli.model.countries import region_names
from sstc_cli.model.text import LANGUAGES

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


def language_named(name: str) -> str | None:
    """Return the code of a language by its name in any of ours, or None; `FR` is `fr`."""
    return _codes_by_name().get(alphabet_key(name, _FALLBACK)[0])


@cache
def _codes_by_name() -> dict[str | bytes, str]:
    codes: dict[str | bytes, str] = {code: code for code in LANGUAGES}
    for language in LANGUAGES:
        for code, name in locale_of(language).languages.items():
            if "_" not in code:
                codes.setdefault(alphabet_key(name, _FALLBACK)[0], code)
    return codes


def is_language(code: str) -> bool:
    """Return whether a language exists, also one in which Babel has no texts."""
    language = code.partition("-")[0]
    # Babel's own data take longer to load than all rules to run
    return language in LANGUAGES or language in locale_of(_FALLBACK).languages


def language_of_country(code: str) -> str | None:
    """Return the language that most people speak in a country: `zh` for `cn`."""
    likely = get_global("likely_subtags").get(f"und_{code.upper()}")
    return str(likely).partition("_")[0] if likely else None


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


_M49 = {
    "africa": "002", "eastern_africa": "014", "middle_africa": "017", "northern_africa": "015",
    "southern_africa": "018", "western_africa": "011", "americas": "019", "caribbean": "029",
    "central_america": "013", "northern_america": "021", "south_america": "005", "asia": "142",
    "central_asia": "143", "eastern_asia": "030", "south_eastern_asia": "035",
    "southern_asia": "034", "western_asia": "145", "europe": "150", "eastern_europe": "151",
    "northern_europe": "154", "southern_europe": "039", "western_europe": "155", "oceania": "009",
    "australia_and_new_zealand": "053", "melanesia": "054", "micronesia": "057", "polynesia": "061",
}  # fmt: skip


def region_name(code: str, language: str) -> str:
    """Return the name of a region or subregion: `Eastern Africa` for `eastern_africa`.

    In English it is that of M49, in other languages that of CLDR, otherwise the code.
    """
    name = region_names().get(code, code)
    locale = locale_of(language)
    if locale.language == "en":
        return name
    return str(locale.territories.get(_M49.get(code, ""), name))
