"""`sstc surveys inspect`: what a file is, with addresses, and never what people wrote."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from conftest import Sstc

EXPORTS = Path(__file__).parents[1] / "survey" / "exports"
SECRETS = ("@example.org", "Sample", "样例", "192.0.2", "+225", "More time", "coffee")


def inspected(sstc: Sstc, *words: object) -> dict:
    """Return the one file of a run, as a program reads it."""
    result = sstc("surveys", "inspect", *words, "--json").gives(0)
    return json.loads(result.out)["files"][0]


def how(table: dict) -> dict[str, str]:
    return {column["header"]: column["how"] for column in table["columns"]}


def test_inspect_shows_what_a_file_is(sstc: Sstc) -> None:
    result = sstc("surveys", "inspect", EXPORTS / "qualtrics" / "webinar-7.csv").gives(0)
    lines = result.out.splitlines()
    assert lines[0] == "webinar-7.csv: Qualtrics, survey exit, webinar 7"
    assert lines[1] == "  header in row 1, 3 rows of answers from row 4"
    assert "  time zone: America/New_York" in lines
    assert max(map(len, lines)) <= 80
    assert "`IP Address` is not kept" in result.err
    assert "webinar-7.csv!D1: warning W512" in result.err


def test_how_each_column_was_matched(sstc: Sstc, workspace: Path) -> None:
    header = "country,Your gender,Content,Contents of talks,Shoe size,Mobile,IP"
    (workspace / "a.csv").write_text(f"{header}\nKE,Woman,5,x,43,1,192.0.2.1\n", "utf-8")
    (table,) = inspected(sstc, "a.csv", "--survey", "exit")["tables"]
    assert how(table) == {
        "country": "id",
        "Your gender": "exact",
        "Content": "id",
        "Contents of talks": "unknown",
        "Shoe size": "unknown",
        "Mobile": "unknown",
        "IP": "technical",
    }
    personal = [column["header"] for column in table["columns"] if column["personal"]]
    assert personal == ["Mobile"]


@pytest.mark.parametrize(
    "file",
    sorted(path for path in EXPORTS.glob("*/*") if path.suffix != ".json"),
    ids=lambda file: f"{file.parent.name}/{file.name}",
)
def test_no_cell_is_shown_and_nothing_is_written(file: Path, sstc: Sstc, workspace: Path) -> None:
    before = sorted(workspace.parent.rglob("*"))
    result = sstc("surveys", "inspect", file)
    as_json = sstc("surveys", "inspect", file, "--json")
    assert result.status == as_json.status == 0
    (table,) = json.loads(as_json.out)["files"][0]["tables"]
    assert table["platform"] == file.parent.name
    for secret in SECRETS:
        assert secret not in result.out + result.err + as_json.out
    assert sorted(workspace.parent.rglob("*")) == before


def test_problems_are_reported_with_their_cells(sstc: Sstc, workspace: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "A & B"
    for row in (["Country", "Content", "Speakers"], ["Kenya", "#N/A", 4], ["China", "=1+1", 5]):
        sheet.append(row)
    sheet["B2"].data_type = "e"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("old").sheet_state = "hidden"
    book.save(workspace / "webinar-7.xlsx")
    result = sstc("surveys", "inspect", "webinar-7.xlsx")
    assert "hidden sheets are not read: old" in result.err
    at = "webinar-7.xlsx!A & B"
    for message in (
        f"{at}!B2: warning W521 1 error value: B2",
        f"{at}!B3: warning W522 1 formula without result: B3",
        f"{at}!A3: warning W523 1 hidden row: 3",
        f"{at}!C1: warning W524 1 hidden column: C",
    ):
        assert message in result.err
    imported = sstc("surveys", "import", "webinar-7.xlsx", "--consent-elsewhere")
    assert f"{at}!B2: warning W521" in imported.err


def test_dates_that_can_be_read_in_two_ways(sstc: Sstc, workspace: Path) -> None:
    rows = "Timestamp,Country,Content\n9/10/2020 10:00:00,Kenya,5\n"
    (workspace / "a.csv").write_text(rows, "utf-8")
    found = inspected(sstc, "a.csv")
    assert found["tables"][0]["dates"] == "open"
    assert [diagnostic["code"] for diagnostic in found["diagnostics"]] == ["W514", "W525"]
    (workspace / "webinar-7.csv").write_text(f"{rows}10/25/2020 10:00:00,Ghana,5\n", "utf-8")
    assert inspected(sstc, "webinar-7.csv")["tables"][0]["dates"] == "mdy"
    (workspace / "b.csv").write_text(f"{rows}10/25/2020,Ghana,5\n25/10/2020,Peru,5\n", "utf-8")
    assert inspected(sstc, "b.csv")["tables"][0]["dates"] == "mixed"


def test_a_form_without_any_known_question_is_still_recognised(sstc: Sstc, workspace: Path) -> None:
    text = "编号,开始答题时间,结束答题时间,答题时长,1.发票抬头\n"
    (workspace / "a.csv").write_text(text, "utf-8")
    result = sstc("surveys", "inspect", "a.csv")
    assert result.out.startswith("a.csv: 腾讯问卷, its columns match no question of a survey")
    (workspace / "b.csv").write_text("E-mail,Country\nx@example.org,Kenya\n", "utf-8")
    assert sstc("surveys", "inspect", "b.csv").out.startswith(
        "b.csv: a plain table, survey exit or later or registration"
    )
    (workspace / "c.csv").write_text("x@example.org,Kenya\n", "utf-8")
    sstc("surveys", "inspect", "c.csv").gives(3, out="", lacks="example.org")


def test_several_files_at_once(sstc: Sstc, workspace: Path) -> None:
    for name in ("odk_central/webinar-7.csv", "google_forms/webinar-7.zip"):
        shutil.copy(EXPORTS / name, workspace)
    result = sstc("surveys", "inspect", "webinar-7.csv", "webinar-7.zip")
    assert "webinar-7.csv: ODK Central" in result.out
    assert "webinar-7.zip [Exit survey.csv]: Google Forms" in result.out
    (workspace / "broken.xlsx").write_bytes(b"PK\x03\x04")
    result = sstc("surveys", "inspect", "broken.xlsx", "webinar-7.csv").gives(3)
    assert "error: broken.xlsx is damaged\nhelp: copy or download it again" in result.err
    assert "webinar-7.csv: ODK Central" in result.out
    files = json.loads(sstc("surveys", "inspect", "broken.xlsx", "webinar-7.csv", "--json").out)
    assert [bool(file.get("error")) for file in files["files"]] == [True, False]
