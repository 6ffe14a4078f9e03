"""A series begins in its own languages, from the plan to the mails, and as somebody answers."""

import email
import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Sstc, on_terminal, words_in, write_csv
from prepared import sending

from sstc_cli.model import Role, Series, Survey, Text
from sstc_cli.model.people import Audience
from sstc_cli.model.text import LANGUAGES, is_of_starter
from sstc_cli.rules.wordings import texts_in
from sstc_cli.source import build, parse
from sstc_cli.workspace.starter import read_starter, started, starter_surveys, usual_series

DAY = ("--today", "2027-01-11")
NAMES = (
    r"\[[A-Z][^\]]*\]|[Pp]orts|example|Africa/Abidjan|Asia/Shanghai|UTC|English|Français|\w+@\S+"
)
PAIRS = {
    "fr ar": ("Africa/Abidjan", "الموضوع الأول", "Le premier thème", "heure d’Abidjan"),
    "zh en": ("Asia/Shanghai", "第一个主题", "The first topic", "北京时间"),
}


def begin(sstc: Sstc, folder: Path, languages: str, *words: object) -> None:
    """Begin a series, which must be clean at once."""
    given = [word for code in languages.split() for word in ("--language", code)]
    sstc("init", folder, *given, *words).gives(0)
    sstc("--workspace", folder, "validate", "--strict", *DAY).gives(0, out="")


def texts_of(languages: list[str]) -> list[Text]:
    """Return the texts of a new series and of its surveys."""
    plan = started(replace(usual_series(), languages=tuple(languages)))
    files = {"plan": plan.encode(), **starter_surveys(languages)}
    built = [
        build(parse(data.decode(), name), Series if name == "plan" else Survey)
        for name, data in files.items()
    ]
    assert not any(found for _, found in built)
    return [text.text for model, _ in built if model for text in texts_in(model)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_series_in_one_language_is_clean_and_has_no_other(sstc, tmp_path, language) -> None:
    begin(sstc, tmp_path / "ports", language)
    words = [text.pick(language) for text in texts_of([language])]
    assert len(words) > 100
    assert sum(map(is_of_starter, words)) == 2
    if language in ("zh", "ru", "ar"):
        assert not [text for text in words if re.search("[A-Za-z]", text)]
    elif language != "en":
        english = {text.pick("en") for text in texts_of(["en"])}
        assert not [text for text in words if text in english]


def test_each_language_has_each_text() -> None:
    every = {language: {*read_starter(language)} for language in LANGUAGES if language != "en"}
    assert all(texts == every["fr"] for texts in every.values())
    known = [text.by_language.keys() for text in texts_of([*LANGUAGES])]
    assert sum(codes != {*LANGUAGES} for codes in known) == len(LANGUAGES), "but their names"


@pytest.mark.parametrize(("id_", "asked"), [("port-cities", "port_cities"), ("2030", "officials")])
def test_the_registration_asks_for_the_groups_of_the_series(id_: str, asked: str) -> None:
    groups = [Audience(id=id_, name=Text({"en": "Cities", "fr": "Villes"}))]
    data = starter_surveys(["en", "fr"], groups)["data/surveys/registration.yaml"]
    survey, _ = build(parse(data.decode(), ""), Survey)
    assert survey
    question = survey.question(Role.AUDIENCE)
    assert question and question.options[0].code == asked


@pytest.mark.parametrize("languages", PAIRS)
def test_a_series_in_two_languages_has_no_third_one(sstc, tmp_path, languages, monkeypatch) -> None:
    zone, *titles = PAIRS[languages]
    office = ("--title", "Ports 1", "--title", "Ports 2", "--organiser", "Ports")
    begin(sstc, tmp_path / "w", languages, *office, "--zone", zone, "--webinars", 5)
    monkeypatch.chdir(tmp_path / "w")
    first, second = languages.split()
    both = ("--language", first, "--language", second)
    sstc("documents", "render", "--all", *both, *DAY).gives(0, lacks="lacks")
    for kind in ("registration", "exit", "later"):
        sstc("surveys", "form", kind, 2, "--format", "docx", *both).gives(0, err="")
    write_csv(
        Path("contacts.csv"), ("E-mail", "Name", "Language"),
        *((f"{code}@example.org", "李雷", code) for code in (first, second)),
    )  # fmt: skip
    sstc("mail", "prepare", "invitation", 1, "--to", "contacts.csv", *DAY).gives(0)
    with sending(Path()) as server:
        sstc("mail", "send", "invitation-first", "--send", "--yes", 2, "--early", *DAY).gives(0)
    mails = [email.message_from_bytes(data) for data in server.texts]
    parts = (part for mail in mails for part in mail.walk())
    plain = (part for part in parts if part.get_content_type() == "text/plain")
    said = "".join(str(part.get_payload(decode=True), "utf-8") for part in plain)
    assert all(title in said for title in titles)
    files = [file for file in Path("out").rglob("*.*") if file.suffix in (".md", ".docx")]
    assert len(files) > 50
    english = {text.pick("en") for text in texts_of(["en"]) if text.pick("en") != "Webinar 4"}
    for file in files:
        code = re.findall(r"\.([a-z]{2})\.(?:md|docx)$", file.name)[0]
        found = words_in(file.read_bytes(), file.suffix[1:], "")[0]
        words = found if isinstance(found, str) else found.decode()
        if code in ("zh", "ar"):
            words = re.sub(r"w/[0-9]+/[a-z-]+", "", words)  # the reference of a letter
            words = words.replace("[sstc Text]", "")  # the style of a paragraph
            assert not re.findall("[A-Za-z]{3,}", re.sub(NAMES, "", words)), file
        elif code == "fr":
            assert not [text for text in english if text in words.splitlines()], file


def test_a_terminal_asks_about_the_series(sstc: Sstc, tmp_path: Path, monkeypatch) -> None:
    answers = ["elvish", "русский AR", "Порты", "موانئ", "cairo", "New York; Tunis",
               "2027-02-30", "7 avril 2027", "2 pm", "5", "60", "4",
               "Отдел портов", "مكتب الموانئ", "ports@un"]  # fmt: skip
    prompts = on_terminal(monkeypatch, *answers, "ports@unoffice.org")
    sstc("init", tmp_path / "ports", "--today", "2027-01-11").gives(
        0, "`elvish` is not a language", "the day `2027-02-30` does not exist", "from 20 to 1440"
    )
    assert len(prompts) == len(answers) + 1
    plan = (tmp_path / "ports/data/webinars.yaml").read_text("utf-8")
    for line in (
        "domain: unoffice.org", "zone: Africa/Cairo",
        "audience_zones: [America/New_York, Africa/Tunis]", "title: {ru: Порты, ar: موانئ}",
        "languages: [ru, ar]",
        "window: {starts: 2027-04-07, ends: 2027-04-28}", "cadence: {weekday: Wednesday}",
        "    name: {ru: Отдел портов, ar: مكتب الموانئ}", "    email: ports@unoffice.org",
        "    title: {ru: Вебинар 4, ar: الندوة 4}", "    ends: 2027-04-28 15:00",
    ):  # fmt: skip
        assert f"\n{line}\n" in plan


@pytest.mark.parametrize(("codes", "fallback"), [("de", "English"), ("de fr", "French")])
def test_a_language_without_texts_is_named(sstc: Sstc, tmp_path, codes, fallback) -> None:
    said = (
        f"texts of a new series exist in en, zh, fr, es, ru, ar, pt; for de they are in {fallback}"
    )
    words = [word for code in codes.split() for word in ("--language", code)]
    sstc("init", tmp_path / "w", *words).gives(0, said)
    sstc("init", tmp_path / "v", "--language", "pt-PT").gives(0, lacks="exist in")


def test_who_only_presses_enter_gets_the_starter(sstc: Sstc, tmp_path: Path, monkeypatch) -> None:
    sstc("init", tmp_path / "a" / "ports").gives(0)
    on_terminal(monkeypatch, *[""] * 20)
    sstc("init", tmp_path / "b" / "ports", "--today", "2027-01-11").gives(
        0, "the plan has a break on 2027-03-16, `Preparation week`"
    )
    first, second = ((tmp_path / one / "ports/data/webinars.yaml").read_bytes() for one in "ab")
    assert first == second
    assert not sstc("init", tmp_path / "late", "--today", "2027-12-01").status
    late = (tmp_path / "late/data/webinars.yaml").read_text("utf-8")
    assert "window: {starts: 2028-01-18," in late, "a past day is not offered"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--weekday", "Friday", "--first", "2027-04-07"], "2027-04-07 is a Wednesday"),
        (["--weekday", "mardi"], "write one of Monday"),
        (["--minutes", "15"], "write a number from 20 to 1440"),
        (["--webinars", "many"], "write a number from 1 to 200"),
        (["--email", "office"], "this is not an e-mail address"),
        (["--starts", "at 3 or 4"], "is not a time"),
        (["--title", "A", "--title", "B"], "give one for each"),
        (["--audience-zone", "Niarobi"], "did you mean `Africa/Nairobi`?"),
        (["--example", "--first", "2027-04-07"], "the example decides that"),
        (["--title", "\u202e"], "a text that a plan cannot have"),
    ],
)
def test_wrong_options_are_one_line(sstc: Sstc, tmp_path: Path, words, message) -> None:
    result = sstc("init", tmp_path / "w", *words)
    assert result.status in (2, 3) and message in " ".join(result.err.split())
    assert not (tmp_path / "w").exists()
