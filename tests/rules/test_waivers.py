"""Severities and waivers of the series."""

from datetime import date

import pytest
from conftest import read_series

from sstc_cli.diagnostics import Severity
from sstc_cli.rules import Plan, check

SERIES = """
count: 2
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
"""


def codes(text: str, today: date = date(2020, 8, 1)) -> list[str]:
    return [diagnostic.code for diagnostic in check(Plan(read_series(SERIES + text), today))]


def test_without_a_waiver() -> None:
    assert codes("") == ["E204"]


@pytest.mark.parametrize("where", ["", "path: count, "])
def test_a_waiver_accepts(where: str) -> None:
    assert codes(f"waivers: [{{code: E204, {where}reason: one is secret}}]") == []


@pytest.mark.parametrize(
    "waiver", ["code: E203", "code: E204, path: webinars", "code: E204, path: cou"]
)
def test_an_unused_waiver_is_reported(waiver: str) -> None:
    assert codes(f"waivers: [{{{waiver}, reason: none}}]") == ["E204", "W901"]


def test_a_waiver_ends() -> None:
    text = "waivers: [{code: E204, reason: later, until: 2020-08-01}]"
    assert codes(text, date(2020, 8, 1)) == []
    assert codes(text, date(2020, 8, 2)) == ["E204", "W902"]


def test_a_path_covers_what_is_inside_and_not_its_namesakes() -> None:
    text = SERIES.replace("count: 2", "count: 11").replace("2020-08-14 17:00", "2020-08-14 15:00")
    waiver = "waivers: [{code: E201, path: 'webinars[0]', reason: x}, {code: E204, reason: x}]"
    assert check(Plan(read_series(text + waiver), date(2020, 8, 1))) == []


def test_the_series_weighs_its_codes() -> None:
    found = check(Plan(read_series(SERIES + "severities: {E204: note}"), date(2020, 8, 1)))
    assert [diagnostic.severity for diagnostic in found] == [Severity.NOTE]
    assert codes("severities: {E204: 'off'}") == []


NIGHT = """
count: 2
window: {starts: 2020-08-14, ends: 2020-08-21}
audience_zones: [America/Bogota]
severities: {W304: 'off', W307: 'off', W314: 'off'}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
  - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
"""


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2020, 8, 13), ["W401"]),
        (date(2020, 8, 15), ["W401"]),
        (date(2020, 8, 20), ["W401", "W902"]),
        (date(2020, 9, 1), ["W902"]),
    ],
)
def test_what_is_over_needs_no_waiver(today: date, expected: list[str]) -> None:
    waiver = "waivers: [{code: W401, path: 'webinars[0]', reason: agreed, until: 2020-08-19}]"
    assert [d.code for d in check(Plan(read_series(NIGHT + waiver), today))] == expected


@pytest.mark.parametrize(("path", "unused"), [("", 0), (", path: 'webinars[0]'", 0),
                                              (", path: 'webinars[1]'", 1)])  # fmt: skip
def test_a_waiver_of_what_is_over_was_used(path: str, unused: int) -> None:
    text = NIGHT.replace("ends: 2020-08-14 17:00", "ends: 2020-08-14 17:00, status: held")
    text = text.replace("America/Bogota", "Asia/Tokyo")
    found = check(Plan(read_series(f"{text}waivers: [{{code: W401, reason: x{path}}}]"),
                       date(2020, 8, 15)))  # fmt: skip
    assert [d.code for d in found].count("W901") == unused
