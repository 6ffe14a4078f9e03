"""What a diff of the plan shows of private values: that they are there, and that they changed."""

from pathlib import Path

import openpyxl
import pytest
from conftest import Sstc

from sstc_cli.cli.console.diff import _shown

BEFORE = """\
organisers:
  - {id: office, name: Office, email: office@example.org, phone: "+254 700 123 450"}
webinars:
  - id: ports
    join:
      url: https://zoom.example/j/SECRETJOIN
      passcode: secret77
    notes: call https://zoom.example/j/SECRETJOIN or ann@priv.example
people:
  - {id: ann, name: Ann Lee, email: ann@priv.example, gender: woman, phone: "+254 700 123 456"}
  - id: bo
    name: Bo Chen
    email: >-
      bo@priv.example
    gender: man
"""
PRIVATE = ("SECRETJOIN", "NEWJOIN", "secret77", "@priv.example", "+254", "woman", "gender: man")


def diff(before: str, after: str) -> str:
    return "".join(_shown("f", before, after))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("j/SECRETJOIN\n      p", "j/NEWJOIN\n      p", "+      url: ••• (changed)"),
        ("secret77", "secret78", "+      passcode: ••• (changed)"),
        ("bo@priv.example", "li@priv.example", "+      ••• (changed)"),
        ("gender: man", "gender: other", "+    gender: ••• (changed)"),
        ("name: Ann Lee", "name: Ann Li", "+  - {id: ann, name: Ann Li, email: •••, gender: •••,"),
        ("id: ports", "id: harbours", "+  - id: harbours"),
        ("name: Office", "name: Bureau", "name: Bureau, email: office@example.org, phone: •••}"),
    ],
)
def test_private_values_are_dots_and_seen_as_changed(old: str, new: str, line: str) -> None:
    shown = diff(BEFORE, BEFORE.replace(old, new, 1))
    assert line in shown
    assert not [value for value in (*PRIVATE, "secret78", "other") if value in shown], shown


def test_dots_of_the_text_and_everything_else_stay() -> None:
    text = "- title: 'A •••• B'\n--- x: 1\n+++ y: 2\n"
    assert "-- title: 'A •••• B'\n+- title: 'A • B'\n" in diff(text, text.replace("••••", "•"))
    assert "---- x: 1\n+--- x: 2\n" in diff(text, text.replace("x: 1", "x: 2"))


def test_commands_that_show_diffs_show_no_private_value(sstc: Sstc, workspace: Path) -> None:
    plan = workspace / "data" / "webinars.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace(
            "\npeople:\n",
            "\npeople:\n  - {id: zed, name: Zed Om, email: zed@priv.example, gender: man}\n",
            1,
        ),
        "utf-8",
    )
    for number, words in enumerate((("--dry-run",), ("--dry-run", "--json"))):
        link = f"https://zoom.example/j/NEWJOIN{number}"
        shown = sstc("schedule", "set", "webinars[7].join.url", link, *words)
        assert "NEWJOIN" not in shown.out + shown.err
        assert "•••" in shown.out


def test_an_import_shows_no_private_value_of_the_workbook(sstc: Sstc, workspace: Path) -> None:
    result = sstc("schedule", "export", "own.xlsx", "--private", "--today", "2020-06-01")
    assert result.status == 0, result.err
    book = openpyxl.load_workbook("own.xlsx")
    sheet = book["Webinars"]
    at = next(cell.column for cell in sheet[1] if cell.value == "Join link")
    sheet.cell(8, at).value = "https://zoom.example/j/NEWJOIN9"
    book.save("own.xlsx")
    shown = sstc("schedule", "import", "own.xlsx", "--today", "2020-06-01")
    assert "•••" in shown.out, shown.err
    assert "NEWJOIN" not in shown.out + shown.err
    assert "private values are shown as `•••`, so `git apply` refuses this diff" in shown.err
