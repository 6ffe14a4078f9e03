"""Cells as answers, and the names of countries in seven languages."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sstc_cli.model import Question
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
from sstc_cli.model.wording import Wordings, fold
from sstc_cli.sheets.cells import DateOrder, date_order, moment_of, text_of
from sstc_cli.survey.answers import BLANK, Answer, Codes, email, name, reader_of

OPTIONS = [
    {"code": "films", "text": {"en": "Talks, lectures and films", "zh": "演讲、讲座"}},
    {"code": "talk", "text": {"en": "Talks"}},
    {"code": "cases", "text": {"en": "Cases (good & bad)"}, "aliases": ["Cases"]},
]


@pytest.mark.parametrize("cell", ["anonymous", "Anonymous", "匿名", "--", "Anonymous Attendee", ""])
def test_what_a_tool_writes_for_nobody_is_nobody(cell: str) -> None:
    assert email(cell).value is name(cell).value is None
    assert email(cell) == BLANK
    assert name("Anonymous Bosch") == Answer("Anonymous Bosch")


def question(kind: str, **more: object) -> Question:
    return Question.read({"id": "q", "type": kind, "text": "Q", **more})


def test_an_unknown_answer_is_told_the_options() -> None:
    options = [{"code": f"c{n}", "text": f"Text\n{n}"} for n in range(8)]
    for count, end in ((2, ""), (6, ", `Text 5`"), (8, ", `Text 5` and 2 more")):
        asked = question("choice", role="knowledge", correct="c1", options=options[:count])
        fault = reader_of(asked, ";")("?").fault or ""
        assert fault.startswith("is not one of the options: `Text 0`, `Text 1`")
        assert fault.endswith(end) and fault.count("`") == 2 * min(count, 6)


@pytest.mark.parametrize(
    ("cell", "separator", "codes", "other"),
    [
        ("Talks, lectures and films;Talks;", ";", ["films", "talk"], None),
        ("Talks, Talks, lectures and films, CASES", ",", ["talk", "films", "cases"], None),
        ("Talks, lectures and songs", ",", ["talk"], "lectures and songs"),
        ("Other text, with comma;Cases (good & bad);", ";", ["cases"], "Other text, with comma"),
        ("演讲、讲座、cases", "[,、]", ["films", "cases"], None),
        ("ｔａｌｋｓ；", "[;；]", ["talk"], None),
        ("talk\ntalk", "[;\n]", ["talk"], None),
        (" ; ,", "[;,]", None, None),
        ("", ",", None, None),
    ],
)
def test_several_choices_are_split_by_the_longest_option(cell, separator, codes, other) -> None:
    assert reader_of(question("choices", options=OPTIONS), separator)(cell) == Answer(codes, other)


@pytest.mark.parametrize(
    ("kind", "cell", "codes", "other"),
    [
        ("choice", "Talks〖 by cities 〗", "talk", " by cities "),
        ("choice", "Talks〖〗", "talk", None),
        ("choice", "Music〖loud〗", None, "Music〖loud〗"),
        ("choices", "演讲、讲座┋Talks〖城市〗", ["films", "talk"], "城市"),
    ],
)
def test_what_is_written_beside_an_option_is_kept_beside_its_code(kind, cell, codes, other) -> None:
    answer = reader_of(question(kind, options=OPTIONS), "┋")(cell)
    assert (answer.value, answer.other) == (codes, other)
    assert answer.kept_as_text is (codes is not None and other is not None)


@pytest.mark.parametrize(
    ("cell", "rating"),
    [(5.0, 5), ("5", 5), ("5 - Very good", 5), ("4/5", 4), ("3 分", 3), ("very BAD", 1),
     ("5.0", 5), ("很好", 5), ("", None)],
)  # fmt: skip
def test_a_rating_is_a_number_or_what_stands_for_it(cell: object, rating: int | None) -> None:
    scale = {"lowest": "1", "highest": "5", "lowest_text": "Very bad",
             "highest_text": {"en": "Very good", "zh": "很好"}}  # fmt: skip
    assert reader_of(question("scale", scale=scale), ";")(cell) == Answer(rating)


FIVE = {"lowest": "1", "highest": "5"}
POINTS = ["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"]
NO_RATING, UNCLEAR = "is not a rating from 1 to 5", "is not clearly a rating from 1 to 5"
UNCLEAR_CELLS = ["1 - Very satisfied", "1. Very satisfied", "Very satisfied (1)", "4/10", "3 of 10",
                 "5 out of 7", "1-5", "2 – 3", "4.5 stars", "very satisfied 5 of 7"]  # fmt: skip


@pytest.mark.parametrize(
    ("scale", "fault", "cells"),
    [
        (FIVE, NO_RATING, ["6", "0", 4.5, "4.5", "-1", "N/A", "fine", "1,5"]),
        (FIVE | {"points": POINTS}, UNCLEAR, UNCLEAR_CELLS),
        ({"lowest": "0", "highest": "10"}, "rating", ["9-10", "0-6", "★★★☆", "😀", "Agree"]),
    ],
)
def test_something_that_is_not_a_rating_is_a_fault(scale: dict, fault: str, cells: list) -> None:
    read = reader_of(question("scale", scale=scale), ";")
    faults = {cell: read(cell).fault for cell in cells}
    assert all(fault == found or fault in (found or "-") for found in faults.values()), faults


@pytest.mark.parametrize(
    ("cell", "rating"),
    [("5 - Very satisfied", 5), ("5. Very satisfied", 5), ("very satisfied (5)", 5),
     ("(5) Very satisfied", 5), ("Extremely satisfied (5)", 5), ("4 - Good", 4), ("4/5", 4),
     ("3 out of 5", 3), ("4 sur 5", 4), ("4 of 5 stars", 4), ("★★★★★", 5), ("⭐️⭐️⭐️", 3),
     ("★★★☆☆", 3), ("5 stars", 5), ("4 / Satisfied", 4)],
)  # fmt: skip
def test_a_number_and_words_that_agree_are_a_rating(cell: str, rating: int) -> None:
    scale = FIVE | {"points": POINTS}
    assert reader_of(question("scale", scale=scale), ";")(cell) == Answer(rating)


def test_a_text_that_somebody_decided_is_no_rating_is_kept_as_text() -> None:
    scale = FIVE | {"points": POINTS}
    codes = Codes({"N/A": None, "1 - Very satisfied": "5"})
    read = reader_of(question("scale", scale=scale), ";", codes)
    assert read("n/a") == Answer(other="n/a", kept_as_text=True)
    assert read("1 - Very satisfied") == Answer(5)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("a@b.example", Answer("a@b.example")), ("anonymous", Answer()), ("匿名", Answer()),
     ("a@b", Answer(fault="is not an e-mail address")),
     ("用户@例子.公司", Answer("用户@例子.公司")),
     *((cell, Answer("a@b.example")) for cell in (
         "a@b.example;", "Ann B. <a@b.example>", "a @b.example", "a＠b.example",
         "mailto:a@b.example", "a@b.example.", '"Ann" <mailto:a@b.example>'))],
)  # fmt: skip
def test_e_mail_addresses(cell: str, answer: Answer) -> None:
    assert reader_of(question("email"), ";")(cell) == answer


def test_wordings() -> None:
    known = Wordings(
        [("Your country?", 1), ("您的国家？", 1), ("Both", 1), ("both", 2), ("105", 3)]
    )
    for text in ("3. YOUR  country？", "Q3) Your country?*", "第3题、您的国家?",
                 "Your country? / 您的国家？"):  # fmt: skip
        assert known.find(text) == 1
    assert known.find("Both") is None
    assert known.find("Your country? / 105") is None
    assert known.find("105") == 3
    assert fold("“Ａ”\u00a0 B’s") == '"a" b\'s'


def test_text_of_cells() -> None:
    assert text_of("\ufeff a\u00a0b_x000D_\r\nc\0 ") == "a b\nc"
    assert text_of("\u200f\u202bأ\u200bب\u00ad\u202c") == "أب"
    assert [text_of(value) for value in (7.0, 7.5, True)] == ["7", "7.5", "TRUE"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026/09/27 3:00:00 PM GMT+3",
         datetime(2026, 9, 27, 15, tzinfo=timezone(timedelta(hours=3)))),
        ("2020-10-09T09:12:30Z", datetime(2020, 10, 9, 9, 12, 30, tzinfo=UTC)),
        ("2020-10-09 17:12:30.250+08:00",
         datetime(2020, 10, 9, 17, 12, 30, tzinfo=timezone(timedelta(hours=8)))),
        ("2020/10/9 下午5:12", datetime(2020, 10, 9, 17, 12)),
        ("2020年10月9日 12:00 AM", datetime(2020, 10, 9)),
        ("46241.5", datetime(2026, 8, 7, 12)),
        (datetime(2020, 10, 9, 17, 4, 29, 999_999), datetime(2020, 10, 9, 17, 4, 30)),
        ("Mar 22, 2025 19:13:27", datetime(2025, 3, 22, 19, 13, 27)),
        ("9-Oct-2020", datetime(2020, 10, 9)),
        ("09/10/2020 05:02:11 PM", datetime(2020, 10, 9, 17, 2, 11)),
        ("13/13/2020 10:00", None),
        ("yesterday", None),
    ],
)  # fmt: skip
def test_moments(cell: object, expected: datetime | None) -> None:
    assert moment_of(cell, days_first=True) == expected


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["9/10/2020 10:00", "25/10/2020 10:00"], DateOrder.DMY),
        (["10/9/2020 10:00", "10/25/2020 10:00"], DateOrder.MDY),
        (["10/10/2020 10:00", "9/10/2020"], DateOrder.DMY),
        (["10/9/20 5:00 PM"], DateOrder.MDY),
        ([], DateOrder.PLAIN),
        (["25/10/2020 10:00", "10/25/2020 10:00"], DateOrder.MIXED),
        (["10/10/2020 10:00", "2020-10-09", "soon", 9.0], DateOrder.PLAIN),
        (["0/0/2020 10:00", "31/2/2020 10:00"], DateOrder.DMY),
    ],
)
def test_day_or_month_first_is_decided_by_the_whole_column(dates: list, order: DateOrder) -> None:
    assert date_order([(text, date(2020, 10, 9)) for text in dates]) is order


def test_the_order_of_ambiguous_dates_stays_open() -> None:
    assert date_order([("9/10/2020 10:00", None)]) is DateOrder.OPEN
    assert moment_of("9/10/2020 10:00", days_first=None) is None
    assert moment_of("25/10/2020 10:00", days_first=None) == datetime(2020, 10, 25, 10)
    assert moment_of("25/10/2020 10:00", days_first=False) == datetime(2020, 10, 25, 10)


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
        for known in (*country.names.values(), *country.also, country.code, country.alpha_3):
            assert country_code(known) == country.code, known
            meanings.setdefault(letters(known), set()).add(country.code)
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
        for known in (*country.names.values(), *country.also):
            assert country_code(known) == country_code(f" {known.upper()} ") == country.code
