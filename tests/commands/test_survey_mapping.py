"""What is decided about columns and dates: asked or named, kept as data, found again."""

import csv
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Sstc, on_terminal

HEADER = "Country,Gender,Satisfaction with content,Shoe size,Consent"
ROWS = "Kenya,Woman,5,43,Yes\nChina,Man,4,41,Yes\n"
MAPPING = """\
# What the columns and answers of an export mean: `sstc surveys import` adds to it.
platform: plain
survey: exit
columns:
  - header: Satisfaction with content
    question: content
"""


@pytest.fixture
def export(workspace: Path) -> Path:
    file = workspace / "exit-webinar-7.csv"
    file.write_text(f"{HEADER}\n{ROWS}", "utf-8")
    return file


def answers(result) -> dict:
    table = json.loads(result.out)["files"][0]["tables"][0]
    return {column["header"]: column["question"] for column in table["columns"]}


def test_a_suggestion_is_not_taken_by_itself(sstc: Sstc, workspace: Path, export: Path) -> None:
    result = sstc("surveys", "import", export.name).gives(0, "`--accept-suggestions`")
    assert "not counted (if it answers `content`, import with `--acc" in result.err
    assert not (workspace / "data/surveys/mappings").exists()


def test_accepted_suggestions_are_written_and_found_again(sstc, workspace, export) -> None:
    sstc("surveys", "import", export.name)
    result = sstc("surveys", "import", export.name, "--accept-suggestions").gives(0)
    assert "0 new, 2 changed" in result.out
    assert result.out.endswith("data/surveys/mappings/plain-exit.yaml\n")
    file = workspace / "data" / "surveys" / "mappings" / "plain-exit.yaml"
    assert file.read_text("utf-8") == MAPPING
    again = sstc("surveys", "import", export.name, "--json")
    assert answers(again)["Satisfaction with content"] == "content"
    table = json.loads(again.out)["files"][0]["tables"][0]
    assert (table["unchanged"], table["columns"][2]["how"]) == (2, "mapped")
    assert sstc("validate").status == 0


def test_a_mapping_can_be_written_by_hand(sstc: Sstc, workspace: Path, export: Path) -> None:
    folder = workspace / "data" / "surveys" / "mappings"
    folder.mkdir()
    more = "  - header: Shoe size\n    question: recommend\n"
    (folder / "plain-exit.yaml").write_text(MAPPING + more, "utf-8")
    result = sstc("surveys", "import", export.name, "--json")
    assert answers(result)["Shoe size"] == "recommend"
    table = json.loads(result.out)["files"][0]["tables"][0]
    assert table["rejected"] == 2  # 43 is not a rating, and the decisions are applied


def test_another_mapping_can_be_named(sstc: Sstc, workspace: Path, export: Path) -> None:
    other = workspace / "other.yaml"
    other.write_text(MAPPING, "utf-8")
    result = sstc("surveys", "import", export.name, "--mapping", "other.yaml", "--json")
    assert answers(result)["Satisfaction with content"] == "content"
    other.write_text(MAPPING.replace("plain", "tencent"), "utf-8")
    result = sstc("surveys", "import", export.name, "--mapping", "other.yaml").gives(2)
    assert "a mapping of tencent-exit, but exit-webinar-7.csv is not" in result.err
    assert sstc("surveys", "import", export.name, "--mapping", "none.yaml").status == 3
    other.write_text(MAPPING.replace("survey: exit", "survey: exitt"), "utf-8")
    result = sstc("surveys", "import", export.name, "--mapping", "other.yaml")
    result.gives(3, "other.yaml:3: unknown survey `exitt`", "did you mean `exit`?")


def test_on_a_terminal_each_suggestion_is_asked_for_once(sstc, workspace, export, monkeypatch):
    on_terminal(monkeypatch, "n")
    result = sstc("surveys", "import", export.name)
    assert "answer `content` (How satisfied are you with the content?)?" in result.err
    file = workspace / "data" / "surveys" / "mappings" / "plain-exit.yaml"
    assert "question: content" not in file.read_text("utf-8")
    on_terminal(monkeypatch)  # nothing more is asked
    again = sstc("surveys", "import", export.name, "--json")
    assert answers(again)["Satisfaction with content"] is None
    file.unlink()
    on_terminal(monkeypatch, "y")
    sstc("surveys", "import", export.name)
    assert file.read_text("utf-8") == MAPPING


def test_two_equally_near_questions_are_not_suggested(sstc: Sstc, workspace: Path) -> None:
    header = "Country,Consent,How satisfied are you with the catering?"
    (workspace / "webinar-7.csv").write_text(f"{header}\nKenya,Yes,5\n", "utf-8")
    result = sstc("surveys", "import", "webinar-7.csv", "--survey", "exit")
    assert "`How satisfied are you with the catering?` matches no question" in result.err
    assert "if it answers" not in result.err


COUNTRIES = """\
Country,Gender,Content,Consent
刚果,Woman,5,Yes
Kenyaa,Man,4,Yes
刚果,Femme,3,Yes
Narnia,Man,4,Yes
"""
DECIDED = """\
# What the columns and answers of an export mean: `sstc surveys import` adds to it.
platform: plain
survey: exit
answers:
  - question: country
    text: 刚果
    code: CD
  - question: country
    text: Kenyaa
"""


@pytest.fixture
def countries(workspace: Path) -> Path:
    file = workspace / "exit-webinar-7.csv"
    file.write_text(COUNTRIES, "utf-8")
    return file


def where(sstc: Sstc) -> list[str]:
    """Return the countries that are kept, of each row."""
    sstc("surveys", "export", "--format", "csv", "-o", "all.csv", "--with-texts")
    with Path("all.csv").open(encoding="utf-8-sig", newline="") as stream:
        return sorted(row["country"] for row in csv.DictReader(stream))


def test_an_uncertain_country_is_reported_and_not_taken(sstc: Sstc, countries: Path) -> None:
    result = sstc("surveys", "import", countries.name)
    assert result.status == 0
    assert (
        "(CD) or `Republic of the Congo` (CG) in rows 2, 4; `Kenya` (KE) in row 3; or" in result.err
    )
    assert "add it to `answers` in data/surveys/mappings/plain-exit.yaml" in result.err
    assert "刚果" not in result.err  # messages never repeat a cell
    assert where(sstc) == ["Kenyaa", "Narnia", "刚果", "刚果"]


def test_on_a_terminal_each_uncertain_country_is_asked_for_once(
    sstc: Sstc, workspace: Path, countries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sstc("surveys", "import", countries.name)
    on_terminal(monkeypatch, "no", "cd", "")
    result = sstc("surveys", "import", countries.name)
    assert "`刚果` (exit-webinar-7.csv, 2 rows: 2, 4) may be" in result.err
    assert "  CD  Democratic Republic of the Congo\n  CG  Republic of the Congo\n" in result.err
    assert "unknown country `no`" in result.err  # NO is Norway
    assert "0 new, 2 changed, 2 unchanged" in result.out
    assert (workspace / "data/surveys/mappings/plain-exit.yaml").read_text("utf-8") == DECIDED
    on_terminal(monkeypatch)  # nothing more is asked
    again = sstc("surveys", "import", countries.name)
    assert "0 new, 0 changed, 4 unchanged" in again.out
    assert "has 1 answer that is not known, in row 5" in again.err
    assert where(sstc) == ["CD", "CD", "Kenyaa", "Narnia"]
    assert sstc("validate").status == 0


@pytest.mark.parametrize("brackets", [False, True])
def test_lines_that_were_written_by_hand_stay(brackets, sstc, workspace, countries, monkeypatch):
    file = workspace / "data" / "surveys" / "mappings" / "plain-exit.yaml"
    file.parent.mkdir()
    first = "# ours\nplatform: plain\nsurvey: exit\n"
    answer = "{question: gender, text: Femme, code: woman}"
    listed = f"answers: [{answer}]\n" if brackets else f"answers:\n  - {answer}  # she said\n"
    file.write_text(first + listed, "utf-8")
    on_terminal(monkeypatch, "CD", "KE")
    sstc("surveys", "import", countries.name)
    text = file.read_text("utf-8")
    assert sstc("validate").status == 0
    assert text.count("question: country") == 2
    assert ("# ours" in text and "# she said" in text) is not brackets


def test_a_text_in_other_letters_is_the_same_text(sstc, workspace, monkeypatch) -> None:
    text = "Country,Consent,Content\nCongo,Yes,5\nＣＯＮＧＯ,Yes,5\ncongo ,Yes,4\n"
    (workspace / "exit-webinar-7.csv").write_text(text, "utf-8")
    on_terminal(monkeypatch, "CG")
    sstc("surveys", "import", "exit-webinar-7.csv")
    assert where(sstc) == ["CG", "CG", "CG"]
    assert sstc("validate").status == 0


def test_a_dry_run_asks_and_writes_nothing(sstc, workspace, countries, monkeypatch) -> None:
    sstc("surveys", "import", countries.name)
    before = sorted(workspace.parent.rglob("*"))
    on_terminal(monkeypatch, "Republic of the Congo", "KE")
    result = sstc("surveys", "import", countries.name, "--dry-run")
    assert "0 new, 3 changed, 1 unchanged" in result.out
    assert sorted(workspace.parent.rglob("*")) == before
    assert where(sstc) == ["Kenyaa", "Narnia", "刚果", "刚果"]


def test_only_typos_are_accepted_as_suggested(sstc: Sstc, countries: Path) -> None:
    result = sstc("surveys", "import", countries.name, "--accept-suggestions")
    assert "has 3 answers that are not known, in rows 2, 4, 5" in result.err
    assert where(sstc) == ["KE", "Narnia", "刚果", "刚果"]


def test_nobody_is_asked_about_answers_without_consent(sstc, workspace, monkeypatch) -> None:
    text = "Consent,Country,Content\nNo,Kenyaa,5\nYes,Kenya,5\n"
    (workspace / "exit-webinar-7.csv").write_text(text, "utf-8")
    on_terminal(monkeypatch)
    result = sstc("surveys", "import", "exit-webinar-7.csv", "--accept-suggestions")
    assert "1 without consent" in result.out
    assert not (workspace / "data/surveys/mappings").exists()


def test_an_answer_about_consent_that_nobody_knows_is_rejected(sstc: Sstc, workspace: Path) -> None:
    text = "Consent,Country,Content\nMaybe,Kenya,5\nNo,Kenya,5\n,Kenya,5\nYes,Kenya,5\n"
    (workspace / "exit-webinar-7.csv").write_text(text, "utf-8")
    result = sstc("surveys", "import", "exit-webinar-7.csv").gives(1, shows="4 rows: 1 new")
    assert "1 rejected, 2 without consent" in result.out
    options = "`Yes, I agree`, `No, I do not agree`"
    fault = f"error E502 `Consent` is not one of the options: {options}"
    assert f"exit-webinar-7.csv!A2: {fault}" in result.err


def test_any_answer_can_be_decided_by_hand(sstc: Sstc, workspace: Path, countries: Path) -> None:
    folder = workspace / "data" / "surveys" / "mappings"
    folder.mkdir()
    more = "  - {question: gender, text: femme, code: woman}\n"
    more += '  - {question: content, text: "4", code: "2"}\n'
    (folder / "plain-exit.yaml").write_text(DECIDED + more, "utf-8")
    assert "`Gender` has" not in sstc("surveys", "import", countries.name).err
    with closing(sqlite3.connect(workspace / ".sstc" / "store.sqlite")) as store:
        kept = [json.loads(row[0]) for row in store.execute("SELECT answers FROM responses")]
    assert sorted((response["content"], response["gender"]) for response in kept) == [
        (2, "man"), (2, "man"), (3, "woman"), (5, "woman"),
    ]  # fmt: skip


DATES = "Timestamp,Consent,Content\n9/10/2020 10:00:00,Yes,5\n10/25/2020 9:00:00,Yes,4\n"


def submitted(sstc: Sstc, workspace: Path, text: str, *words: str) -> list[str]:
    (workspace / "exit.csv").write_text(text, "utf-8")
    sstc("surveys", "import", "exit.csv", *words).gives(0)
    sstc("surveys", "export", "--format", "csv", "-o", "all.csv", "--with-texts")
    with closing(sqlite3.connect(workspace / ".sstc" / "store.sqlite")) as store:
        query = "SELECT submitted FROM responses ORDER BY row"
        return [row[0] for row in store.execute(query)]


def test_the_order_of_dates_must_be_named_where_no_row_shows_it(sstc, workspace) -> None:
    either = DATES.splitlines(keepends=True)
    (workspace / "exit.csv").write_text("".join(either[:2]), "utf-8")
    result = sstc("surveys", "import", "exit.csv", "--webinar", "7")
    assert result.status == 0  # 9 October is the day of webinar 7
    for words, day in (("dmy", "2020-10-09"), ("mdy", "2020-09-10")):
        found = submitted(
            sstc, workspace, "".join(either[:2]), "--webinar", "7", "--dates", words, "--yes"
        )
        assert f"{day}T10:00:00+08:00" in found
    mixed = DATES + "25/10/2020 9:00:00,Yes,4\n"
    (workspace / "exit.csv").write_text(mixed, "utf-8")
    result = sstc("surveys", "import", "exit.csv", "--webinar", "7").gives(2, "`--dates dmy`")
    assert "some dates in exit.csv start with the day, and some with the month" in result.err


def test_a_named_mapping_gets_only_the_decisions_about_its_own_form(sstc, workspace, export):
    (workspace / "other.yaml").write_text(MAPPING, "utf-8")
    forms = "Timestamp,Consent,Gender,Satisfaction with contents\n2020-10-09 10:00,Yes,Man,5\n"
    with zipfile.ZipFile(workspace / "exit-webinar-7.zip", "w") as archive:
        archive.writestr("a.csv", f"{HEADER}\n{ROWS}")
        archive.writestr("b.csv", forms)
    words = ["--mapping", "other.yaml", "--accept-suggestions"]
    result = sstc("surveys", "import", "exit-webinar-7.zip", *words)
    assert result.out.endswith("data/surveys/mappings/google_forms-exit.yaml\n")
    assert (workspace / "other.yaml").read_text("utf-8") == MAPPING
    assert sstc("validate").status == 0


def test_the_zone_is_asked_once_and_doubts_each_time(sstc, workspace, monkeypatch) -> None:
    text = "Timestamp,Country,Consent,Content\n2020-10-09 10:00,Kenya,Yes,5\n"
    (workspace / "exit-webinar-7.csv").write_text(text, "utf-8")
    with monkeypatch.context() as at:
        on_terminal(at, "Nairobi", "Africa/Nairobi")
        sstc("surveys", "import", "exit-webinar-7.csv").gives(0, "unknown time zone `Nairobi`")
    mapping = workspace / "data" / "surveys" / "mappings" / "google_forms-exit.yaml"
    assert "timezone: Africa/Nairobi" in mapping.read_text("utf-8")
    assert "time zone: Africa/Nairobi" in sstc("surveys", "inspect", "exit-webinar-7.csv").out
    for typed, status in ((["n"], 2), (["y"], 0)):
        with monkeypatch.context() as at:
            on_terminal(at, *typed)
            result = sstc("surveys", "import", "exit-webinar-7.csv", "--webinar", "8")
        assert result.status == status, result.err


def test_answers_from_after_today_are_a_doubt(sstc, workspace) -> None:
    rows = "Timestamp,Country,Consent,Content\n{},Kenya,Yes,5\n"
    words = ("surveys", "import", "exit-webinar-7.csv", "--timezone", "Africa/Nairobi")
    for moment, today, said in (
        ("2020-10-09 15:00", "2020-10-01", "1 of 1 answers are from after today, 2020-10-01"),
        ("", "2020-10-01", "answers about webinar 7, which is on 2020-10-09, after today"),
    ):
        (workspace / "exit-webinar-7.csv").write_text(rows.format(moment), "utf-8")
        sstc(*words, "--today", today).gives(2, said, "--yes")
        sstc(*words, "--today", "2020-10-08", "--dry-run").gives(0)
    sstc(*words, "--today", today, "--yes").gives(0)


def test_a_column_that_is_decided_against_is_not_reported_again(sstc, workspace) -> None:
    text = "Consent,Content,Shoe size,WeChat,IP\nYes,5,42,ann1,10.0.0.1\n"
    (workspace / "exit-webinar-7.csv").write_text(text, "utf-8")
    before = sstc("surveys", "import", "exit-webinar-7.csv", "--dry-run").err
    assert ("W511" in before, "to count such a column" in before) == (True, True)
    file = workspace / "data" / "surveys" / "mappings" / "plain-exit.yaml"
    file.parent.mkdir()
    headers = "".join(f"  - header: {header}\n" for header in ("Shoe size", "WeChat", "IP"))
    file.write_text(f"platform: plain\nsurvey: exit\ncolumns:\n{headers}", "utf-8")
    result = sstc("surveys", "import", "exit-webinar-7.csv").gives(0, lacks="W511")
    assert "to count such a column" not in result.err
    with closing(sqlite3.connect(workspace / ".sstc" / "store.sqlite")) as store:
        (extras,) = store.execute("SELECT extras FROM responses").fetchone()
    assert json.loads(extras) == {"Shoe size": "42"}
