"""Small mistakes in a data file, as people make them who type Chinese or paste from Word."""

import re
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from random import Random
from unicodedata import normalize

import pytest
from conftest import Sstc, alter

from sstc_cli.diagnostics import Severity
from sstc_cli.source import parse
from sstc_cli.workspace import Workspace, open_workspace, with_fixes

REPOSITORY = Path(__file__).parents[2]
SERIES = (REPOSITORY / "tests" / "data" / "mistakes.yaml").read_text(encoding="utf-8")
TABLE = (REPOSITORY / "tests" / "data" / "mistakes.txt").read_text(encoding="utf-8")
ROW = re.compile(r"(?m)^-(.*)\n\+(.*)\n(say|fix|keep) (\d+:\d+) ([EW]\d{3}) (.*)$")
ERRORS = ("--select", "E", "--select", "W1", "--today", "2027-02-01")


def unescaped(text: str) -> str:
    """Return a text with its invisible characters and line ends, which the table escapes."""
    codes = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return codes.replace("\\n", "\n").replace("\\t", "\t")


ROWS = [
    (unescaped(old), unescaped(new), *rest)
    for old, new, *rest in (m.groups() for m in ROW.finditer(TABLE))
]

RIGHT = [
    ("title: The second topic", "title: 第二个主题：城市"),
    ("title: The second topic", "title: “The second topic”"),
    ("title: The second topic", "title: The second topic # 2"),
    ("title: The second topic", "title: The second topic  #2"),
    ("title: The second topic", "title: The second topic #TODO shorten"),
    ("title: The second topic", "title: The second topic ##"),
    ("title: The second topic", "title: 'The second topic' #2"),
    ("title: The second topic", "title: >- #2\n      The second topic"),
    ("number: 2", "number: 2 #two"),
    ("zone: Africa/Nairobi", "zone: Africa/Nairobi #EAT"),
    ("title: The second topic", "title: Loans under R$\u00a05,000"),
    ("title: The second topic", 'title: {en: "Talks, debates"}'),
    ("title: The second topic", "title: 'It''s 10:30'"),
    ("title: The second topic", "title: The second\n      topic"),
    ("title: The second topic", "title: >-\n      计数：三\n        - 项目"),
    ("number: 2", 'number: "2"'),
    ("number: 2", "number: 2 # 二"),
    ("languages: [en]", "languages:\n- en"),
    ("weekday: Tuesday", "weekday: tue"),
    ("starts: 2027-03-09 15:00", "starts: 2027-03-09T15:00"),
    ("window: {starts: 2027-03-02, ends", "window: {starts: 2027-03-02,\n  ends"),
]

REPAIRED = [
    ("title: The second", "title: en: Tide, fr: Marée #", "title: {en: Tide, fr: Marée} #"),
    ("name: Our office", "name: {zh：潮汐，海洋，en：Tide}", "name: {zh: 潮汐，海洋, en: Tide}"),
    ("name: Our office", "name: {en:Office, fr:Bureau}", "name: {en: Office, fr: Bureau}"),
    (
        "window: {starts: 2027-03-02, ends",
        "window: {starts: 2027-03-02,\u00a0ends",
        "window: {starts: 2027-03-02, ends",
    ),
    ("{weekday: Tuesday}", "{weekday: Tuesday, Thursday}", "{weekday: [Tuesday, Thursday]}"),
    ("name: Our office", "name: {en: Talks, debates}", "name: {en: 'Talks, debates'}"),
    (
        "name: Our office",
        "name: {en: UN Office, Nairobi, fr: Bureau, Nairobi}",
        "name: {en: 'UN Office, Nairobi', fr: 'Bureau, Nairobi'}",
    ),
    (
        "    organisation: Our office\n",
        "    organisation: Our office\n\temail: ann@example.org\n",
        "    organisation: Our office\n    email: ann@example.org\n",
    ),
    ("title: The second topic", "title: Tide #1", "title: 'Tide #1'"),
    ("title: The second topic", "title: Tide #1 # first", "title: 'Tide #1' # first"),
    ("title: The second topic", "title:\n      en: Tide #1 ", "title:\n      en: 'Tide #1' "),
    ("title: The second topic", "title: It's\n      time #AI", "title: 'It''s time #AI'"),
    (
        "organisation: Our office",
        "email: [a@example.org](mailto:a@example.org)",
        "email: a@example.org",
    ),
]


@pytest.fixture
def data(workspace: Path) -> Path:
    """Return the data file of a workspace with the series."""
    file = workspace / "data" / "webinars.yaml"
    file.write_text(SERIES, encoding="utf-8")
    return file


def broken(data: Path, *changes: tuple[str, str]) -> None:
    text = SERIES
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    data.write_text(text, encoding="utf-8")


def test_the_table_has_enough_rows() -> None:
    assert len(ROWS) > 120
    assert TABLE.count("\n+") == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[1][:40] for row in ROWS])
def test_the_first_line_points_at_the_cause(sstc: Sstc, data: Path, row: tuple[str, ...]) -> None:
    old, new, kind, place, code, words = row
    broken(data, (old, new))
    result = sstc("validate", *ERRORS)
    first = result.out.partition("\n")[0]
    assert result.status == (code[0] == "E")
    severity = "error" if code[0] == "E" else "warning"
    assert first.startswith(f"data/webinars.yaml:{place}: {severity} {code} "), first
    assert words in first
    fixed = sstc("validate", "--fix", *ERRORS)
    text = data.read_text(encoding="utf-8")
    assert (text == SERIES) == (kind == "fix"), fixed.out
    assert kind != "keep" or text == SERIES.replace(old, new, 1), fixed.out


@pytest.mark.parametrize(("old", "new", "right"), REPAIRED, ids=[new for _, new, _ in REPAIRED])
def test_a_fix_finds_what_was_meant(sstc: Sstc, data: Path, old: str, new: str, right: str) -> None:
    broken(data, (old, new))
    sstc("validate", "--fix", *ERRORS)
    assert data.read_text(encoding="utf-8") == SERIES.replace(old, right, 1)


@pytest.mark.parametrize(("old", "new"), RIGHT, ids=[new[:40] for _, new in RIGHT])
def test_what_only_looks_like_a_mistake_passes(sstc: Sstc, data: Path, old: str, new: str) -> None:
    broken(data, (old, new))
    sstc("validate", *ERRORS).gives(0, out="")


def test_a_file_typed_with_a_chinese_keyboard_is_fixed_at_once(sstc: Sstc, data: Path) -> None:
    typed = re.sub(r"(?m)^( *(?:- )?[a-z_]+): ", r"\1：", SERIES)
    data.write_text(typed, encoding="utf-8")
    found = sstc("validate", *ERRORS).out.splitlines()
    assert len(found) > 12
    assert {line.split(" ")[2] for line in found} == {"E114"}
    assert sstc("validate", "--fix", *ERRORS).status == 0
    assert data.read_text(encoding="utf-8") == SERIES


def test_each_fix_is_told_also_of_a_mistake_that_another_one_hid(sstc: Sstc, data: Path) -> None:
    broken(data, ("count: 3", "count：3"), ("starts: 2027-03-23 15:00", "starts: 23.3.2027 3pm"))
    told = sstc("validate", "--fix", *ERRORS).gives(0).err
    assert "  line 18: the full-width `：`" in told
    assert "  line 78: `23.3.2027 3pm` is not a date with a time" in told


def test_mistakes_are_reported_together_and_the_diff_shows_them(sstc: Sstc, data: Path) -> None:
    changes = (
        ("count: 3", "count：3"),
        ("    number: 2", "     number: 2"),
        ("starts: 2027-03-23 15:00", "starts: 2027-03-23\u00a015:00"),
        ("title: The third topic", "title: The third: topic"),
    )
    broken(data, *changes)
    before = data.read_bytes()
    out = sstc("validate", *ERRORS).out
    assert [line.split(":")[1] for line in out.splitlines()] == ["18", "70", "77"]
    shown = sstc("validate", "--fix", "--diff", *ERRORS).gives(1, shows="-count：3\n+count: 3\n")
    assert "+    starts: 2027-03-23 15:00\n" in shown.out
    assert data.read_bytes() == before


def test_a_comment_that_cuts_no_text_can_be_waived(sstc: Sstc, data: Path) -> None:
    broken(data, ("title: The second topic", "title: The second topic #2"))
    before = data.read_text(encoding="utf-8")
    data.write_text(f"{before}waivers: [{{code: W116, reason: a comment}}]\n", encoding="utf-8")
    assert sstc("validate", *ERRORS).out == ""


def test_a_text_of_a_survey_that_a_comment_cuts_is_reported(sstc: Sstc, workspace: Path) -> None:
    alter(workspace / "data" / "surveys" / "exit.yaml", "en: Exit survey", "en: Tide #1", count=1)
    assert "data/surveys/exit.yaml:7:12: warning W116 " in sstc("validate", *ERRORS).out


def test_items_without_their_dash_cause_no_other_error(sstc: Sstc, data: Path) -> None:
    broken(
        data, ("  - id: second-topic", "    id: second-topic"), ("  - id: third", "    id: third")
    )
    lines = sstc("validate", *ERRORS).out.splitlines()
    assert [line.split(": error ")[1][:4] for line in lines] == ["E102", "E102"]
    assert sstc("validate", "--fix", *ERRORS).status == 0
    assert data.read_text(encoding="utf-8") == SERIES


def test_quotes_and_brackets_without_end_are_found_where_they_open(sstc: Sstc, data: Path) -> None:
    broken(
        data,
        ("title: The second topic", "title: 'The second topic"),
        ("title: The third topic", "title: Don't stop"),
    )
    assert sstc("validate", *ERRORS).out.startswith(
        "data/webinars.yaml:71:12: error E101 the `'` that opens here is not closed"
    )
    data.write_text("id: " + "[" * 3000, encoding="utf-8")
    assert sstc("validate", *ERRORS).out.startswith("data/webinars.yaml:1:45: error E")


MISTAKES = [(old, new) for old, new, *_ in (*ROWS, *REPAIRED)]


def errors_of(workspace: Workspace, code: str = "E") -> int:
    errors = (found for found in workspace.diagnostics if found.severity is Severity.ERROR)
    return sum(found.code.startswith(code) for found in errors)


def test_fixes_leave_fewer_errors_and_lose_no_word(workspace: Path) -> None:
    """Try each mistake alone, and then several at a time, some of which hide others."""

    def opened(text: str) -> Workspace:
        name = "data/webinars.yaml"
        return open_workspace(workspace, date(2027, 2, 1), {name: parse(text, name)})

    random, alone = Random(1), dict[str, int]()  # noqa: S311 no secrets
    several = (random.sample(MISTAKES, random.randint(2, 4)) for _ in range(150))
    for mistakes in [*([one] for one in MISTAKES), *several]:
        text = SERIES
        for old, new in mistakes:
            text = text.replace(old, new, 1)
        before = opened(text)
        after = with_fixes(before)
        done = after.main.tree.text
        if len(mistakes) == 1:
            alone[mistakes[0][1]] = errors_of(before)
        if done == text:
            continue
        code = "E" if before.series else "E1"  # otherwise no rule has looked for further ones
        there = max(errors_of(before, code), sum(alone[new] for _, new in mistakes))
        assert errors_of(after, code) < there or errors_of(before) == 0, mistakes
        old_words, words = (
            set(re.findall(r"\w+", normalize("NFKC", words))) for words in (text, done)
        )
        lost = {word for word in old_words if word not in done}
        assert not [word for word in lost if not get_close_matches(word, words, cutoff=0.5)], lost
