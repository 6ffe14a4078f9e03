"""Country names of the UN languages as ISO 3166 codes: exact ones only, never a guess.

Names are those of the Unicode CLDR (through babel), and the short and formal names that the
United Nations uses where they differ: https://unstats.un.org/unsd/methodology/m49/
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from babel import Locale, UnknownLocaleError

from sstc_cli.survey.wording import Wordings

_LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar", "pt")
_CODE = re.compile("[A-Z]{2}")
_THE = re.compile("^the ", re.IGNORECASE)
# Codes of the CLDR that ISO 3166 does not assign to a country.
_NO_COUNTRIES = {
    "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ",
}  # fmt: skip
# As the United Nations writes them, where that is another name than the CLDR's.
_UNITED_NATIONS = {
    "en": {
        "BN": "Brunei Darussalam",
        "BO": "Bolivia (Plurinational State of)",
        "CD": "Democratic Republic of the Congo",
        "CG": "Republic of the Congo",
        "CV": "Cabo Verde",
        "FM": "Micronesia (Federated States of)",
        "HK": "China, Hong Kong SAR",
        "IR": "Iran (Islamic Republic of)",
        "KP": "Democratic People's Republic of Korea",
        "KR": "Republic of Korea",
        "LA": "Lao People's Democratic Republic",
        "MD": "Republic of Moldova",
        "MM": "Myanmar",
        "MO": "China, Macao SAR",
        "PS": "State of Palestine",
        "RU": "Russian Federation",
        "SY": "Syrian Arab Republic",
        "TW": "Taiwan, Province of China",
        "TZ": "United Republic of Tanzania",
        "US": "United States of America",
        "VA": "Holy See",
        "VE": "Venezuela (Bolivarian Republic of)",
        "VN": "Viet Nam",
    },
    "zh": {
        "CD": "刚果民主共和国",
        "CG": "刚果共和国",
        "KR": "大韩民国",
        "RU": "俄罗斯联邦",
        "TW": "中国台湾省",
    },
}
_CONGO = ("Congo", "刚果", "Конго", "الكونغو")  # of two countries, so of none
_ALSO = {
    "AE": ("UAE", "U.A.E."),
    "BO": ("Plurinational State of Bolivia",),
    "CD": ("DR Congo", "DRC", "刚果（金）", *_CONGO),
    "CG": ("刚果（布）", *_CONGO),
    "CI": ("Cote d'Ivoire", "Ivory Coast"),
    "CN": ("People's Republic of China", "P.R. China", "PR China", "中华人民共和国"),
    "CZ": ("Czech Republic",),
    "GB": ("United Kingdom of Great Britain and Northern Ireland", "UK", "U.K.", "Great Britain"),
    "GM": ("The Gambia",),
    "HK": ("Hong Kong", "Hong Kong SAR", "香港"),
    "IR": ("Islamic Republic of Iran",),
    "KP": ("DPRK",),
    "LA": ("Lao PDR",),
    "MO": ("Macao", "Macau", "Macao SAR", "澳门"),
    "PS": ("Palestine",),
    "ST": ("Sao Tome and Principe",),
    "SZ": ("Swaziland",),
    "TL": ("Timor Leste",),
    "TR": ("Turkey",),
    "US": ("USA", "U.S.A.", "U.S."),
    "VE": ("Bolivarian Republic of Venezuela",),
}


def country_code(name: str) -> str | None:
    """The code of a country's exact name or code: `NO` is Norway, `no` is nothing."""
    if _CODE.fullmatch(name) and name in _codes():
        return name
    return _names().find(name) or _names().find(_THE.sub("", name))


def country_name(code: str, language: str) -> str:
    """The country's name as the United Nations or else the CLDR has it, else in English."""
    for wanted in (language, "en"):
        if code in (official := _UNITED_NATIONS.get(wanted, {})):
            return official[code]
        with suppress(UnknownLocaleError):
            if name := Locale.parse(wanted, sep="-").territories.get(code):
                return str(name)
    return code


@cache
def _codes() -> frozenset[str]:
    known = map(str, Locale.parse("en").territories)
    return frozenset(each for each in known if _CODE.fullmatch(each)) - _NO_COUNTRIES


@cache
def _names() -> Wordings[str]:
    return Wordings(_pairs())


def _pairs() -> Iterator[tuple[str, str]]:
    for language in _LANGUAGES:
        territories = Locale.parse(language).territories
        for code in sorted(_codes()):
            name = str(territories.get(code, ""))
            if name:
                yield name, code
                yield name.replace("&", "and").replace("St. ", "Saint "), code
    for official in _UNITED_NATIONS.values():
        yield from ((name, code) for code, name in official.items())
    for code, names in _ALSO.items():
        yield from ((name, code) for name in names)
