"""Days, offsets and cities in the languages of the United Nations."""

from datetime import date, datetime, timedelta, timezone

import pytest

from sstc_cli.model.languages import language_name
from sstc_cli.model.zones import offset_text
from sstc_cli.views.dates import (
    city_text,
    day_text,
    direction_of,
    hour_text,
    short_day_text,
    span_text,
)


def tilded(text: str) -> str:
    return text.replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en", "Friday, 9~October~2020", "Fri~9~Oct"),
        ("zh", "2020年10月9日（周五）", "10月9日（周五）"),
        ("fr", "vendredi 9~octobre~2020", "ven.~9~oct."),
        ("es", "viernes 9~de~octubre~de~2020", "vie.~9~de~oct."),
        ("ru", None, "пт,~9~окт."),
        ("ar", "الجمعة، 9~أكتوبر~2020", "الجمعة،~9~أكتوبر"),
        ("ar-LB", "الجمعة، 9~تشرين~الأول~2020", None),
        ("pt-BR", "sexta-feira, 9~de~outubro~de~2020", None),
        ("pt", None, "sex.,~9~de~out."),
        ("xx", "Friday, 9~October~2020", None),
    ],
)
def test_a_day_is_written_as_its_readers_do(language: str, long, short) -> None:
    day = date(2020, 10, 9)
    assert long is None or tilded(day_text(day, language)) == long
    assert short is None or tilded(short_day_text(day, language)) == short
    right = language.startswith("ar")
    assert direction_of(language) == ("rtl" if right else "ltr")
    first = tilded(day_text(date(2027, 4, 1), "fr"))
    assert first == "jeudi 1er~avril~2027"  # an ordinal, unlike all other days


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "15:30–17:00"),
        ("zh", "15:30至17:00"),
        ("fr", "15~h~30~–~17~h"),
        ("ar", "15:30–17:00"),
    ],
)
def test_a_start_and_an_end_are_written_as_in_their_language(language: str, text: str) -> None:
    starts, ends = (
        hour_text(datetime(2020, 10, 9, hour, minute), language)
        for hour, minute in ((15, 30), (17, 0))
    )
    assert tilded(span_text(starts, ends, language)) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(480, "UTC+8"), (330, "UTC+5:30"), (0, "UTC+0"), (-300, "UTC−5"), (-210, "UTC−3:30")],
)
def test_an_offset(minutes: int, text: str) -> None:
    zone = timezone(timedelta(minutes=minutes))
    assert offset_text(datetime(2020, 10, 9, tzinfo=zone)) == text


@pytest.mark.parametrize(
    ("zone", "english", "chinese"),
    [
        ("Africa/Nairobi", "Nairobi", "内罗毕"),
        ("Asia/Kolkata", "Kolkata", "加尔各答"),
        ("America/New_York", "New York", "纽约"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_a_city_has_its_name_in_the_language(zone: str, english: str, chinese: str) -> None:
    assert (city_text(zone, "en"), city_text(zone, "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["English", "Chinese"]),
        ("fr", ["anglais", "chinois"]),
        ("ar", ["الإنجليزية", "الصينية"]),
        ("xx", ["English", "Chinese"]),
    ],
)
def test_a_language_has_its_name_in_each_language(language: str, names: list[str]) -> None:
    assert [language_name(code, language) for code in ("en", "zh-CN")] == names
    assert language_name("qq", language) == "qq"
