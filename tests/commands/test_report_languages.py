"""The evaluation report in other languages: no word of English, and whole sentences."""

import re

import pytest

from sstc_cli.numbers.words import Words

NAMES = {"McNemar", "Newcombe", "Rocks", "Student", "Wilson", "SHA"}
LATIN = re.compile(r"[A-Za-z]{3,}")


@pytest.mark.parametrize("edition", ["public", "office"])
@pytest.mark.parametrize("numbers", [(), (6,)])
def test_a_chinese_report_has_no_english_words(sstc, evaluated, edition, numbers) -> None:
    words = ("--language", "zh", "--edition", edition, "-o", "-")
    result = sstc("report", "render", *numbers, *words).gives(0, shows="结果概览")
    without_questions = re.sub("## 附件2.*## 附件3", "", result.out, flags=re.DOTALL)
    text = re.sub(r"\S+\.(csv|xlsx) \|.*|```.*|<br>", "", without_questions)
    assert set(LATIN.findall(text)) <= NAMES


def test_the_office_edition_does_not_say_that_counts_are_hidden(sstc, evaluated) -> None:
    office = sstc("report", "render", "--edition", "office", "-o", "-").out
    assert "Confidentiality" not in office and "counts under 5 are hidden" not in office


def test_a_sign_stands_left_of_its_number_in_arabic() -> None:
    assert Words("ar").decimal(-17.4, "+.1f") == "\u200e-17.4"
    assert Words("ar").decimal(17.4) == "17.4"
    assert Words("fr", decimal_mark=",").decimal(17.4, "+.1f") == "+17,4"
