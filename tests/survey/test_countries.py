"""Countries: exact names in seven languages, both Congos, regions, and lists with their dates."""

import pytest

from sstc_cli.model.countries import (
    LISTS,
    NAMED_IN,
    countries,
    country_code,
    country_name,
    letters,
    suggested_countries,
)
from sstc_cli.model.languages import region_name
from sstc_cli.model.values import COUNTRY_TABLE


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("KE", "Kenya|KENYA|肯尼亚|肯亞|Quênia|Quénia|Кения|كينيا|Republic of Kenya|KEN|KE"),
        ("CD", "DRC|RDC|DR Congo|Congo, Democratic Republic of the|刚果（金）|刚果民主共和国"
               "|Congo (Kinshasa)|República Democrática do Congo|Демократическая Республика Конго"),
        ("CG", "Republic of the Congo|Congo-Brazzaville|刚果（布）|República del Congo"),
        ("KR", "Korea, Republic of|Korea (the Republic of)|South Korea|韩国|大韩民国|南韓"
               "|Corée du Sud|República de Corea|Республика Корея|كوريا الجنوبية"),
        ("KP", "DPRK|Democratic People’s Republic of Korea|朝鲜|North Korea|Corea del Norte"),
        ("CI", "Côte d’Ivoire|Cote d'Ivoire|Ivory Coast|科特迪瓦|Costa do Marfim|Кот-д’Ивуар"),
        ("GB", "UK|U.K.|United Kingdom|英国|Royaume-Uni|Reino Unido|المملكة المتحدة|England"),
        ("US", "USA|United States|美国|États-Unis|Etats-Unis|Los Estados Unidos|EUA|США"),
        ("CN", "China|中国|中國|PRC|P.R. China|中华人民共和国|la Chine|Китай|الصين"),
        ("GM", "Gambia|The Gambia|Gambia, The|Gambia (the)|冈比亚"),
        ("GN", "Guinea|几内亚|Guinée|Гвинея"),
        ("GQ", "Equatorial Guinea|赤道几内亚|Guinea Ecuatorial"),
        ("PG", "Papua New Guinea|巴布亚新几内亚"),
        ("VN", "Viet Nam|Vietnam|viet  nam|越南"),
        ("TR", "Türkiye|Turkiye|Turkey|土耳其|Turquía|Турция"),
        ("TZ", "Tanzania, United Republic of|坦桑尼亚联合共和国|Танзания"),
        ("LA", "Lao PDR|Laos|老挝"),
        ("IN", "La India|India|印度"),
        ("HK", "Hong Kong|Hong Kong SAR|Hong Kong, China|香港|中国香港"),
        ("NA", "NA|Namibia|纳米比亚"),
        ("DO", "Dominican Republic|多米尼加共和国"),
        ("DM", "Dominica|多米尼克"),
    ],
)  # fmt: skip
def test_names_of_a_country(code: str, names: str) -> None:
    assert {name: country_code(name) for name in names.split("|")} == dict.fromkeys(
        names.split("|"), code
    )


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("Congo", ("CD", "CG")), ("刚果", ("CD", "CG")), ("剛果", ("CD", "CG")),
        ("Конго", ("CD", "CG")), ("الكونغو", ("CD", "CG")), ("the Congo", ("CD", "CG")),
        ("Korea", ("KP", "KR")), ("Corée", ("KP", "KR")), ("كوريا", ("KP", "KR")),
        ("Rep. Congo", ("CD", "CG")), ("Congo DR", ("CD", "CG")), ("South Corea", ("KP", "KR")),
        ("Virgin Islands", ("VG", "VI")), ("Islas Vírgenes", ("VG", "VI")),
        ("维尔京群岛", ("VG", "VI")), ("Dominicana", ("DM", "DO")),
        ("Virginia", ()), (f"Congo {'and more ' * 20}", ()),
        ("Kenyaa", ("KE",)), ("Ethopia", ("ET",)), ("哥伦比呀", ()),
        ("Nairobi", ()), ("Asia", ()), ("and", ()), ("can", ()), ("no", ()), ("", ()), ("-", ()),
    ],
)  # fmt: skip
def test_an_uncertain_country_is_only_suggested(text: str, suggested: tuple[str, ...]) -> None:
    assert country_code(text) is None
    assert suggested_countries(text) == suggested


def test_every_name_means_one_country_and_is_found() -> None:
    meanings: dict[str, set[str]] = {}
    for country in countries().values():
        for name in (*country.names.values(), *country.also, country.code, country.alpha_3):
            assert country_code(name) == country.code, name
            meanings.setdefault(letters(name), set()).add(country.code)
    assert {code for codes in meanings.values() if len(codes) == 1 for code in codes} == {
        *countries()
    }


def test_names_are_shown_in_the_language_asked_for() -> None:
    assert country_name("CD", "fr") == "République démocratique du Congo"
    assert country_name("CG", "zh") == "刚果共和国"
    assert country_name("KE", "pt") == "Quênia"
    assert country_name("KE", "pt-PT") == "Quénia"
    assert [country_name(code, "pt-PT") for code in ("IR", "VN", "TW", "BR")] == [
        "Irão", "Vietname", "Taiwan, Província da China", "Brasil",
    ]  # fmt: skip
    assert country_name("KE", "de") == "Kenya"
    assert country_name("??", "en") == "??"
    assert set(countries()["KE"].names) == set(NAMED_IN)


def test_regions_are_those_of_m49() -> None:
    assert len(countries()) == 249
    assert [code for code, country in countries().items() if not country.region] == ["AQ"]
    assert len({country.subregion for country in countries().values()}) == 22 + 1
    for code, region, subregion in (
        ("KE", "africa", "eastern_africa"), ("CN", "asia", "eastern_asia"),
        ("CY", "asia", "western_asia"), ("MX", "americas", "central_america"),
        ("RU", "europe", "eastern_europe"), ("VN", "asia", "south_eastern_asia"),
    ):  # fmt: skip
        assert (countries()[code].region, countries()[code].subregion) == (region, subregion)
    assert region_name("south_eastern_asia", "en") == "South-eastern Asia"
    assert region_name("south_eastern_asia", "zh") == "东南亚"
    assert region_name("south_eastern_asia", "xx") == "South-eastern Asia"


def test_countries_in_special_situations_are_on_lists_with_a_date() -> None:
    found = {
        group: {c for c, country in countries().items() if group in country.groups}
        for group in LISTS
    }
    assert {group: len(codes) for group, codes in found.items()} == {
        "ldc": 44, "lldc": 32, "sids": 53,
    }  # fmt: skip
    assert not found["ldc"] & {"ST", "BT", "VU", "KE"}
    assert {"ET", "NP", "RW"} <= found["ldc"] & found["lldc"]
    assert found["lldc"] & found["sids"] == set()


def test_the_table_is_small_and_sorted() -> None:
    text = COUNTRY_TABLE.read_text("utf-8")
    lines = text.splitlines()
    assert len(text.encode()) < 100_000
    assert lines[1:] == sorted(lines[1:])
    assert {line.count("\t") for line in lines} == {13}


def test_a_name_as_written_is_one_that_is_found_in_any_writing() -> None:
    for country in countries().values():
        for name in (*country.names.values(), *country.also):
            assert country_code(name) == country_code(f" {name.upper()} ") == country.code
