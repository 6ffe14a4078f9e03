"""The words of the terminal in other languages: complete, and with the same names to fill in."""

import re
from datetime import date, datetime, timedelta

import pytest
from conftest import read_series

from sstc_cli.model.phrases import Phrases
from sstc_cli.model.zones import load_zone
from sstc_cli.views.catalogues import CATALOGUES, TranslatedPhrases, phrases_in, read_labels

LANGUAGES = ["ar", "es", "fr", "pt", "pt-PT", "ru", "zh"]


def test_each_catalogue_has_the_same_words() -> None:
    assert sorted(file.stem for file in CATALOGUES.glob("labels/*.po")) == LANGUAGES
    words = {language: read_labels([CATALOGUES], language) for language in LANGUAGES}
    for language in LANGUAGES:
        assert set(words[language]) == set(words["zh"]), language
        for label, text in words[language].items():
            names = (sorted(re.findall(r"\{\w+\}", words)) for words in (label, text))
            assert next(names) == next(names), f"{language}: {label}"


@pytest.mark.parametrize(
    ("language", "day", "ahead", "span", "count"),
    [
        ("en", "Fri 2020-10-09", "in 5 days", "7 days and 30 minutes", "2 webinars"),
        ("fr", "ven. 2020-10-09", "dans 5 jours", "7 jours et 30 minutes", "webinaires\u00a0: 2"),
        ("zh", "周五 2020-10-09", "5天后", "7天和30分钟", "2 场网络研讨会"),
        ("ru", "пт 2020-10-09", "через 5 дней", "7 дней и 30 минут", "вебинаров: 2"),
        ("pt-BR", "sex. 2020-10-09", "em 5 dias", "7 dias e 30 minutos", "webinários: 2"),
        ("pt-PT", "sexta 2020-10-09", "dentro de 5 dias", "7 dias e 30 minutos", "webinários: 2"),
        ("sw", "Fri 2020-10-09", "in 5 days", "7 days and 30 minutes", "2 webinars"),
    ],
)
def test_days_and_numbers(language: str, day: str, ahead: str, span: str, count: str) -> None:
    phrases = phrases_in(language)
    assert phrases.day(date(2020, 10, 9)) == day
    assert phrases.ahead(5) == ahead
    assert phrases.span(timedelta(days=7, minutes=30)).replace("\u00a0", " ") == span
    assert phrases.count(2, "webinar") == count
    assert phrases_in("fr").ahead(1) == "demain"


def test_a_week_is_told_in_weeks_only_if_it_is_whole() -> None:
    assert Phrases("en").span(timedelta(weeks=-1)) == "1 week"
    assert phrases_in("fr").span(timedelta(weeks=2)) == "2\u00a0semaines"


def test_a_zone_has_its_everyday_name_in_the_language() -> None:
    name = read_series("zone_name: {en: Beijing time, zh: 北京时间}").zone_name
    zones = {"Asia/Shanghai": name}
    assert Phrases("en", zones).zone("Asia/Shanghai") == "Beijing time"
    assert TranslatedPhrases("zh", zones).zone("Asia/Shanghai") == "北京时间"
    assert TranslatedPhrases("fr", zones).zone("Asia/Shanghai") == "Shanghai"
    assert Phrases("en", zones).zone("Africa/Nairobi") == "Africa/Nairobi"
    assert TranslatedPhrases("zh", zones).place("Africa/Nairobi") == "内罗毕"


def test_a_slot_has_the_day_of_its_end_and_both_offsets_if_the_clocks_change() -> None:
    def slot(starts: str, ends: str) -> str:
        zone = load_zone("Europe/Lisbon")
        moments = (datetime.fromisoformat(text).replace(tzinfo=zone) for text in (starts, ends))
        return Phrases("en").slot(*moments)

    assert slot("2027-03-12 23:30", "2027-03-13 01:00") == "Fri 2027-03-12 23:30–01:00 +1"
    assert slot("2027-03-28 00:15", "2027-03-28 02:45") == (
        "Sun 2027-03-28 00:15 (UTC+0)–02:45 (UTC+1)"
    )
