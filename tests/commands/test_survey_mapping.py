"""What is decided about columns and dates: asked or named, kept as data, found again."""

import json
import sys
from pathlib import Path

import pytest

HEADER = "Country,Gender,Satisfaction with content,Shoe size"
ROWS = "Kenya,Woman,5,43\nChina,Man,4,41\n"
MAPPING = """\
# Whose answers the columns of an export are: `sstc surveys import` reads and adds to it.
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


def on_terminal(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Somebody sits there and types."""
    typed = iter(answers)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _="": next(typed))
    monkeypatch.setattr("typer._click.termui.visible_prompt_func", lambda _: next(typed))


def answers(result) -> dict:
    table = json.loads(result.out)["files"][0]["tables"][0]
    return {each["header"]: each["question"] for each in table["columns"]}


def test_a_suggestion_is_not_taken_by_itself(sstc, workspace: Path, export: Path) -> None:
    result = sstc("surveys", "import", export.name)
    assert result.status == 0
    assert "kept as it is (is it `content`?)" in result.err
    assert "`--accept-suggestions`" in result.err
    assert not (workspace / "data/surveys/mappings").exists()


def test_accepted_suggestions_are_written_and_found_again(
    sstc, workspace: Path, export: Path
) -> None:
    sstc("surveys", "import", export.name)
    result = sstc("surveys", "import", export.name, "--accept-suggestions")
    assert result.status == 0
    assert "0 new, 2 changed" in result.out
    assert result.out.endswith("data/surveys/mappings/plain-exit.yaml\n")
    file = workspace / "data" / "surveys" / "mappings" / "plain-exit.yaml"
    assert file.read_text("utf-8") == MAPPING
    again = sstc("surveys", "import", export.name, "--json")
    assert answers(again)["Satisfaction with content"] == "content"
    table = json.loads(again.out)["files"][0]["tables"][0]
    assert (table["unchanged"], table["columns"][2]["how"]) == (2, "mapped")
    assert sstc("validate").status == 0


def test_a_dry_run_takes_them_and_writes_nothing(sstc, workspace: Path, export: Path) -> None:
    before = sorted(workspace.parent.rglob("*"))
    result = sstc("surveys", "import", export.name, "--accept-suggestions", "--dry-run", "--json")
    assert answers(result)["Satisfaction with content"] == "content"
    assert sorted(workspace.parent.rglob("*")) == before


def test_a_mapping_can_be_written_by_hand(sstc, workspace: Path, export: Path) -> None:
    folder = workspace / "data" / "surveys" / "mappings"
    folder.mkdir()
    more = "  - header: Shoe size\n    question: recommend\n"
    (folder / "plain-exit.yaml").write_text(MAPPING + more, "utf-8")
    result = sstc("surveys", "import", export.name, "--json")
    assert answers(result)["Shoe size"] == "recommend"
    table = json.loads(result.out)["files"][0]["tables"][0]
    assert table["rejected"] == 2  # 43 is no rating: what was decided is done


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("question: content", "question: contnt"), "has no question `contnt`"),
        (("survey: exit", "survey: exitt"), "there is no survey `exitt`"),
        (("platform:", "platfrom:"), "plain-exit.yaml:2: "),
        (("columns:", "columns: ["), "plain-exit.yaml:"),
    ],
)
def test_a_mapping_with_a_slip_says_where(
    change: tuple[str, str], message: str, sstc, workspace: Path, export: Path
) -> None:
    folder = workspace / "data" / "surveys" / "mappings"
    folder.mkdir()
    (folder / "plain-exit.yaml").write_text(MAPPING.replace(*change), "utf-8")
    result = sstc("surveys", "import", export.name)
    assert result.status == 3
    assert message in result.err


def test_another_mapping_can_be_named(sstc, workspace: Path, export: Path) -> None:
    other = workspace / "other.yaml"
    other.write_text(MAPPING, "utf-8")
    result = sstc("surveys", "import", export.name, "--mapping", "other.yaml", "--json")
    assert answers(result)["Satisfaction with content"] == "content"
    other.write_text(MAPPING.replace("plain", "tencent"), "utf-8")
    result = sstc("surveys", "import", export.name, "--mapping", "other.yaml")
    assert result.status == 2
    assert "a mapping of tencent-exit, which exit-webinar-7.csv is not" in result.err
    assert sstc("surveys", "import", export.name, "--mapping", "none.yaml").status == 3


def test_on_a_terminal_each_suggestion_is_asked_for_once(
    sstc, workspace: Path, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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


def test_two_questions_that_are_as_near_are_not_suggested(sstc, workspace: Path) -> None:
    header = "Country,Gender,How satisfied are you with the catering?"
    (workspace / "webinar-7.csv").write_text(f"{header}\nKenya,Woman,5\n", "utf-8")
    result = sstc("surveys", "import", "webinar-7.csv", "--survey", "exit")
    assert "`How satisfied are you with the catering?` is no question that is known" in result.err
    assert "is it" not in result.err


DATES = "Timestamp,Country,Content\n9/10/2020 10:00:00,Kenya,5\n10/25/2020 9:00:00,Ghana,4\n"


def submitted(sstc, workspace: Path, text: str, *words: str) -> list[str]:
    (workspace / "exit.csv").write_text(text, "utf-8")
    result = sstc("surveys", "import", "exit.csv", *words)
    assert result.status == 0, result.err
    sstc("surveys", "export", "--format", "csv", "-o", "all.csv", "--with-texts")
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(workspace / ".sstc" / "store.sqlite")) as store:
        query = "SELECT submitted FROM responses ORDER BY row"
        return [row[0] for row in store.execute(query)]


def test_the_order_of_dates_is_named_where_nothing_tells(sstc, workspace: Path) -> None:
    either = DATES.splitlines(keepends=True)
    (workspace / "exit.csv").write_text("".join(either[:2]), "utf-8")
    result = sstc("surveys", "import", "exit.csv", "--webinar", "7")
    assert result.status == 0  # 9 October is the day of webinar 7
    for words, day in (("dmy", "2020-10-09"), ("mdy", "2020-09-10")):
        found = submitted(sstc, workspace, "".join(either[:2]), "--webinar", "7", "--dates", words)
        assert f"{day}T10:00:00" in found
    mixed = DATES + "25/10/2020 9:00:00,Peru,4\n"
    (workspace / "exit.csv").write_text(mixed, "utf-8")
    result = sstc("surveys", "import", "exit.csv", "--webinar", "7")
    assert result.status == 2
    assert "some dates in exit.csv start with the day, and some with the month" in result.err
    assert "`--dates dmy`" in result.err


def test_the_whole_column_decides_the_order_of_dates(sstc, workspace: Path) -> None:
    found = submitted(sstc, workspace, DATES, "--webinar", "7")
    assert found == ["2020-09-10T10:00:00", "2020-10-25T09:00:00"]


def test_rows_of_several_webinars_each_tell_the_order(sstc, workspace: Path) -> None:
    text = "Timestamp,webinar,Country,Content\n9/10/2020,7,Kenya,5\n6/11/2020,11,Ghana,4\n"
    text = text.replace("Timestamp,webinar", "Timestamp,Webinar")
    (workspace / "exit.csv").write_text(text, "utf-8")
    result = sstc("surveys", "inspect", "exit.csv", "--json")
    table = json.loads(result.out)["files"][0]["tables"][0]
    assert table["platform"] == "google_forms"
