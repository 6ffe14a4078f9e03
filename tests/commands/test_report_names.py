"""Names in a series whose surveys ask for none: those of attendance, and columns kept apart."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from conftest import Sstc, write_csv

REGISTERED = [
    ["E-mail", "Country", "Consent", "Full name", "Company"],
    ["ama@example.org", "Ghana", "Yes", "Ama Boateng", "Blue Harbour"],
    ["wei@example.org", "China", "Yes", "李伟", ""],
]
PARTS = [
    ["E-mail", "Country", "Consent", "Last name", "First name"],
    ["chloe@example.org", "France", "Yes", "D'Arcy", "Chloé"],
    ["ming@example.org", "China", "Yes", "王", "小明"],
]
ATTENDED = [["Name", "Email", "Minutes"], ["Bo Ek", "bo@example.org", "50"]]
SAID = [
    "More like Ama Boateng did", "感谢李伟", "Ask Chloé D'Arcy", "感谢王小明", "As Bo Ek said",
    "At Blue Harbour", "Ama, Chloé and Bo are first names", "Shorter",
]  # fmt: skip


def write(name: str, rows: Sequence[Sequence[str]]) -> str:
    write_csv(Path(name), *rows)
    return name


@pytest.fixture
def starter(workspace: Path, sstc: Sstc, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a new series with answers, in which somebody who attended also answered."""
    root = workspace.parent / "new"
    assert sstc("init", root).status == 0
    monkeypatch.chdir(root)
    people = [row[1] for row in ATTENDED[1:]] + [f"p{n}@example.org" for n in range(len(SAID) - 1)]
    said = [[who, "5", text, "Yes"] for who, text in zip(people, SAID, strict=True)]
    exit_rows = [["E-mail", "Content", "Comments", "Consent"], *said]
    for name, rows in {
        "registration-webinar-1.csv": REGISTERED, "registration-webinar-1-b.csv": PARTS,
        "attendance-webinar-1.csv": ATTENDED, "exit-webinar-1.csv": exit_rows,
    }.items():  # fmt: skip
        sstc("surveys", "import", write(name, rows), "--yes").gives(0)
    return root


def test_names_are_known_wherever_people_gave_them(starter: Path, sstc: Sstc) -> None:
    assert sstc("report", "comments").status == 0
    book = openpyxl.load_workbook(starter / ".sstc" / "comments.xlsx")
    rows = book["comments"].iter_rows(min_row=2, values_only=True)
    assert {row[4] for row in rows if row[6]} == {*SAID[:6]}
    text = "summary: Ama Boateng and Bo Ek liked it.\n"
    (starter / "data" / "report.yaml").write_text(text, encoding="utf-8")
    assert "W716" in sstc("report", "check").out


def test_a_store_without_names_says_so(workspace: Path, sstc: Sstc) -> None:
    """The comments of people who gave an address alone may name anybody."""
    rows = [["E-mail", "Content", "Comments", "Consent"], ["a@example.org", "5", "Fine", "Yes"]]
    assert sstc("surveys", "import", write("exit-webinar-7.csv", rows)).status == 0
    assert "the store has no names" in sstc("report", "comments", 7).err
