"""Names and decimal marks of languages, as Babel has them."""

from functools import cache

from babel import Locale, UnknownLocaleError

_FALLBACK = "en"


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


def _known_locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
