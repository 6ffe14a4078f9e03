"""W6xx and W7xx: personal data, and balance of speakers."""

import sqlite3
from contextlib import closing

import pytest
from conftest import Sstc
from found import found, paths, slots


def notes(text: str) -> str:
    return f"notes: ['{text}']\n" + slots("")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to ama@example.org", "an e-mail address"),
        ("call +254 700 000 000", "a phone number"),
        ("电话：010-6500 0000", "a phone number"),
        ("the passcode is 884422", "a meeting passcode"),
        ("密码：abc123", "a meeting passcode"),
        ("USD 200 000 000 by 2026, 4 trillion in 2020-2021", None),
        ("the passcode is in your invitation", None),
        ("https://example.org/meetings/20200814", None),
    ],
)
def test_personal_data_is_found_and_never_repeated(text: str, kind: str | None) -> None:
    messages = [diagnostic.message for diagnostic in found("W601", notes(text))]
    assert messages == ([f"{kind} is in a public text"] if kind else [])


@pytest.mark.parametrize("text", ["pin-" * 2_400 + " 1", "a" * 9_900 + " 1 @"])
def test_the_longest_texts_end(text: str) -> None:
    assert found("W601", notes(text)) == []


def test_a_public_address_of_an_organiser_is_allowed_in_a_text() -> None:
    organisers = "organisers: [{id: o, name: O, email: office@example.org}]\n"
    assert found("W601", organisers + notes("write to office@example.org")) == []
    assert len(found("W601", organisers + notes("write to ama@example.org"))) == 1


PRIVATE = "call +254 700 000 000"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (f"more: {{desk: {PRIVATE}}}\n" + slots(""), "more.desk"),
        (f"more: {{desk: {{en: {PRIVATE}}}}}\n" + slots(""), "more.desk.en"),
        (slots(f"more: {{desk: {PRIVATE}}}"), "webinars[0].more.desk"),
        (
            slots(f"talks: [{{id: a, more: {{desk: {PRIVATE}}}}}]"),
            "webinars[0].talks[0].more.desk",
        ),
        (
            f"people: [{{id: a, name: A, biography: {PRIVATE}}}]\n" + slots(""),
            "people[0].biography",
        ),
        (
            f"organisers: [{{id: o, name: O, signatory: {{name: A, position: {PRIVATE}}}}}]\n"
            + slots(""),
            "organisers[0].signatory.position",
        ),
        (
            f"audiences: [{{id: a, name: A, salutation: {PRIVATE}}}]\n" + slots(""),
            "audiences[0].salutation",
        ),
    ],
)
def test_personal_data_in_texts_of_people_and_of_ones_own(text: str, path: str) -> None:
    assert paths("W601", text) == [path]


def test_the_key_for_telephone_numbers_may_have_one() -> None:
    people = "people: [{id: a, name: A, phone: +254 700 000 000}]\n"
    organisers = "organisers: [{id: o, name: O, phone: +254 700 000 000}]\n"
    assert found("W601", people + organisers + slots("")) == []


def test_texts_of_ones_own_are_checked_like_others() -> None:
    """`more` is a map, which no rule looked into."""
    languages = "languages: [en, zh]\n"
    assert paths("W501", languages + "more: {desk: {en: The desk}}\n" + slots("")) == ["more.desk"]


def test_files_that_git_tracks() -> None:
    tracked = frozenset(
        {".sstc/store.sqlite", "data/People.XLSX", "examples/exit.xlsx", "tests/a/b.csv",
         "data/webinars.yaml", "out.csv"}
    )  # fmt: skip
    places = [diagnostic.place.file for diagnostic in found("W602", slots(""), tracked=tracked)]
    assert places == [".sstc/store.sqlite", "data/People.XLSX", "out.csv"]


def test_validate_asks_git(sstc: Sstc, workspace) -> None:
    import subprocess

    assert sstc("validate").out == ""
    (workspace / "people.xlsx").write_bytes(b"x")
    subprocess.run(["git", "init", "-q"], cwd=workspace, check=True)
    assert sstc("validate").out == ""
    with closing(sqlite3.connect(workspace / "copy")) as copy:
        copy.execute("CREATE TABLE people (name)")
    subprocess.run(["git", "add", "people.xlsx", "copy"], cwd=workspace, check=True)
    out = sstc("validate").out
    assert "people.xlsx:1:1: warning W602" in out
    assert "copy:1:1: warning W602 git tracks the database `copy`" in out


PEOPLE = """people:
- {id: a, name: A, gender: man, country: KE}
- {id: b, name: B, gender: man, country: KE}
- {id: c, name: C, gender: woman, country: KE}
- {id: d, name: D}
"""


@pytest.mark.parametrize(
    ("talks", "expected"),
    [
        ("[{id: x, speaker: a}, {id: y, speaker: b}]", 1),
        ("[{id: x, speaker: a}, {id: y, speaker: c}]", 0),
        ("[{id: x, speaker: a}, {id: y, speaker: d}]", 0),
        ("[{id: x, speaker: a}, {id: y, speaker: a}]", 0),
        ("[{id: x, speaker: a}, {id: y, speaker: nobody}]", 0),
    ],
)
def test_panels(talks: str, expected: int) -> None:
    assert len(found("W701", PEOPLE + slots(f"talks: {talks}"))) == expected


def test_speakers_of_one_country() -> None:
    three = "talks: [{id: x, speaker: a}, {id: y, speaker: b}, {id: z, speaker: c}]"
    assert paths("W703", PEOPLE + slots(three)) == ["people"]
    other = PEOPLE.replace("name: C, gender: woman, country: KE", "name: C, country: CO")
    assert found("W703", other + slots(three)) == []


def test_themes_are_asked_for_once_any_is_used() -> None:
    themes = "themes: [{id: one, name: One}, {id: two, name: Two}]\n"
    assert found("W702", themes + slots("")) == []
    assert paths("W702", themes + slots("themes: [two]")) == ["themes[0]"]
    cancelled = slots("themes: [two]", "themes: [one], status: cancelled")
    assert paths("W702", themes + cancelled) == ["themes[0]"]


def test_a_language_without_titles() -> None:
    text = "languages: [en, zh, fr]\n" + slots("title: {en: A, zh: 甲}")
    assert paths("W704", text) == ["languages[2]"]
