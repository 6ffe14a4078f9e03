"""Country names as ISO 3166 codes: exact ones only, never a guess; regions and groups of countries.

The table beside this module has the names in the six languages of the United Nations and in
Portuguese, the regions of its standard M49, and its lists of countries in special situations.
`tools/make_countries.py` makes it and says from what.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from sstc_cli.model.wording import Wordings, fold

LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar", "pt")
TABLE = Path(__file__).with_name("countries.tsv")
# The day from which a list is as the table has it: the last one that left, or when it was read.
LISTS = {"ldc": "13 December 2024", "lldc": "25 September 2024", "sids": "25 September 2024"}

_CODE = re.compile("[A-Z]{2,3}")
_ARTICLE = re.compile(r"(?:the|las?|les?|el|los|os?|as?) |l'", re.IGNORECASE)
_TURNED = re.compile(r"(.+?) ?[,(] ?(.+?)\)?")  # `Korea, Republic of` and `Gambia (the)`
_LEAST_ALIKE = 0.8
_MOST_SUGGESTED = 3
_LONGEST = 80  # signs; no country's name is longer


@dataclass(frozen=True, slots=True)
class Country:
    """A country or area of M49: `names` are those shown, by language.

    `region` and `subregion` are codes; Antarctica has none.
    """

    code: str
    alpha_3: str
    region: str
    subregion: str
    groups: frozenset[str]
    names: Mapping[str, str]
    also: tuple[str, ...]


@cache
def countries() -> Mapping[str, Country]:
    """Every country by its code."""
    return {row["code"]: _country(row) for row in _rows()}


def country_code(name: str) -> str | None:
    """The code of a country's exact name or code: `NO` is Norway, `no` is nothing."""
    if _CODE.fullmatch(name) and name in _codes():
        return _codes()[name]
    if name in _written():
        return _written()[name]
    texts = [letters(each) for each in _readings(name)]
    names = _names()
    return names.find(next((each for each in texts if each in names.meanings), texts[0]))


def suggested_countries(name: str) -> tuple[str, ...]:
    """The codes that a text may mean: of both Congos, or of a name with a slip of the pen."""
    if len(name) > _LONGEST:
        return ()
    texts = [letters(each) for each in _readings(name)]
    if both := next((codes for part, codes in _AMBIGUOUS.items() if part in texts[0]), None):
        return both
    known = _names().meanings
    alike = get_close_matches(texts[0], known, _MOST_SUGGESTED, _LEAST_ALIKE)
    found = [code for each in alike if (code := known[each])]
    return tuple(dict.fromkeys(found))


def country_name(code: str, language: str) -> str:
    """The country's name as the United Nations has it, else in English; else its code."""
    country = countries().get(code)
    return country.names.get(language, country.names["en"]) if country else code


def region_name(code: str) -> str:
    """What M49 calls a region or subregion: `Eastern Africa` for `eastern_africa`."""
    return _regions()[code]


def letters(name: str) -> str:
    """A name as it is compared: without accents, in one case and width."""
    parts = unicodedata.normalize("NFD", fold(name))
    return "".join(each for each in parts if not unicodedata.combining(each))


# what only a part of a country's name is: a text with it that is no exact name means any of them
_PARTS: Mapping[tuple[str, ...], str] = {
    ("CD", "CG"): "Congo|刚果|剛果|Конго|كونغو",
    ("KP", "KR"): "Korea|Corea|Corée|Coreia|Корея|كوريا",
    ("DM", "DO"): "Dominican|Dominicain|Доминикан|دومينيك",
    ("VG", "VI"): "Virgin Is|Vierges|Vírgenes|Virgens|Виргинские|维尔京|維京|فيرجن",
}
_AMBIGUOUS = {letters(part): codes for codes, parts in _PARTS.items() for part in parts.split("|")}


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _regions() -> Mapping[str, str]:
    names = (row[column] for column in ("region", "subregion") for row in _rows())
    return {_code_of(name): name for name in names}


def _code_of(region: str) -> str:
    return region.lower().replace(" ", "_").replace("-", "_")


def _country(row: Mapping[str, str]) -> Country:
    names = {language: row[language] for language in LANGUAGES}
    also = tuple(filter(None, row["also"].split("|")))
    return Country(
        row["code"], row["alpha_3"], _code_of(row["region"]), _code_of(row["subregion"]),
        frozenset(row["groups"].split()), names, also,
    )  # fmt: skip


def _readings(name: str) -> Iterator[str]:
    """A name as it is, without its article, and with what was put behind put first."""
    squeezed = " ".join(name.split())
    turned = _TURNED.fullmatch(squeezed)
    for each in (squeezed, f"{turned[2]} {turned[1]}" if turned else ""):
        yield each
        if article := _ARTICLE.match(each):
            yield each[article.end() :]


@cache
def _codes() -> Mapping[str, str]:
    every = countries().values()
    return {each.code: each.code for each in every} | {each.alpha_3: each.code for each in every}


@cache
def _written() -> Mapping[str, str]:
    """The codes by the names as the table writes them, which most tools do, too."""
    return {name: each.code for each in countries().values() for name in _all_names(each)}


def _all_names(country: Country) -> Iterator[str]:
    yield from country.names.values()
    yield from country.also


@cache
def _names() -> Wordings[str]:
    return Wordings(
        (letters(name), each.code) for each in countries().values() for name in _all_names(each)
    )
