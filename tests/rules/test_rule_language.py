"""W5xx: languages, typos, punctuation, lengths and characters."""

import pytest
from found import found, paths, slots

BOTH = "languages: [en, zh]\n"


def titles(*texts: str) -> str:
    return slots(*(f"title: {text}" for text in texts))


def test_a_plain_string_is_for_all_languages() -> None:
    assert found("W501", BOTH + titles("A title")) == []


def test_names_and_numbers_may_be_the_same_in_all_languages() -> None:
    text = (
        "languages: [en, fr]\ntitle: {en: A, fr: B}\n"
        "organisers: [{id: a, name: One, short: O}, {id: b, name: Two, short: T}]\n"
        "people: [{id: c, name: Ana, organisation: Office, position: Head}]\n"
        "notes: ['2020', '46 %', "
    )
    webinars = titles("{en: A, fr: B}")
    assert found("W510", f"{text}One]\n{webinars}") == []
    (several,) = found("W510", f"{text}One, Two]\n{webinars}")
    assert several.message == "3 texts are the same in en and fr: is that right?"
    assert several.hint.startswith("write `{en: …, fr: …}` for each: ")


def test_every_text_is_looked_at_where_it_stands() -> None:
    text = BOTH + "notes: [{zh: 暂定}]\nthemes: [{id: a, name: {en: A, zh: 甲}}]\n"
    assert paths("W501", text + titles("{en: A title}")) == ["notes[0]", "webinars[0].title"]


def test_a_kind_of_a_language_needs_few_texts_and_a_lacking_one_is_told() -> None:
    text = "languages: [en, pt-PT]\n" + titles("{en: A title, pt: Um título}")
    assert [found(code, text) for code in ("W501", "W508", "W704")] == [[], [], []]
    assert paths("W501", "languages: [en, pt]\n" + titles("{en: A, pt-PT: Um}")) != []
    text = BOTH + "notes: [{en: Note, zh: 备注, fr: Note}]\n"
    (french,) = found("W508", text + titles("{en: A title, zh: 标题, fr: Un titre}"))
    assert (french.path, french.at_key) == (("notes", 0, "fr"), True)
    assert french.message == "`fr` is not a language of the series (and 1 other text)"
    assert found("W508", BOTH + titles("A title", "{en: A title, zh: 标题}")) == []


@pytest.mark.parametrize(
    ("one", "two", "typos"),
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
def test_typos_in_titles(one: str, two: str, typos: int) -> None:
    assert len(found("W502", titles(one, two))) == typos


def test_the_rarer_word_is_marked_and_the_other_title_named() -> None:
    two = ["'Ways of Fintech and Good Practices'", "'Means of Fintech and Good Practices'"]
    (diagnostic,) = found("W502", titles(*two, "'Paths of Finntech and Good Practices'"))
    assert diagnostic.path == ("webinars", 2, "title")
    assert diagnostic.message.startswith("`Finntech` is spelt `Fintech`")
    assert "`webinars[0].title`" in diagnostic.message


@pytest.mark.parametrize("number", [1, 4])
def test_a_typo_of_a_common_word_is_found_in_every_title_that_has_it(number: int) -> None:
    texts = [f"'Spotighting good practices, {at}'" for at in range(number)]
    diagnostics = found("W502", titles(*texts))
    assert [diagnostic.path for diagnostic in diagnostics] == [
        ("webinars", at, "title") for at in range(number)
    ]
    assert diagnostics[0].message == "`Spotighting` looks like a typo of `Spotlighting`"


def test_the_correct_word_is_not_the_typo_if_it_is_the_rarer_one() -> None:
    wrong = ["'Ways of Spotighting Good Practices'", "'Means of Spotighting Good Practices'"]
    diagnostics = found("W502", titles(*wrong, "'Paths of Spotlighting Good Practices'"))
    assert [diagnostic.path[1] for diagnostic in diagnostics] == [0, 1]


@pytest.mark.parametrize(
    "title",
    [
        "Logistics, logistic solutions and logisticians",
        "Programmes and programs, organisations and organizations, travelling and traveling",
        "Digitalisation, digitalization and cyber-resilience of municipalities",
        "Microinsurance and agrifintech in Guangzhou, Johannesburg and Ouagadougou",
        "PostgreSQL and OpenStreetMap for practitioners",
        "Debouncing, transpiling and refactoring",
        "The Universidad Nacional and its Observatório",
        "SUSTAINABLE FINANCE",
    ],
)
def test_plausible_titles_have_no_typos(title: str) -> None:
    assert found("W502", titles(f"'{title}'")) == []


def test_only_english_words_are_looked_up() -> None:
    text = "languages: [fr]\n" + titles("La consommation responsable")
    assert found("W502", text) == []


@pytest.mark.parametrize(
    ("word", "other", "typos"),
    [
        ("Logistics", "Loigstics", 1),  # swapped
        ("Logistics", "Logostics", 1),  # another letter
        ("Spotlighting", "Spotighing", 1),  # two left out
        ("Protection", "Production", 0),
        ("Training", "Trading", 0),
        ("Women", "Woman", 0),
        ("物流解决方案", "支付解决方案", 0),
    ],
)
def test_what_is_a_typo(word: str, other: str, typos: int) -> None:
    assert (
        len(found("W502", titles(f"Cities and {word} today", f"Cities and {other} today"))) == typos
    )


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("{zh: '支付,物流'}", "，"),
        ("{zh: '支付(物流)'}", "（"),
        ("{zh: '共12个.第2个?是'}", "？"),
        ("{zh: '支付，2020-2021年（SSTC）'}", None),
        ("{zh: '时间为15:30，地址 https://example.org/会议?b=1'}", None),
        ("{zh: 'Jumia, Konga等平台'}", None),
        ("{en: 'Payment：cities'}", ":"),
        ("{en: 'Payment: cities'}", None),
        ("{en: 'The platform 问卷星（China）'}", ")"),
        ("{en: 'The form “您的姓名？”'}", None),
        ("'支付,物流'", None),  # a plain string is in the first language, English here
    ],
)
def test_punctuation(text: str, mark: str | None) -> None:
    hints = [diagnostic.hint for diagnostic in found("W503", BOTH + titles(text))]
    assert hints == ([f"write `{mark}`"] if mark else [])


@pytest.mark.parametrize(("title", "expected"), [("x" * 135, 0), ("x" * 136, 1), ("支" * 68, 1)])
def test_titles_fit_a_subject_line(title: str, expected: int) -> None:
    assert len(found("W504", titles(title))) == expected


@pytest.mark.parametrize(
    ("escaped", "expected"),
    [
        ("\\u2060", 1),
        ("\\uE000", 1),
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
