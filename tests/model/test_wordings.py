"""Comparison of texts with those that have a meaning."""

import pytest

from sstc_cli.model.wording import Wordings


@pytest.mark.parametrize("text", ["yes", "1. Yes", "Q1. 1) yes", "是 / Yes", "YES:"])
def test_a_wording_is_found_with_its_numbers(text: str) -> None:
    assert Wordings([("Yes", "yes"), ("是", "yes")]).find(text) == "yes"


def test_numbers_without_end_end() -> None:
    assert Wordings([("Yes", "yes")]).find(f"{'1:' * 10_000}yes") is None
