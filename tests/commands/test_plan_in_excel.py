"""`sstc schedule export` and `import`: the plan in Excel, out and back."""

import errno
import json
import os
import re
import shutil
import stat
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
from conftest import FULL_SERIES, Sstc, alter, on_terminal
from killing import kill
from systems import FILE_MODES, STOPS

DATA = Path("data") / "webinars.yaml"
TODAY = ("--today", "2020-06-01")
LEFT_OUT = "private links and addresses of people are left out: `--private` includes them\n"


def changed(name: str = "plan.xlsx", to: str = "plan.xlsx", **cells: object) -> None:
    """Change cells of the sheet Webinars: `Title_English_8` is that head in row 8."""
    book = openpyxl.load_workbook(name)
    sheet = book["Webinars"]
    heads = {re.sub(r"\W+", "_", str(cell.value)).strip("_"): cell.column for cell in sheet[1]}
    for cell, value in cells.items():
        head, _, row = cell.rpartition("_")
        sheet.cell(int(row), heads[head]).value = value
    book.save(to)


def exported(sstc: Sstc, *words: object) -> None:
    sstc("schedule", "export", "plan.xlsx", *words).gives(0)


def test_a_workbook_has_sheets_for_people(sstc: Sstc, workspace: Path) -> None:
    sstc("schedule", "export", "plan.xlsx", *TODAY).gives(0, out="plan.xlsx\n", err=LEFT_OUT)
    assert sstc("schedule", "export", "plan.xlsx", *TODAY).err == f"unchanged\n{LEFT_OUT}"
    book = openpyxl.load_workbook("plan.xlsx")
    assert book.sheetnames == ["Webinars", "Talks", "People", "Deadlines", "Read me", "sstc"]
    assert book["sstc"].sheet_state == "veryHidden"
    sheet = book["Webinars"]
    assert [sheet.cell(2, at).value for at in (1, 2)] == ["sustainable-finance", 1]
    assert sheet["C2"].value.date() == date(2020, 8, 14)
    assert (sheet["C2"].number_format, sheet["D2"].value) == ("yyyy-mm-dd", time(19, 30))
    assert sheet.column_dimensions["A"].hidden
    assert sheet.freeze_panes == "C2"
    assert sheet.protection.sheet and not sheet.protection.password
    assert not (sheet.protection.sort or sheet.protection.insertRows or sheet.protection.autoFilter)
    assert sheet["C1"].protection.locked and not sheet["C2"].protection.locked
    assert not sheet.column_dimensions["C"].protection.locked  # of rows that are new
    assert sheet["C1"].comment.text.startswith("The day on which it starts, in the time zone")
    lists = {str(one.sqref)[0]: one for one in sheet.data_validations.dataValidation}
    status = sheet.cell(1, [cell.value for cell in sheet[1]].index("Status") + 1).column_letter
    assert (lists[status].type, lists[status].showErrorMessage) == ("list", True)


def test_cells_show_what_validate_reports(sstc: Sstc, workspace: Path) -> None:
    alter(DATA, "ends: 2020-10-09 17:00", "ends: 2020-10-09 15:00")
    exported(sstc, *TODAY)  # a plan with errors goes out as well
    cell = openpyxl.load_workbook("plan.xlsx")["Webinars"]["E8"]
    assert cell.fill.fgColor.rgb == "FFF4B8B8"
    assert cell.comment.text.startswith("error E201: ")


def test_numbers_in_a_workbook_are_those_of_its_export(sstc: Sstc, workspace: Path) -> None:
    exported(sstc, *TODAY)
    book = openpyxl.load_workbook("plan.xlsx")
    book["Talks"].append([None, 7, 4, "A talk about parcels"])
    book.save("plan.xlsx")
    sstc("schedule", "swap", 7, 8, *TODAY).gives(0)
    sstc("schedule", "import", "plan.xlsx", "--yes", "--force", *TODAY)
    block = DATA.read_text("utf-8").partition("- id: sustainable-logistics\n")[2]
    assert "A talk about parcels" in block.partition("\n  - id: ")[0]


def test_a_missing_translation_colours_its_own_cell(sstc: Sstc, workspace: Path) -> None:
    alter(DATA, "languages: [en, zh]", "languages: [en, zh, ar]", count=1)
    exported(sstc, *TODAY)
    sheet = openpyxl.load_workbook("plan.xlsx")["Webinars"]
    cells = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    notes = {head: cell.comment.text if cell.comment else "" for head, cell in cells.items()}
    said = {head: "W501" in note for head, note in notes.items() if str(head).startswith("Title")}
    assert said == {"Title (English)": False, "Title (Chinese)": False, "Title (Arabic)": True}
    assert cells["Title (Arabic)"].fill.fgColor.rgb != cells["Title (English)"].fill.fgColor.rgb


@FILE_MODES
def test_private_values_go_to_the_private_folder(sstc: Sstc, workspace: Path) -> None:
    shutil.copy(FULL_SERIES, DATA)
    exported(sstc, *TODAY)
    secrets = re.findall(r"(?:email|phone|passcode): (.*)", DATA.read_text("utf-8"))
    public = Path("plan.xlsx").read_bytes()
    assert secrets and not [secret for secret in secrets if secret.strip("'\"").encode() in public]
    result = sstc("schedule", "export", "--private", *TODAY)
    file = Path(".sstc", "plan.xlsx")
    assert (result.status, result.out) == (0, f"{file}\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    sheet = openpyxl.load_workbook(file)["People"]
    assert "E-mail" in [cell.value for cell in sheet[1]]
    result = sstc("schedule", "export", "own.xlsx", "--private", *TODAY)
    assert stat.S_IMODE(Path("own.xlsx").stat().st_mode) == 0o600
    assert "keep this file in the office" in result.err


def test_wrong_usage(sstc: Sstc, workspace: Path) -> None:
    sstc("schedule", "export", "plan.ods").gives(2, "the contents are `.xlsx`")
    result = sstc("schedule", "export", "plan.xlsx", "-o", "other.xlsx")
    assert (result.status, "either as FILE or with `-o`" in result.err) == (2, True)
    Path("mine.xlsx").write_bytes(b"mine")
    assert sstc("schedule", "export", "mine.xlsx").status == 2
    assert sstc("schedule", "import").status == 2
    assert sstc("schedule", "import", "mine.xlsx", "--undo").status == 2
    assert sstc("schedule", "export", "--language", "sw").status == 2


def test_an_import_shows_everything_and_writes_with_yes(sstc: Sstc, workspace: Path) -> None:
    exported(sstc)
    before = DATA.read_text("utf-8")
    changed(Start_8=time(16, 0), End_8=time(17, 30), Title_Chinese_8="可持续物流")
    result = sstc("schedule", "import", "plan.xlsx", "--dry-run", *TODAY)
    assert (result.status, DATA.read_text("utf-8")) == (0, before)
    assert "  moved 30 minutes later on the same day (plan.xlsx!Webinars!D8)\n" in result.out
    assert "    was  Fri 2020-10-09 15:30–17:00 Beijing time\n" in result.out
    assert "  Title (Chinese) (plan.xlsx!Webinars!G8)\n" in result.out
    lines = sstc("schedule", "import", "plan.xlsx", "--dry-run", "--diff", *TODAY).out
    assert "\n-    starts: 2020-10-09 15:30\n" in lines and "moved 30 minutes" not in lines
    assert "\n+    starts: 2020-10-09 16:00\n" in lines and "starts:" not in result.out
    assert result.err.endswith("no files changed\n")
    assert max(map(len, result.out.partition("---")[0].splitlines())) <= 80
    sstc("schedule", "import", "plan.xlsx", "--yes", *TODAY).gives(0, "updated data/webinars.yaml")
    assert "    starts: 2020-10-09 16:00\n    ends: 2020-10-09 17:30\n" in DATA.read_text("utf-8")
    assert "# The webinar series of 2020: the one source" in DATA.read_text("utf-8")
    again = sstc("schedule", "import", "plan.xlsx", "--yes", *TODAY).gives(0, out="")
    assert again.err.endswith("its changes are kept\nnothing to change\n")
    undone = sstc("schedule", "import", "--undo").gives(0)
    assert undone.out.startswith("webinar 7 moves to 15:30 on the same day, 30 minutes earlier\n")
    assert DATA.read_text("utf-8") == before
    sstc("schedule", "import", "--undo").gives(2, "no import can be undone")


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False)])
def test_on_a_terminal_it_asks(sstc, workspace, monkeypatch, answer, written) -> None:
    exported(sstc)
    changed(Title_English_2="Another title")
    on_terminal(monkeypatch, answer)
    sstc("schedule", "import", "plan.xlsx", *TODAY).gives(0, "Write these changes to the plan?")
    assert ("Another title" in DATA.read_text("utf-8")) == written


def test_new_errors_are_refused_with_their_cells(sstc: Sstc, workspace: Path) -> None:
    exported(sstc)
    before = DATA.read_bytes()
    changed(End_9=time(16, 0), Start_9=time(16, 30), Date_9=date(2021, 1, 15))
    changed(Register_until_9="soon")
    result = sstc("schedule", "import", "plan.xlsx", "--yes", *TODAY)
    assert (result.status, DATA.read_bytes()) == (1, before)
    assert "left to you, and not changed in the plan:\nplan.xlsx!Webinars!O9: error E761" in (
        result.err
    )
    assert "plan.xlsx!Webinars!D9: error E203 " in result.err
    assert "the plan would have " in result.err
    result = sstc("schedule", "import", "plan.xlsx", "--yes", "--force", *TODAY)
    assert (result.status, DATA.read_bytes() != before) == (1, True)  # one cell is still left


def test_hints_say_what_is_done_in_the_workbook_and_what_in_the_data_file(sstc, workspace) -> None:
    exported(sstc)
    before = DATA.read_bytes()
    book = openpyxl.load_workbook("plan.xlsx")
    sheet = book["Webinars"]
    values = (None, 16, date(2020, 12, 11), time(20), time(21, 30), "Ports", "港口")
    for at, value in enumerate(values, 1):
        sheet.cell(17, at).value = value
    talks = book["Talks"]
    talks.append([None, 2, 4, "One more"])
    sheet["C5"].value = date(2020, 9, 19)
    book.save("plan.xlsx")
    result = sstc("schedule", "import", "plan.xlsx", "--yes", *TODAY)
    assert (result.status, DATA.read_bytes()) == (1, before)
    for hint in (
        "but 3 are announced (add 3 rows of webinar 16 to Talks)",
        "(delete 1 row of webinar 2 in Talks and add `--remove`, or change `talks_per_webinar` in "
        "data/webinars.yaml)",
        "set `window.ends` in data/webinars.yaml to 2020-12-11)",
        "(add the reason to `breaks` in data/webinars.yaml: `- {",
        "correct the workbook, or add `--force` to write the changes now and correct "
        "data/webinars.yaml afterwards",
    ):
        assert hint in result.err, result.err
    result = sstc("schedule", "import", "plan.xlsx", "--yes", "--force", *TODAY)
    assert (result.status, "Ports" in DATA.read_text("utf-8")) == (0, True)


def test_what_a_program_reads(sstc: Sstc, workspace: Path) -> None:
    exported(sstc)
    changed(Title_English_2="Another title", Date_3="soon")
    result = sstc("schedule", "import", "plan.xlsx", "--json", "--dry-run", *TODAY).gives(1)
    read = json.loads(result.out)
    assert (read["written"], [left["code"] for left in read["left"]]) == (False, ["E761"])
    assert read["changes"] == [
        {
            "table": "webinars", "id": "sustainable-finance",
            "name": "webinar 1: Towards a Sustainable Financial Ecosystem of Cross-Border "
            "E-commerce",
            "change": "Title (English)",
            "before": "Towards a Sustainable Financial Ecosystem of Cross-Border E-commerce",
            "after": "Another title", "cell": "plan.xlsx!Webinars!F2",
        }
    ]  # fmt: skip
    result = sstc("schedule", "import", "plan.xlsx", "--json", "--yes", *TODAY)
    assert json.loads(result.out)["written"] is True
    assert "Another title" in DATA.read_text("utf-8")


def test_a_workbook_in_chinese_comes_back(sstc: Sstc, workspace: Path) -> None:
    exported(sstc, "--language", "zh")
    book = openpyxl.load_workbook("plan.xlsx")
    assert book.sheetnames[:5] == ["网络研讨会", "演讲", "人员", "期限", "说明"]
    heads = [cell.value for cell in book["网络研讨会"][1]]
    assert heads[:7] == ["id", "序号", "日期", "开始", "结束", "标题（英语）", "标题（中文）"]
    book["网络研讨会"].cell(2, heads.index("状态") + 1).value = "已举行"
    book.save("plan.xlsx")
    result = sstc("schedule", "import", "plan.xlsx", "--yes", *TODAY)
    assert (result.status, "status: held" in DATA.read_text("utf-8")) == (0, True)


HOSTILE = {
    "cut.xlsx": (lambda data: data[: len(data) // 2], 3),
    "empty.xlsx": (lambda _: b"", 3),
    "text.xlsx": (lambda _: b"not a workbook", 2),
    "protected.xlsx": (lambda _: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2_000, 3),
    "page.xlsx": (lambda _: b"<html><table><tr><td>1</td></tr></table></html>", 3),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_files_that_are_no_workbook(sstc: Sstc, workspace: Path, name: str) -> None:
    exported(sstc)
    before = DATA.read_bytes()
    make, status = HOSTILE[name]
    Path(name).write_bytes(make(Path("plan.xlsx").read_bytes()))
    result = sstc("schedule", "import", name, "--yes").gives(status)
    assert result.err.startswith("error: ") and result.err.count("\n") == 2, result.err
    assert DATA.read_bytes() == before
    for missing in ("none.xlsx", "data"):
        assert sstc("schedule", "import", missing).status == 3


def test_a_workbook_that_excel_holds_on_windows(sstc, workspace, monkeypatch) -> None:
    exported(sstc)
    opened = Path.open

    def locked(path: Path, *words: object, **how: object) -> object:
        if path.name == "plan.xlsx":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *words, **how)

    monkeypatch.setattr(Path, "open", locked)
    result = sstc("schedule", "import", "plan.xlsx").gives(3, out="")
    assert result.err == (
        "error: cannot read plan.xlsx: permission denied\n"
        "help: close it in Excel, and check that you have permission to read it\n"
    )


def test_the_lock_file_of_excel(sstc: Sstc, workspace: Path) -> None:
    Path("~$plan.xlsx").write_bytes(b"owner")
    sstc("schedule", "import", "~$plan.xlsx").gives(3, "another program keeps notes in it")


@STOPS
def test_killed_at_any_moment_the_plan_is_old_or_new(sstc: Sstc, workspace: Path) -> None:
    assert sstc("init", "small").status == 0
    os.chdir("small")
    exported(sstc)
    changed(Title_2="Another title")
    words = ["schedule", "import", "plan.xlsx", "--yes", *TODAY]
    (counts,) = kill(workspace / "small", {"words": words, "places": ["data"], "most": 20})
    assert counts["nothing"] and counts["all"] and not counts["some"]


def test_many_rows_that_cannot_be_read_are_a_few_lines(sstc: Sstc, workspace: Path) -> None:
    exported(sstc, *TODAY)
    book = openpyxl.load_workbook("plan.xlsx")
    sheet = book["Webinars"]
    title = next(cell.column for cell in sheet[1] if str(cell.value).startswith("Title"))
    last = sheet.max_row
    for number in range(1, 51):
        sheet.cell(last + number, title).value = f"New {number}"
    book.save("new.xlsx")
    shown = sstc("schedule", "import", "new.xlsx", *TODAY).gives(1)
    assert shown.err.count(" E761 ") == 20
    assert "and 30 more; `--json` has all of them" in shown.err
