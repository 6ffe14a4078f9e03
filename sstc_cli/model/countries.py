"""Countries by their names and ISO 3166 codes, their regions, and groups of countries.

A code is found for an exact name only: nothing is guessed. The table beside this module has the
names in the six languages of the United Nations and in Portuguese (in `pt-PT` those that Brazil
writes differently), the regions of its standard M49, and its lists of countries in special
situations. `tools/make_countries.py` makes the table and names its sources.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from sstc_cli.model.text import LANGUAGES, kin
from sstc_cli.model.values import COUNTRY_TABLE
from sstc_cli.model.wording import Wordings, fold

NAMED_IN = (*LANGUAGES, "pt-PT")  # columns of the table
# The date of each list: when the last country left it, or when the list was read.
LISTS = {"ldc": date(2024, 12, 13), "lldc": date(2024, 9, 25), "sids": date(2024, 9, 25)}

_CODE = re.compile("[A-Z]{2,3}")
_ARTICLE = re.compile(r"(?:the|las?|les?|el|los|os?|as?) |l'", re.IGNORECASE)
_TURNED = re.compile(r"(.+?) ?[,(] ?(.+?)\)?")  # `Korea, Republic of` and `Gambia (the)`
_LEAST_ALIKE = 0.8
_MOST_SUGGESTED = 3
_LONGEST = 80  # characters; no country's name is longer


class CountryEntry(NamedTuple):
    """A country or area of M49, with its `names` by language and other spellings in `also`.

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
def countries() -> Mapping[str, CountryEntry]:
    return {row["code"]: _country(row) for row in _rows()}


def country_code(name: str) -> str | None:
    """Return the code for an exact name or code, or None: `NO` is Norway, `no` is nothing."""
    if _CODE.fullmatch(name) and name in _codes():
        return _codes()[name]
    if name in _exact_names():
        return _exact_names()[name]
    readings = [letters(reading) for reading in _readings(name)]
    names = _names()
    return names.find(next((text for text in readings if text in names.meanings), readings[0]))


def suggested_countries(name: str) -> tuple[str, ...]:
    """Return the codes that a text may mean: of both Congos, or of a name with a typo."""
    if len(name) > _LONGEST:
        return ()
    text = letters(next(_readings(name)))
    if both := next((codes for part, codes in _AMBIGUOUS.items() if part in text), None):
        return both
    code_of = _names().meanings
    alike = get_close_matches(text, code_of, _MOST_SUGGESTED, _LEAST_ALIKE)
    codes = [code for near in alike if (code := code_of[near])]
    return tuple(dict.fromkeys(codes))


def country_name(code: str, language: str) -> str:
    """Return a country's name in a language, otherwise in English, otherwise its code."""
    country = countries().get(code)
    if country is None:
        return code
    names = (country.names[kind] for kind in kin(language) if kind in country.names)
    return next(names, country.names["en"])


def letters(name: str) -> str:
    """Return a name in the form that is compared: without accents, in one case and width."""
    characters = unicodedata.normalize("NFD", fold(name))
    return "".join(char for char in characters if not unicodedata.combining(char))


# parts of several countries' names: a text with one that is not an exact name may mean each of them
_PARTS: Mapping[tuple[str, ...], str] = {
    ("CD", "CG"): "Congo|刚果|剛果|Конго|كونغو",
    ("KP", "KR"): "Korea|Corea|Corée|Coreia|Корея|كوريا",
    ("DM", "DO"): "Dominican|Dominicain|Доминикан|دومينيك",
    ("VG", "VI"): "Virgin Is|Vierges|Vírgenes|Virgens|Виргинские|维尔京|維京|فيرجن",
}
_AMBIGUOUS = {letters(part): codes for codes, parts in _PARTS.items() for part in parts.split("|")}


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    with COUNTRY_TABLE.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def region_names() -> Mapping[str, str]:
    """Return the English names of regions and subregions by their codes."""
    names = (row[column] for column in ("region", "subregion") for row in _rows())
    return {_code_of(name): name for name in names}


def _code_of(region: str) -> str:
    return region.lower().replace(" ", "_").replace("-", "_")


def _country(row: Mapping[str, str]) -> CountryEntry:
    names = {language: row[language] for language in NAMED_IN if row[language]}
    also = tuple(filter(None, row["also"].split("|")))
    return CountryEntry(
        row["code"], row["alpha_3"], _code_of(row["region"]), _code_of(row["subregion"]),
        frozenset(row["groups"].split()), names, also,
    )  # fmt: skip


def _readings(name: str) -> Iterator[str]:
    """Yield a name as written and turned around, each also without its article."""
    squeezed = " ".join(name.split())
    turned = _TURNED.fullmatch(squeezed)
    for reading in (squeezed, f"{turned[2]} {turned[1]}" if turned else ""):
        yield reading
        if article := _ARTICLE.match(reading):
            yield reading[article.end() :]


@cache
def _codes() -> Mapping[str, str]:
    table = countries()
    return {code: code for code in table} | {table[code].alpha_3: code for code in table}


@cache
def _exact_names() -> Mapping[str, str]:
    """Return codes by the exact names of the table, which most survey tools also use."""
    return {name: country.code for country in countries().values() for name in _all_names(country)}


def _all_names(country: CountryEntry) -> Iterator[str]:
    yield from country.names.values()
    yield from country.also


@cache
def _names() -> Wordings[str]:
    return Wordings(
        (letters(name), country.code)
        for country in countries().values()
        for name in _all_names(country)
    )
