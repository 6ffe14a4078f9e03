"""W5xx: languages, slips, signs, lengths and characters."""

import pytest
from found import found, paths, slots

BOTH = "languages: [en, zh]\n"


def titles(*texts: str) -> str:
    return slots(*(f"title: {text}" for text in texts))


def test_a_plain_string_is_for_all_languages() -> None:
    assert found("W501", BOTH + titles("A title")) == []


def test_every_text_is_looked_at_where_it_stands() -> None:
    text = BOTH + "notes: [{zh: 暂定}]\nthemes: [{id: a, name: {en: A, zh: 甲}}]\n"
    assert paths("W501", text + titles("{en: A title}")) == ["notes[0]", "webinars[0].title"]


@pytest.mark.parametrize(
    ("one", "two", "slips"),
    [
        ("'Ways of Spotighting Good Practices'", "'Means of Spotlighting Good Practices'", 1),
        (
            "Sustainable Logistic Solutions for Cities",
            "Sustainable Payment Solutions for Cities",
            0,
        ),
        ("A good Solution for Cities of Trade", "A good Solutions for Cities of Trade", 0),
        ("Trade in Cities 2020 and more", "Trade in Cities 2021 and more", 0),
        ("Rules of Import for Cities", "Rules of Export for Cities", 0),
    ],
)
def test_slips_in_titles(one: str, two: str, slips: int) -> None:
    assert len(found("W502", titles(one, two))) == slips


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("{zh: '支付,物流'}", "，"),
        ("{zh: '支付 (物流)'}", None),
        ("{zh: '支付(物流)'}", "（"),
        ("{zh: '时间为15:30，地址 https://example.org/a?b=1'}", None),
        ("{zh: 'Jumia、Konga等平台'}", None),
        ("{en: 'Payment：cities'}", ":"),
        ("{en: 'Payment: cities'}", None),
    ],
)
def test_punctuation(text: str, signs: str | None) -> None:
    hints = [each.hint for each in found("W503", BOTH + titles(text))]
    if signs is None:
        assert hints in ([], [each for each in hints if "（" in each or "）" in each])
    else:
        assert hints == [f"write `{signs}`"]


@pytest.mark.parametrize(("title", "expected"), [("x" * 135, 0), ("x" * 136, 1), ("支" * 68, 1)])
def test_titles_fit_a_subject_line(title: str, expected: int) -> None:
    assert len(found("W504", titles(title))) == expected


@pytest.mark.parametrize(
    ("escaped", "expected"),
    [
        ("\\u202E", 1),
        ("\\u0007", 1),
        ("\\uFFFD", 1),
        ("\\u200B", 1),
        ("\\u00E9", 0),
        ("\\U0001F600", 0),
    ],
)
def test_unreadable_characters(escaped: str, expected: int) -> None:
    assert len(found("W505", titles(f'"Pay{escaped}ment"'))) == expected


def test_joiners_that_a_script_needs_are_fine() -> None:
    assert found("W505", titles('"می\\u200cخواهم"')) == []
    assert len(found("W505", titles('"pay\\u200cment"'))) == 1
