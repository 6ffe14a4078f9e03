"""Weekdays, also several, and copies of models."""

import pytest
from babel import Locale
from conftest import read_series

from sstc_cli.model.days import WEEKDAYS_ELSEWHERE, Cadence
from sstc_cli.model.readers import InvalidError

LANGUAGES = ("ar", "zh", "zh", "fr", "pt", "pt", "ru", "es")


@pytest.mark.parametrize(
    ("weekday", "read"),
    [
        ("Friday", ("Friday",)),
        ("tue", ("Tuesday",)),
        (["Thursday", "Tue"], ("Tuesday", "Thursday")),
    ],
)
def test_a_weekday_or_a_list_in_the_order_of_the_week(weekday, read: tuple[str, ...]) -> None:
    assert Cadence.read({"weekday": weekday}).weekday == read


@pytest.mark.parametrize(
    ("cadence", "code", "place"),
    [
        ({"weekday": []}, "E105", ("weekday",)),
        ({"weekday": ["Friday", "fri"]}, "E110", ("weekday",)),
        ({"weekday": ["Friday", "x"]}, "E110", ("weekday", 1)),
        ({"weekday": ["Friday", ["x"]]}, "E105", ("weekday", 1)),
        ({"weekday": {"a": "b"}}, "list", ("weekday",)),
        ({"weekday": "Friday", "weeks": "0"}, "E108", ("weeks",)),
        ({"weekday": "Friday", "weeks": "53"}, "E108", ("weeks",)),
    ],
)
def test_other_cadences_are_refused(cadence, code: str, place: tuple[str | int, ...]) -> None:
    with pytest.raises(InvalidError) as refused:
        Cadence.read(cadence)
    assert [(found.kind, found.path) for found in refused.value.problems] == [(code, place)]


def test_weekdays_in_other_languages_are_those_of_babel() -> None:
    for language, names in zip(LANGUAGES, WEEKDAYS_ELSEWHERE, strict=True):
        widths = Locale.parse(language).days["format"]
        known = [{widths[width][day] for width in ("wide", "abbreviated")} for day in range(7)]
        known = [{*names, *(name.partition("-")[0] for name in names)} for names in known]
        assert all(name in days for name, days in zip(names.split(), known, strict=True))


def test_a_copy_forgets_what_was_computed_for_the_old_values() -> None:
    series = read_series("people: [{id: ama, name: Ama}]\ncount: 0\nwebinars: []\n")
    assert "ama" in series.people_by_id
    assert series.replaced(people=()).people_by_id == {}
    assert series.replaced() == series
