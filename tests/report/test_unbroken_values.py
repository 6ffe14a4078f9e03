"""Values of a report stay on one line."""

import pytest

from sstc_cli.numbers.labels import Caption, ReportLabel
from sstc_cli.numbers.statistics import Rough, Share
from sstc_cli.report.values import UnbrokenWords, as_item, interval_text, value_text

WORDS = UnbrokenWords("en")


@pytest.mark.parametrize(
    ("text", "label", "values"),
    [
        ("26\u00a0% (n\u00a0=\u00a039)", ReportLabel.VALUE_OF_N, {"value": "26 %", "n": 39}),
        ("Source: exit, all; n\u00a0=\u00a0157", ReportLabel.SOURCE,
         {"survey": "exit", "webinars": "all", "n": 157}),
        ("p\u00a0< 0.05 (exact McNemar test, 60 pairs)", ReportLabel.P_BELOW,
         {"p": "0.05", "pairs": 60}),
        ("at least 80\u00a0%", ReportLabel.AT_LEAST_PERCENT, {"value": 80}),
    ],
)  # fmt: skip
def test_a_line_ends_between_values_only(text, label, values) -> None:
    assert WORDS.say(label, **values) == text
    assert UnbrokenWords("zh").say(label, **values) == text.replace("\u00a0", "\u202f")


def test_a_value_its_interval_and_its_minus_stay_whole() -> None:
    share = Share(32, 50, 64.0, 50.2, 75.9)
    assert value_text(WORDS, share) == "64\u00a0%"
    assert interval_text(WORDS, share) == "50\u00a0to\u00a076\u00a0%"
    assert value_text(WORDS, Rough(40, 75, 70, 80)).startswith("about 75\u00a0%")
    assert value_text(WORDS, Rough(40, None, 65, 90)) == "65 to 90\u00a0%"
    assert WORDS.decimal(-17.9, "+.1f") == "\u221217.9"
    assert UnbrokenWords("ar").decimal(-17.9, "+.1f") == "\u200e\u221217.9"


def test_a_foreign_question_in_an_arabic_label_keeps_its_mark_at_its_end() -> None:
    words = UnbrokenWords("ar", {"By group: {question}": "حسب المجموعة: {question}"})
    text = words.say(Caption.BY_GROUP, question="Why?")
    assert text == "حسب المجموعة: \u200eWhy?\u200e"
    assert UnbrokenWords("en").say(Caption.BY_GROUP, question="Why?") == "By group: Why?"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Why?: 83 %; How?", "Why? 83 %; How?"),
        ("Why?; How?; Where", "Why? How? Where"),
        ("Choose one.: a; Choose.; b", "Choose one: a; Choose; b"),
        ("为什么？：83 %", "为什么？83 %"),
        ("Pourquoi ?\u00a0: 83 %", "Pourquoi ? 83 %"),
        ("\u200eWhy?\u200e: 83", "\u200eWhy?\u200e 83"),
    ],
)
def test_a_question_in_a_list_ends_with_one_mark(text: str, item: str) -> None:
    assert as_item(text) == item
