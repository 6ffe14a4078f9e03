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
