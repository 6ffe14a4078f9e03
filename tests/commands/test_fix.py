"""`sstc validate --fix` and `--diff`."""

import re
from pathlib import Path

import pytest
from conftest import Sstc

TODAY = ("--today", "2020-07-02")


def broken(workspace: Path, *changes: tuple[str, str]) -> tuple[Path, bytes]:
    """Return the data file with texts replaced, and the bytes that were right."""
    file = workspace / "data" / "webinars.yaml"
    right = file.read_bytes()
    text = right.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_bytes(text.encode())
    return file, right


TYPOS = [
    ("count: 15", "coount: 15"),
    ("weekday: Friday}", "weekday: Fridy}"),
    ("zone: Asia/Shanghai", "zone: Asia/Shangai"),
    ("starts: 2020-08-14 19:30", "starts: 2020-08-14T19:30:00"),
    ("starts: 2020-09-11 15:30", "starts: 2020-09-11 15:30:00"),
    ("number: 7", "number: 07"),
    (
        "    weekday: Friday\n    starts: 2020-12-04",
        "    weekday: Saturday\n    starts: 2020-12-04",
    ),
    ("跨境电子商务可持续物流解决方案：聚焦", "跨境电子商务可持续物流解决方案:聚焦"),
    ("zh: 电子商务助力减贫", "zh: >-\n        电子商务\n        助力减贫"),
]


@pytest.mark.parametrize("typo", TYPOS, ids=lambda typo: typo[1].strip()[:30])
def test_each_typo_is_fixed_to_the_byte(sstc: Sstc, workspace: Path, typo: tuple[str, str]) -> None:
    file, right = broken(workspace, typo)
    result = sstc("validate", "--fix", *TODAY)
    assert file.read_bytes() == right
    assert (result.status, result.out) == (0, "")
    assert re.match(r"updated data/webinars.yaml\n  line \d+: .+\n", result.err)


def test_a_fix_is_promised_only_if_there_is_one(sstc: Sstc, workspace: Path) -> None:
    broken(workspace, ("due: 7 days before", "due: every second Monday"))
    result = sstc("validate", *TODAY)
    assert "did you mean `every 2 weeks on Monday`?" in result.err + result.out
    assert "--fix" not in result.err + result.out
    broken(workspace, ("due: every second Monday", "due: every other Monday"))
    assert "--fix" in sstc("validate", *TODAY).err
    assert "nothing to fix" not in sstc("validate", "--fix", *TODAY).err


def test_all_typos_at_once_though_some_hide_others_and_in_surveys(sstc, workspace) -> None:
    file, right = broken(workspace, *TYPOS)
    assert sstc("validate", "--fix", *TODAY).status == 0
    assert file.read_bytes() == right
    file = workspace / "data" / "surveys" / "exit.yaml"
    right = file.read_bytes()
    file.write_bytes(right.replace(b"    required: true", b"    requird: true", 1))
    assert sstc("validate", "--fix", *TODAY).status == 0
    assert file.read_bytes() == right


def test_webinars_are_put_in_order(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "data" / "webinars.yaml"
    right = file.read_bytes()
    blocks = right.split(b"\n  - id: sustainable-")
    head, items = blocks[0], blocks[1:]
    assert len(items) > 1
    items[0], items[1] = items[1], items[0]
    file.write_bytes(b"\n  - id: sustainable-".join([head, *items]))
    assert "W221" in sstc("validate", *TODAY).out
    assert sstc("validate", "--fix", *TODAY).status == 0
    assert file.read_bytes() == right


def test_diff_shows_and_writes_nothing(sstc: Sstc, workspace: Path) -> None:
    sstc("validate", "--diff", *TODAY).gives(0, out="", err="nothing to fix\n")
    file, _ = broken(workspace, TYPOS[0])
    before = file.read_bytes()
    sstc("validate", "--diff", *TODAY).gives(1, shows="-coount: 15\n+count: 15\n")
    assert file.read_bytes() == before


def test_select_and_ignore_choose_the_fixes(sstc: Sstc, workspace: Path) -> None:
    file, _ = broken(workspace, TYPOS[1], TYPOS[5])
    sstc("validate", "--fix", "--ignore", "E108", *TODAY)
    text = file.read_text(encoding="utf-8")
    assert "weekday: Friday}" in text
    assert "number: 07" in text


@pytest.mark.parametrize(
    "change",
    [
        ("zone: Asia/Shanghai", "zone: CST"),
        ("count: 15", "count: 14"),
        ("    number: 7\n", "    number: 7\n    numbr: 8\n"),
        ("starts: 2020-10-09 15:30", "starts: 2020-10-09"),
        ("zh: 北京时间", "zh: 北京(时间"),
    ],
)
def test_an_ambiguous_mistake_is_left_alone(sstc: Sstc, workspace: Path, change) -> None:
    file, _ = broken(workspace, change)
    before = file.read_bytes()
    sstc("validate", "--fix", *TODAY)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "word", ["Fryday", "Firday", "vendredi", "Viernes", "周五", "Frid.", "fri."]
)
def test_any_spelling_of_a_weekday_is_fixed(sstc: Sstc, workspace: Path, word: str) -> None:
    file, right = broken(
        workspace,
        ("weekday: Friday}", f"weekday: {word}}}"),
        ("    weekday: Friday\n", f"    weekday: {word}\n"),
    )
    shown = sstc("validate", *TODAY).out
    assert shown.count("did you mean `Friday`?") == 2
    assert sstc("validate", "--fix", *TODAY).status == 0
    assert file.read_bytes() == right


def test_a_weekday_in_a_list_or_a_deadline_is_fixed(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("weekday: Friday}", "weekday: [Tuseday, Friday]}", 1)
    deadline = "  - {id: m, name: M, due: every Monady}\n"
    text = text.replace("\ndeadlines:\n", f"\ndeadlines:\n{deadline}")
    file.write_text(text, encoding="utf-8")
    sstc("validate", "--fix", *TODAY)
    text = file.read_text(encoding="utf-8")
    assert "weekday: [Tuesday, Friday]}" in text and "due: every Monday}" in text
