"""`sstc knowledge questions`: a report of Q&A becomes drafts that name nobody who asked."""

import csv
import io
import random
import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from conftest import Sstc, poppler
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.sheets import read_sheets
from sstc_cli.survey.audience_questions import Anonymiser, people_of, read_questions, without_people
from sstc_cli.survey.mentions import MASK
from sstc_cli.workspace import open_workspace

GIVEN = ("Adaeze", "Bartholomew", "Chimwemwe", "Desdemona", "Evangeline", "Fyodorina", "Gwendolyn",
         "Hyacinthe", "Ignatius", "Jacaranda", "Kwabena", "Leocadia", "Mwangaza", "Nikodemus",
         "Olumide")  # fmt: skip
FAMILY = ("Okonkwo", "Szczepański", "Mbatha", "O’Shaughnessy", "Pérez-Quiroga", "Thistlewood",
          "Vandermeer", "Yamashiro", "Zuberbühler", "Abernathy", "Bhattacharya", "Castellanos",
          "Dumitrescu", "Eriksdóttir", "Featherstone", "Gurbanguly")  # fmt: skip
HAN = [
    f"{family}{given}"
    for family in "欧阳诸葛司徒"
    for given in ("晓燕", "建国", "雨桐", "子轩", "梓涵")
]
ARABIC = [
    f"{first} {last}"
    for first in ("عبدالرحمن", "خديجة", "مصطفى")
    for last in ("البغدادي", "القيرواني", "الأنصاري", "المنصوري", "الزبيري")
]
CYRILLIC = [
    f"{first} {last}"
    for first in ("Святослав", "Аграфена", "Всеволод")
    for last in (
        "Преображенский",
        "Вознесенский",
        "Рождественский",
        "Богоявленский",
        "Крестовоздвиженский",
    )
]
PEOPLE = [*(f"{first} {last}" for first in GIVEN for last in FAMILY), *HAN, *ARABIC, *CYRILLIC]
HEADER = ["#", "Question", "Asker Name", "Asker Email", "Answer(s)"]


def address(name: str) -> str:
    """Return the address of a person, which is also unlike any word."""
    return f"asker.{PEOPLE.index(name)}.{len(name)}@ministry-{PEOPLE.index(name)}.example.org"


def spelt(name: str) -> str:
    """Return an address as people write it to keep programs from finding it."""
    return address(name).replace("@", " (at) ")


def said(name: str, other: str, way: int) -> str:
    """Return what somebody asks, in one of the ways in which people name themselves or others."""
    first, _, last = name.partition(" ")
    ways = (
        f"Hello, I am {name}. Who pays for the shared warehouse no. {PEOPLE.index(name)}?",
        f"{name.upper()}: how long does delivery {PEOPLE.index(name)} take?",
        f"Question {PEOPLE.index(name)}: please write to {address(name)}, thanks, {first}",
        f"As {other} said about case {PEOPLE.index(name)}, is it legal?",
        f"{last or first}, {first} here, case {PEOPLE.index(name)}: what about small firms?",
        f"Reach me ({spelt(name)}) on case {PEOPLE.index(name)}: who insures?",
    )
    return ways[way % len(ways)]


def report(people: list[str]) -> str:
    """Return a report as Zoom writes it, with lines above its table."""
    text, rng = io.StringIO(), random.Random(7)  # noqa: S311 a seed
    rows = csv.writer(text, lineterminator="\n")
    rows.writerows([["Q&A Report"], ["Topic", "# Question"], ["Logistics", len(people)]])
    rows.writerows([["Question Details"], HEADER])
    for way, name in enumerate(people):
        other = rng.choice(people)
        answer = rng.choice(
            [f"Thank you, {name.split()[0]}, yes.", "live answered", f"No, {name}."]
        )
        rows.writerow([way + 1, said(name, other, way), name, address(name), answer])
    return text.getvalue()


def words_of(file: Path) -> str:
    """Return all text of an output, also of compressed ones."""
    data = file.read_bytes()
    if file.suffix in (".docx", ".xlsx"):
        with ZipFile(io.BytesIO(data)) as archive:
            parts = (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
            return re.sub(r"<[^>]*>", "", "\n".join(parts))
    if file.suffix == ".pdf":
        return poppler("pdftotext", data).decode()
    return data.decode("utf-8", "replace")


def answered(file: Path) -> None:
    """Answer every draft, so that documents print it."""
    text = file.read_text(encoding="utf-8")
    parts = re.split(r"(?m)^(?=  - question:)", text)
    done = [part if "answer:" in part or "- question:" not in part else
            part.rstrip("\n") + "\n    answer: Yes.\n" for part in parts]  # fmt: skip
    file.write_text("".join(done), encoding="utf-8")


def test_no_output_log_or_error_names_anybody_of_300_who_asked(workspace, sstc, tmp_path) -> None:
    assert len(PEOPLE) == 300
    people = PEOPLE[:]
    random.Random(1).shuffle(people)  # noqa: S311 a seed
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "zoom-qa.csv").write_text(report(people), encoding="utf-8")
    heard = []

    def run(*words: object) -> int:
        result = sstc(*words)
        heard.append(result.out + result.err)
        return result.status

    assert run("knowledge", "start", 7) == 0
    draft = ("knowledge", "questions", inbox / "zoom-qa.csv", "--webinar", 7)
    assert run(*draft, "--dry-run") == 0
    assert run(*draft) == 0 and "300 new questions" in heard[-1]
    assert run(*draft) == 0 and "no new questions, 300 already in the file" in heard[-1]
    broken = report(people).replace("Question,Asker", "Frage,Asker")
    (inbox / "broken.csv").write_text(broken, encoding="utf-8")
    assert run("knowledge", "questions", inbox / "broken.csv", "--webinar", 7) == 1
    assert run("--debug", "knowledge", "questions", inbox / "gone.csv", "--webinar", 7) == 3
    answered(workspace / "data" / "knowledge" / "sustainable-logistics.yaml")
    assert run("validate", "--format", "json") == 0
    assert run("knowledge", "check") == 0
    formats = [
        part for kind in ("md", "txt", "html", "docx", "pdf", "xlsx") for part in ("--format", kind)
    ]
    assert run("knowledge", "render", "--all", *formats) == 0
    files = [file for file in workspace.rglob("*") if file.is_file()]
    assert sum("shared warehouse" in words_of(file) for file in files) >= 6
    everything = "\n".join([*heard, *map(words_of, files)]).casefold()
    parts = {part for name in PEOPLE for part in (name, address(name), address(name).split("@")[0])}
    parts |= {*FAMILY, *(name.split()[-1] for name in (*ARABIC, *CYRILLIC))}
    assert [part for part in sorted(parts) if part.casefold() in everything] == []
    named = [name for name in GIVEN if name.casefold() in everything]
    assert named == []
    assert MASK in everything


@pytest.fixture
def started(workspace: Path, sstc: Sstc) -> Path:
    """Return the file of webinar 7, with a comment of its rapporteur."""
    assert sstc("knowledge", "start", 7).status == 0
    file = workspace / "data" / "knowledge" / "sustainable-logistics.yaml"
    mine = "questions:\n  # the best one\n  - question: Who pays?  # ask again\n"
    mine += "    answer: The city.\n"
    file.write_text(file.read_text(encoding="utf-8") + mine, encoding="utf-8")
    return file


def test_drafts_come_after_what_people_wrote_and_comments_stay(started, workspace, sstc) -> None:
    before = started.read_text(encoding="utf-8")
    (workspace / "qa.csv").write_text(
        "Question,Answer\nWho pays?,x\n谁来投保？,保险公司\n", "utf-8"
    )
    result = sstc("knowledge", "questions", "qa.csv", "--webinar", 7)
    result.gives(
        0,
        "1 new question, 1 already in the file",
        out="data/knowledge/sustainable-logistics.yaml\n",
    )
    added = "  - question:\n      zh: 谁来投保？\n    answer:\n      zh: 保险公司\n"
    assert started.read_text(encoding="utf-8") == before + added


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_and_a_byte_order_mark_stay(started, workspace, sstc, ends) -> None:
    text = started.read_text(encoding="utf-8").replace("\n", ends)
    started.write_bytes(b"\xef\xbb\xbf" + text.encode())
    (workspace / "qa.csv").write_text("Question\nHow long?\n", "utf-8")
    assert sstc("knowledge", "questions", "qa.csv", "--webinar", 7).status == 0
    data = started.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"How long?" in data
    assert data.count(b"\r\n") in (0, data.count(b"\n"))


TEAMS = """Conversation ID,Post type,Posted by,Posted at,Content
c1,Question,Bea Baker,2020-10-09 15:44,How long do parcels take?
c2,Question,Ana Silva,2020-10-09 15:45,Who pays?
c1,Reply,Grace Wanjiru,2020-10-09 15:46,"Four days, Bea."
"""
WEBEX = "Question asked by\tQuestion\tAnswer by\tAnswer\nBea Baker\tWho pays?\tLi Lei\tThe city.\n"


REPORTS = {
    "teams.csv": (TEAMS, [("How long do parcels take?", f"Four days, {MASK}."), ("Who pays?", "")]),
    "webex.csv": (WEBEX, [("Who pays?", "The city.")]),
    "plain.csv": ("问题,姓名\n谁来投保？,王小明\n", [("谁来投保？", "")]),
    "alone.csv": ("Question\nWho pays?\n", [("Who pays?", "")]),
}


@pytest.mark.parametrize("name", REPORTS)
def test_reports_of_several_tools_are_read(started, workspace, sstc, name) -> None:
    text, drafts = REPORTS[name]
    (workspace / name).write_text(text, encoding="utf-8")
    asked = read_questions(read_sheets(workspace / name))
    anonymiser = Anonymiser(people_of(asked), (), ())
    found = [without_people(item, anonymiser) for item in asked]
    assert [(item.question, item.answer) for item in found] == drafts
    assert sstc("knowledge", "questions", name, "--webinar", 7).status == 0


def test_a_workbook_is_read_and_a_survey_is_none(started, workspace, sstc) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Question", "Asker Name"])
    book.active.append(["=1+1 or 2, asks Bea Baker?", "Bea Baker"])
    book.save(workspace / "qa.xlsx")
    book.active["A1"] = "Content"
    book.save(workspace / "survey.xlsx")
    assert sstc("knowledge", "questions", "survey.xlsx", "--webinar", 7).err == (
        "error: survey.xlsx has no column of questions\nhelp: name its columns `Question` and "
        "`Answer`, or export the report of Q&A again\n"
    )


def test_speakers_keep_their_names_and_answer_by_their_id(whole: Path, sstc: Sstc) -> None:
    series = open_workspace(whole, date(2020, 7, 3)).series
    person = series.people[0]
    name = person.name.pick("en")
    text = "Question,Asker Name,Answer,Answer Name\n"
    text += f'"What does {name} think, asks Bo Ek?",Bo Ek,Yes,{name}\n'
    (whole / "qa.csv").write_text(text, encoding="utf-8")
    assert sstc("knowledge", "start", 7, "--today", "2020-07-03").status == 0
    assert (
        sstc("knowledge", "questions", "qa.csv", "--webinar", 7, "--today", "2020-07-03").status
        == 0
    )
    written = (whole / "data" / "knowledge" / "sustainable-logistics.yaml").read_text(
        encoding="utf-8"
    )
    assert f"What does {name} think, asks {MASK}?" in written and f"by: {person.id}" in written


def test_a_list_in_brackets_is_refused_and_stays(started, workspace, sstc) -> None:
    text = started.read_text(encoding="utf-8").partition("questions:")[0] + "questions: []\n"
    started.write_text(text, encoding="utf-8")
    (workspace / "qa.csv").write_text("Question\nWho pays?\n", "utf-8")
    result = sstc("knowledge", "questions", "qa.csv", "--webinar", 7)
    assert result.status == 1 and "cannot be edited safely" not in result.out
    assert "is not written in a way that can be edited safely" in result.err
    assert started.read_text(encoding="utf-8") == text


def test_names_of_the_store_are_masked(started: Path, workspace: Path, sstc: Sstc) -> None:
    rows = "E-mail,Your full name,Country,Content,Consent\nann@example.org,Ann Chovy,Kenya,5,Yes\n"
    (workspace / "exit-webinar-7.csv").write_text(rows, encoding="utf-8")
    assert sstc("surveys", "import", "exit-webinar-7.csv").status == 0
    (workspace / "qa.csv").write_text("Question\nAs Ann Chovy said to ann@example.org?\n", "utf-8")
    assert sstc("knowledge", "questions", "qa.csv", "--webinar", 7).status == 0
    assert f"As {MASK} said to {MASK}?" in started.read_text(encoding="utf-8")


@given(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.integers(0, 5), st.text(max_size=30))
def test_whatever_stands_around_it_a_name_is_masked(name, other, way, around) -> None:
    anonymiser = Anonymiser({*PEOPLE, *map(address, PEOPLE)}, (), ())
    masked = anonymiser.masked(f"{around} {said(name, other, way)} {around}", (name, address(name)))
    for part in (name, other, address(name)):
        assert part.casefold() not in masked.casefold()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Is this Jane's port?", f"Is this {MASK}'s port?"),
        ("Is this Jane’s port?", f"Is this {MASK}’s port?"),
        ("I am janeroe88 there", f"I am {MASK} there"),
        ("I am roe_jane there", f"I am {MASK} there"),
        ("a plane's heroes", "a plane's heroes"),
    ],
)
def test_parts_of_the_own_name_are_masked_in_other_words(text: str, masked: str) -> None:
    assert Anonymiser({"Jane Roe"}, (), ()).masked(text, ["Jane Roe"]) == masked


@pytest.mark.parametrize(
    ("asker", "text", "left"),
    [
        (
            "Priya Sharma",
            "call me on 00221 77 123 45 67, thanks, sharma",
            "call me on […], thanks, […]",
        ),
        ("Priya Sharma", "at 77 123 45 67 or (212) 555-0199", "at […] or […]"),
        ("Priya Sharma", "hello priya, we will", "hello […], we will"),
        (
            "Will Smith",
            "hello will, Will asks, and Smith asks",
            "hello will, […] asks, and […] asks",
        ),
        ("Ana Smith", "USD 200 000 000 in 2020-2021", "USD 200 000 000 in 2020-2021"),
        ("王小明", "小明您好，免费", "[…]您好，免费"),
        ("李娜", "李老师说，老李也问", "[…]说，[…]也问"),
        ("欧阳晓燕", "晓燕想问费用", "[…]想问费用"),
        ("Diop, Amina", "skype amina.diop, or @amina_d", "skype […], or […]"),
        ("Diop, Amina", "skype for business; wechat: cutecat88", "skype for business; wechat: […]"),
        ("Иванов Иван", "передайте Иванову и Ивану, иванов", "передайте […] и […], […]"),
    ],
)
def test_askers_are_masked_however_they_are_written(asker: str, text: str, left: str) -> None:
    assert Anonymiser([asker], (), ()).masked(text, [asker]) == left


def test_whom_else_a_question_may_name_is_listed_for_a_reader(started, workspace, sstc) -> None:
    (workspace / "qa.csv").write_text(
        "Question,Asker Name\n"
        '"Can Zqthird Person, who asked last week, join?",Bea Baker\n'
        "What about cities from Zqcorp?,Bea Baker\n"
        "王老师的看法？,李娜\n"
        "Does Sustainable Logistics help cities from China in Cross-Border trade?,Bea Baker\n"
        "Who pays now?,Bea Baker\n",
        "utf-8",
    )
    result = sstc("knowledge", "questions", "qa.csv", "--webinar", 7).gives(0, lacks="Zq")
    places = re.findall("W603 this text may name a person or a firm: (.*) \\(", result.err)
    assert places == ["words 2 to 3", "words 4 to 5", "characters 1 to 3"]
    checked = sstc("knowledge", "check", 7, "--select", "W603")
    assert checked.out.count("W603") == 3
    text = started.read_text("utf-8").replace("Who pays now?", "Who pays 0700 123 456?")
    started.write_text(text, "utf-8")
    assert "error W601 a phone number" in sstc("knowledge", "check", 7, "--final").out
