"""`sstc documents`: the documents of the real series, as people get them."""

import json
import re
from pathlib import Path

import pytest
from conftest import ENDS, OPEN_TALKS, REPOSITORY, Sstc, alter, alter_webinar, words_in

from sstc_cli.documents import formats_of
from sstc_cli.views.documents import VIEWS

NAME = "07-sustainable-logistics"
OWN = {name: kind for name, kind in VIEWS.items() if not kind.command}
PER_SERIES = [name for name, kind in OWN.items() if kind.per == "series"]
PER_WEBINAR = [name for name, kind in OWN.items() if kind.per == "webinar"]
PER_WEBINAR.remove("agenda")  # its own tests compare it
SHIPPED = [
    (name, kind)
    for name in (*PER_SERIES, *PER_WEBINAR)
    for kind in formats_of(name)
    if kind in ("md", "html")
]
OTHERS = [
    (name, kind)
    for name, document in VIEWS.items()
    for kind in formats_of(name)
    if kind not in ("md", "html", "png") and not document.command
]
SPEAKERS = """
    talks:
      - {id: talk-1, title: "Ports & <b>cities</b> *now*", speaker: ada, confirmed: true}
      - {id: talk-2, speaker: li}
      - {id: talk-3, speaker: obrien}
"""
PEOPLE = """
people:
  - {id: ada, name: محمد, zone: America/New_York}
  - {id: li, name: 李雷, position: Mayor}
  - {id: obrien, name: "O'Brien <x>", organisation: Port}

webinars:
"""


@pytest.fixture
def spoken(workspace: Path) -> Path:
    """Return the workspace with speakers in webinar 7."""
    alter(workspace, "\nwebinars:\n", PEOPLE)
    alter_webinar(workspace, 7, OPEN_TALKS, SPEAKERS[1:])
    return workspace


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("name", "kind"), SHIPPED)
def test_a_document_of_the_shipped_series(sstc: Sstc, golden, name, kind, language) -> None:
    words = (name,) if name in PER_SERIES else (name, 7)
    result = sstc("documents", "render", *words, "--format", kind, "--language", language)
    stem = name if name in PER_SERIES else f"{NAME}.{name}"
    assert (result.status, result.err) == (0, "")
    assert result.out == f"out/{name}/{stem}.{language}.{kind}\n"
    data = Path(result.out.strip()).read_bytes()
    golden(*words_in(data, kind, f"documents/{name}.{language}"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("name", "kind"), OTHERS)
@pytest.mark.usefixtures("spoken")
def test_the_words_of_a_document_in_other_formats(sstc: Sstc, golden, name, kind, language) -> None:
    result = sstc("documents", "render", name, 7, "--format", kind, "--language", language).gives(0)
    data = Path(result.out.splitlines()[0]).read_bytes()
    golden(*words_in(data, kind, f"documents/{name}.{language}"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["md", "html"])
def test_a_speakers_brief_has_their_own_time(sstc: Sstc, golden, spoken, kind, language) -> None:
    words = ("documents", "render", "speaker-brief", 7, "--format", kind, "--language", language)
    result = sstc(*words).gives(0)
    stems = [Path(line).name.split(".")[2] for line in result.out.splitlines()]
    assert stems == ["ada", "li", "obrien"]
    brief = Path(result.out.splitlines()[0]).read_text(encoding="utf-8")
    assert "UTC−4" in brief and "<b>" not in brief
    assert {"en": "03:35–03:55", "zh": "03:35至03:55"}[language] in brief
    golden(*words_in(brief.encode(), kind, f"documents/speaker-brief.{language}"))


def test_the_list_names_every_document_and_each_has_a_template(sstc: Sstc) -> None:
    assert [line.split()[0] for line in sstc("documents", "list").out.splitlines()] == list(VIEWS)
    listed = json.loads(sstc("documents", "list", "--json").out)["documents"]
    assert {document["name"]: document["per"] for document in listed}["invitation"] == "audience"
    formats = {document["name"]: document["formats"] for document in listed}
    assert formats["poster"] == ["md", "pdf", "png"]
    templates = Path(__file__).parents[2] / "templates"
    found = {file.name.removesuffix(".md.j2") for file in templates.glob("*.md.j2")}
    assert found == {*VIEWS, "letter", "message", "site-picture"}


def test_no_two_kinds_of_document_have_one_file_name(sstc: Sstc, spoken) -> None:
    """People get them by e-mail, without their folder."""
    lines = sstc("documents", "render", "--all", "--format", "md").out.splitlines()
    names = [Path(line).name for line in lines]
    assert len(names) == len(set(names)) > 15 * 3
    assert {f"{NAME}.en.md", f"{NAME}.ministries.en.md"} < set(names)  # the short names
    assert {f"{NAME}.run-of-show.en.md", f"{NAME}.speaker-brief.ada.en.md"} < set(names)
    assert json.loads(sstc("status", "--json").out)["earlier_files"] == []


def test_documents_with_former_names_are_of_an_earlier_plan(sstc: Sstc, workspace: Path) -> None:
    old = workspace / "out" / "run-of-show" / f"{NAME}.en.md"
    old.parent.mkdir(parents=True)
    old.write_text("old", encoding="utf-8")
    assert (
        f"\n  out/run-of-show/{NAME}.en.md\n" in sstc("documents", "render", "run-of-show", 7).err
    )


def test_all_documents_of_the_series_in_one_folder_keep_apart(sstc: Sstc, spoken) -> None:
    result = sstc("documents", "render", "--all", 7, "-o", "send/").gives(0)
    lines = result.out.splitlines()
    files = {"series": 1, "webinar": 1, "audience": 5, "speaker": 3}  # of each document
    expected = sum(files[kind.per] for kind in VIEWS.values() if kind.is_of_all)
    expected += 3  # the pictures beside the poster
    expected -= 2  # the confirmations of those who have not confirmed
    assert len(lines) == len(set(lines)) == expected
    assert all(Path(line).is_file() for line in lines)


def test_invitations_can_be_for_some_audiences(sstc: Sstc, workspace: Path) -> None:
    words = ("documents", "render", "invitation", "agenda", 7, "--audience")
    assert sstc(*words, "ministries").out.splitlines() == [
        f"out/invitations/{NAME}.ministries.en.md",
        f"out/agenda/{NAME}.en.md",
    ]
    result = sstc("documents", "render", "agenda", 7, "--audience", "ministries").gives(2, out="")
    assert "none of these documents is written for audiences" in result.err
    assert "did you mean `ministries`?" in sstc(*words, "ministry").err
    alter(workspace, ENDS, f"{ENDS}    audiences: [ministries]\n")
    result = sstc("documents", "render", "invitation", 7, "--audience", "companies")
    result.gives(1, "no document to write: no webinar is for `companies`", out="")


def test_briefs_need_speakers(sstc: Sstc) -> None:
    sstc("documents", "render", "speaker-brief", 7).gives(1, "no talk has a speaker yet", out="")
    assert not Path("out").exists()


def test_a_cancelled_webinar_is_announced_as_such(sstc: Sstc, workspace: Path) -> None:
    cancelled = f"{ENDS}    status: cancelled\n    join_url: https://example.org/join\n"
    alter(workspace, ENDS, cancelled)
    for name in ("announcement", "invitation", "run-of-show"):
        for line in sstc("documents", "render", name, 7).out.splitlines():
            text = Path(line).read_text(encoding="utf-8")
            assert re.search(r"^(# )?(Subject: )?Cancelled(: |, Friday)", text, re.MULTILINE)
            assert "example.org" not in text
    assert "**Cancelled: " in sstc("documents", "render", "programme", "-o", "-").out


def test_a_cancelled_webinar_keeps_its_date_and_its_reason(whole, every_document) -> None:
    reason = "cancelled_because: {en: The speakers are ill, zh: 讲者生病, ar: المتحدثون مرضى}"
    number = "    number: 7\n"
    alter(whole, number, f"{number}    status: cancelled\n    {reason}\n")
    words = {"en": ("9 Oct", "ill"), "zh": ("10月9日", "讲者生病"), "ar": ("9", "مرضى")}
    languages = [word for language in words for word in ("--language", language)]
    for file in every_document("--format", "md", *languages):
        for word in words[file.name.split(".")[-2]]:
            assert word in file.read_text(encoding="utf-8").replace("\u00a0", " "), file


def test_an_announcement_can_be_pasted_as_it_is(sstc: Sstc, workspace: Path) -> None:
    title = "Loans under R$ 5_000 *without* a bank | for people who have none"
    sstc("schedule", "set", "webinars[6].title.en", title)
    announced, agenda = sstc("documents", "render", "announcement", "agenda", 7).out.splitlines()
    assert (announced, agenda) == (
        f"out/announcement/{NAME}.announcement.en.txt",
        f"out/agenda/{NAME}.en.md",
    )
    text = (workspace / announced).read_text(encoding="utf-8")
    assert f"\n\nWebinar 7: {title}\n\nFriday, 9\xa0October" in text, "one line, without escapes"
    assert sstc("documents", "render", "announcement", 7, "-o", "a.md").out == "a.md\n"
    assert sstc("documents", "render", "announcement", 7, "--preview").status == 0


def test_the_concept_note_names_a_later_survey_and_when_it_was_issued(sstc, workspace) -> None:
    later = "surveys:\n  - {id: later, when: later, purpose: {en: to see what is used, zh: 了解}}\n"
    alter(workspace, "\nsurveys:\n", f"\n{later}", count=1)
    text = sstc("documents", "render", "concept-note", "--format", "md", "-o", "-").out
    assert "- Survey some months later: to see what is used" in text
    assert text.count("- Survey after the webinar: ") == 1

    def issued() -> str:
        file = sstc("documents", "render", "concept-note", "--format", "md").out.strip()
        text = Path(file).read_text("utf-8").replace("\u00a0", " ")
        return next(line for line in text.splitlines() if line.startswith("Issued on"))

    assert issued() == "Issued on 26 May 2020"
    sstc("schedule", "move", 9, "--time", "10:00", "--today", "2020-08-10")
    assert issued() == "Issued on 10 August 2020"


USUAL = "\ndocuments: {formats: [txt, html], languages: [en+zh, zh]}\ncount: 15\n"


def endings(sstc: Sstc, *words: object) -> list[str]:
    """Return the languages and formats of the files that a command writes."""
    names = [Path(path).name for path in sstc(*words).gives(0).out.splitlines()]
    return sorted({re.sub(r".*?((en\+zh|en|zh)\.)?(\w+)$", r"\1\3", name) for name in names})


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (("agenda", "render", 7), "en+zh.html en+zh.txt zh.html zh.txt"),
        (("invitations", "render", 7), "en+zh.html en+zh.txt zh.html zh.txt"),
        (("agenda", "render", 7, "--language", "en"), "en.html en.txt"),
        (("agenda", "render", 7, "--format", "Word"), "en+zh.docx zh.docx"),
        (("agenda", "render", 7, "-o", "out/agenda/a.md"), "md"),
        (("documents", "render", "announcement", 7), "en+zh.txt zh.txt"),
        (("documents", "render", "title-slides", 7, "--format", "powerpoint", "--language", "zh"),
         "zh.pptx"),
    ],
)  # fmt: skip
def test_an_office_names_its_usual_formats_and_languages(sstc, workspace, words, written) -> None:
    alter(workspace, "\ncount: 15\n", USUAL)
    assert endings(sstc, *words) == written.split()


def test_reports_and_notices_have_the_usual_formats_too(sstc: Sstc, workspace: Path) -> None:
    alter(workspace, "\ncount: 15\n", USUAL)
    (workspace / "data" / "report.yaml").unlink()  # it names results that are not imported
    sstc("surveys", "import", REPOSITORY / "examples" / "exit.xlsx").gives(0)
    both = ["en+zh.html", "en+zh.txt", "zh.html", "zh.txt"]
    assert endings(sstc, "report", "render") == both
    assert endings(sstc, "report", "render", "--format", "excel", "--language", "zh") == ["zh.xlsx"]
    assert endings(sstc, "partners", "board") == ["en.html", "en.txt"]
    sstc("release", "publish", "first", "--today", "2020-06-01").gives(0)
    sstc("schedule", "move", 7, "--time", "16:30", "--today", "2020-06-02").gives(0)
    assert endings(sstc, "notices", "render", "--today", "2020-06-02") == both


def test_a_usual_format_is_checked_and_corrected(sstc: Sstc, workspace: Path) -> None:
    alter(workspace, "\ncount: 15\n", USUAL.replace("html", "Word").replace("txt", "odt"))
    found = "18:23: error E110 documents cannot be written as `odt` (write one of md, txt, html"
    sstc("validate", "--fix").gives(1, shows=found)
    assert "formats: [odt, docx]" in (workspace / "data/webinars.yaml").read_text("utf-8")
