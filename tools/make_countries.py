"""Write `sstc_cli/model/countries.tsv`: `python tools/make_countries.py country-codes.csv`.

Sources:

- https://github.com/datasets/country-codes (public domain, PDDL) as of 15 May 2026, commit caa72d1:
  names and regions of the United Nations' standard M49 and its lists of landlocked and of small
  island developing countries, as of 25 September 2024; formal names of the United Nations' terms;
- the Unicode CLDR, through babel, for names as people write them, and for all in Portuguese;
- what stands in this file, each with its reason.
"""

import csv
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel import Locale

from sstc_cli.model.countries import LANGUAGES, letters
from sstc_cli.model.values import COUNTRY_TABLE

Row = Mapping[str, str]

# The columns of the source that have names in one of the United Nations' languages.
M49 = {"en": "en", "zh": "cn", "fr": "fr", "es": "es", "ru": "ru", "ar": "ar"}
UNTERM = {
    "en": "English", "zh": "Chinese", "fr": "French", "es": "Spanish", "ru": "Russian",
    "ar": "Arabic",
}  # fmt: skip
LOCALES = ("en", "zh", "zh_Hant", "zh_Hant_HK", "fr", "es", "ru", "ar", "pt", "pt_PT")
GROUPS = {
    "ldc": "Least Developed Countries (LDC)",
    "lldc": "Land Locked Developing Countries (LLDC)",
    "sids": "Small Island Developing States (SIDS)",
}
# São Tomé and Príncipe left the list of LDCs on 13 December 2024, after the source was read:
# https://policy.desa.un.org/themes/cdp-news-and-events/news/sao-tome-and-principe-graduated-from-ldc-status
GRADUATED = {"ST"}
SHOWN = {
    # The source has changed what M49 says.
    "CI": {"en": "Côte d’Ivoire"},
    # M49 counts it as a part of China, and has no row for it.
    "TW": {
        "en": "Taiwan, Province of China",
        "zh": "中国台湾省",
        "fr": "Province chinoise de Taiwan",
        "es": "Provincia china de Taiwán",
        "ru": "Китайская провинция Тайвань",
        "ar": "مقاطعة تايوان الصينية",
        "pt": "Taiwan, Província da China",
    },
}
# Its short name may be either Congo, so that its formal one is shown.
FORMAL = {"CG"}
# Of two countries, so of none.
AMBIGUOUS = (
    "Congo", "刚果", "剛果", "Конго", "الكونغو", "Korea", "Corea", "Corée", "Coreia", "Корея",
    "كوريا",
)  # fmt: skip
# Names in common use that the sources do not have.
ALSO = {
    "AE": ("UAE", "U.A.E.", "Emirates", "阿联酋"),
    "CD": ("DR Congo", "D.R. Congo", "DRC", "RDC", "RD Congo", "Congo (Kinshasa)",
           "Congo, Dem. Rep.", "Democratic Republic of Congo", "República Democrática do Congo",
           "刚果（金）", "民主刚果"),
    "CG": ("Congo (Brazzaville)", "Congo-Brazzaville", "Congo, Rep.", "Republic of Congo",
           "刚果（布）"),
    "CI": ("Republic of Côte d’Ivoire", "République de Côte d’Ivoire", "科特迪瓦共和国",
           "Ivory Coast", "Costa de Marfil", "Costa do Marfim", "象牙海岸"),
    "CN": ("PR China", "P.R. China", "P. R. China", "PRC", "Mainland China", "中国大陆"),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic",),
    "EG": ("Egypt, Arab Rep.",),
    "FM": ("Micronesia, Fed. Sts.",),
    "GB": ("UK", "U.K.", "Great Britain", "Britain", "England", "Scotland", "Wales",
           "Northern Ireland", "英格兰", "苏格兰"),
    "HK": ("Hong Kong SAR", "香港", "Hong Kong, China", "中国香港"),
    "IR": ("Iran, Islamic Rep.",),
    "KG": ("Kyrgyz Republic",),
    "KP": ("DPRK", "DPR Korea", "Korea, Dem. People's Rep."),
    "KR": ("South Korea", "ROK", "Korea, Rep.", "南韩"),
    "LA": ("Lao PDR", "Laos"),
    "MK": ("Macedonia", "马其顿"),
    "MM": ("Burma", "缅甸"),
    "MO": ("Macau", "Macao SAR", "澳门", "Macao, China", "中国澳门"),
    "NL": ("Holland",),
    "PS": ("Palestine", "巴勒斯坦"),
    "RU": ("Russia",),
    "SZ": ("Swaziland", "斯威士兰"),
    "TL": ("East Timor", "东帝汶"),
    "TR": ("Republic of Türkiye", "République de Türkiye", "土耳其共和国", "Turkey"),
    "TW": ("Taiwan, China", "中国台湾"),
    "US": ("USA", "U.S.A.", "US", "U.S.", "EEUU", "EE.UU.", "EE. UU.", "EUA", "США"),
    "VA": ("Vatican", "Vatican City"),
    "VE": ("Venezuela, RB",),
    "VN": ("Vietnam",),
    "YE": ("Yemen, Rep.",),
}  # fmt: skip
_REMARK = re.compile(r"\s*[([](?:the|le|la|les|l['’]|el|los|las)[)\]]|\s*\*+", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|la|le|les|el|los|las) |l['’]")


def main(source: str) -> None:
    """Write the table from the source."""
    with Path(source).open(encoding="utf-8-sig") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: row["ISO3166-1-Alpha-2"])
    header = ["code", "alpha_3", "region", "subregion", "groups", *LANGUAGES, "also"]
    lines = [header, *(line(row) for row in rows)]
    text = "".join("\t".join(line) + "\n" for line in lines)
    COUNTRY_TABLE.write_text(text, encoding="utf-8", newline="\n")


def line(row: Row) -> list[str]:
    """Return a country's line of the table."""
    code = row["ISO3166-1-Alpha-2"]
    shown = [name_in(row, language) for language in LANGUAGES]
    known = {letters(name) for name in (*shown, *AMBIGUOUS)}
    also = [
        name for name in others(row) if not (letters(name) in known or known.add(letters(name)))
    ]
    belongs = (group for group, column in GROUPS.items() if row[column].strip())
    groups = [group for group in belongs if not (group == "ldc" and code in GRADUATED)]
    return [code, row["ISO3166-1-Alpha-3"], row["Region Name"], leaf(row), " ".join(groups), *shown,
            "|".join(also)]  # fmt: skip


def name_in(row: Row, language: str) -> str:
    """Return the name that is shown in a language."""
    code = row["ISO3166-1-Alpha-2"]
    if name := SHOWN.get(code, {}).get(language):
        return name
    if language == "pt-PT":
        return european(code)
    if language not in M49:
        return str(Locale.parse(language).territories[code])
    if code in FORMAL:
        return plain(row[f"UNTERM {UNTERM[language]} Formal"])
    return plain(row[f"official_name_{M49[language]}"])


def european(code: str) -> str:
    """Return the name in European Portuguese, or nothing if it is the Brazilian one."""
    brazilian, name = (str(Locale.parse(kind).territories[code]) for kind in ("pt", "pt_PT"))
    return "" if name == brazilian or "pt" in SHOWN.get(code, {}) else name


def others(row: Row) -> Iterator[str]:
    """Every other name that is known."""
    code = row["ISO3166-1-Alpha-2"]
    for language in M49:
        yield plain(row[f"official_name_{M49[language]}"])
        yield plain(row[f"UNTERM {UNTERM[language]} Short"])
        yield plain(row[f"UNTERM {UNTERM[language]} Formal"])
    for locale in LOCALES:
        name = str(Locale.parse(locale).territories.get(code, ""))
        yield from (name, name.replace("&", "and").replace("St. ", "Saint "))
    yield from (row["CLDR display name"], *ALSO.get(code, ()))


def plain(name: str) -> str:
    """Return a name of the source without its article and its stars."""
    name = " ".join(_REMARK.sub("", name).split())
    return _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name


def leaf(row: Row) -> str:
    """Return the smallest region of M49 that has the country."""
    return row["Intermediate Region Name"] or row["Sub-region Name"]


if __name__ == "__main__":
    main(sys.argv[1])
