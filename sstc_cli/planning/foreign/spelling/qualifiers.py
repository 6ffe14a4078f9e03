"""What a header says beside its name: the language of its texts, a zone, the form of dates."""

import re
from dataclasses import dataclass
from functools import cache

from sstc_cli.model.languages import locale_of
from sstc_cli.model.wording import fold
from sstc_cli.planning.foreign.spelling.calendar_words import plain
from sstc_cli.planning.foreign.spelling.zones import zone_in

LANGUAGES = ("en", "ar", "zh", "fr", "pt", "ru", "es")
_IN_BRACKETS = re.compile(r"\s*[(\[（【]([^)\]）】]*)[)\]）】]?")
_AFTER = re.compile(r"[_\-–:/\s]([A-Za-z]{2})\Z")
_BETWEEN = "_-–:/ \t\n\u00a0\u3000"
_DAYS_FIRST = re.compile(r"(?:d|j|t|д|т|g)+[./ -]?(?:m|м)+")
_MONTHS_FIRST = re.compile(r"(?:m|м)+[./ -]?(?:d|j|t|д)+")
_JOINING = re.compile(r"\b(?:in|en|em|на|по|de)\b|[ -]+")


@dataclass(frozen=True, slots=True)
class Qualified:
    """The name in a header, and what else the header says."""

    text: str
    language: str = ""
    zone: str = ""
    order: str = ""


@cache
def qualified(header: str) -> Qualified:
    """Return a header without its language, zone or form of dates, which are apart."""
    language = zone = order = ""
    for inside in _IN_BRACKETS.findall(header):
        language = language or _language(inside)
        zone = zone or (inside if zone_in(inside) and not _language(inside) else "")
        order = order or _order(inside)
    text = _IN_BRACKETS.sub(" ", header).strip() or header
    match = None if language else _AFTER.search(text)
    before = text[: match.start()].rstrip(_BETWEEN) if match else ""
    if match and before and match[1].lower() in LANGUAGES:
        text, language = before, match[1].lower()
    if not language:
        text, language = _without_language(text)
    if not zone and len(words := text.split(maxsplit=1)) > 1 and zone_in(words[1]):
        text, zone = words
    return Qualified(text, language, zone, order)


def _order(inside: str) -> str:
    """Return `dmy` or `mdy` for `dd/mm/yyyy` and `mm/dd/yyyy`, in the letters of any language."""
    letters = plain(inside)
    if _DAYS_FIRST.match(letters):
        return "dmy"
    return "mdy" if _MONTHS_FIRST.match(letters) else ""


def _language(text: str) -> str:
    """Return the code of a language by its code or its name in any language."""
    folded = fold(text).strip()
    return folded if folded in LANGUAGES else _names().get(folded, "")


def _without_language(text: str) -> tuple[str, str]:
    """Return `title` and `en` for `English title`, `Título en inglés` or `英文题目`."""
    folded = fold(text)
    for name, code in _names().items():
        if name in folded and folded != name and len(name) > 1:
            rest = folded.replace(name, " ", 1)
            rest = (
                rest if name.isascii() or not re.search("[\u3400-\u9fff]", name) else rest.strip()
            )
            words = " ".join(_JOINING.sub(" ", rest).split())
            if words:
                return words, code
    return text, ""


@cache
def _names() -> dict[str, str]:
    """Return the codes of languages by their names in all of them, the longest first."""
    names = {"中文": "zh", "英文": "en", "法文": "fr", "俄文": "ru", "西文": "es", "chinese": "zh"}
    for language in LANGUAGES:
        for code in LANGUAGES:
            names[fold(str(locale_of(language).languages[code]))] = code
    names |= {"на английском": "en", "на русском": "ru", "بالإنجليزية": "en", "بالعربية": "ar"}
    return dict(sorted(names.items(), key=lambda pair: -len(pair[0])))
