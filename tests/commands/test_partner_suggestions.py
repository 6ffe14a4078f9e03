"""From registrations to a ticked workbook, as a broker works, and why two people fit or not."""

import json
import os
from pathlib import Path

import openpyxl
import pytest
from conftest import Sstc, alter, on_terminal, write_csv

from sstc_cli.partners.workbook import APPROVE, FIRST, HEADER, SECOND

DAY = ("--today", "2020-09-01")
HEAD = (
    "Email", "Your full name", "Organisation", "Country", "Target group", "Consent", "Offer",
    "Seek", "Introduction", "Introductions at once", "Language",
)  # fmt: skip
LOGISTICS, PAYMENTS = "Logistics and overseas warehouses", "Digital payments and trade finance"
BOOK = Path(".sstc") / "suggestions.xlsx"


def row(number: int, introduce: str = "Yes", **changes: str) -> list[str]:
    chinese = number % 2
    topics = (LOGISTICS, PAYMENTS) if chinese else (PAYMENTS, LOGISTICS)
    values = dict(zip(HEAD, (
        f"zq{number:02}@example.org", f"Zqname{number:02} Other", f"Zqoffice {number:02}",
        "China" if chinese else "Kenya", "Companies", "Yes", *topics, introduce, "2",
        "English",
    ), strict=True))  # fmt: skip
    return [*(values | changes).values()]


def registered(sstc: Sstc, root: Path, rows: list[list[str]]) -> None:
    survey = root / "data" / "surveys" / "registration.yaml"
    survey.write_text(survey.read_text("utf-8").replace("    required: true\n", ""), "utf-8")
    write_csv(root / "r.csv", HEAD, *rows)
    found = sstc(
        "surveys", "import", root / "r.csv", "--survey", "registration", "--webinar", "7",
        "--accept-suggestions", *DAY,
    )  # fmt: skip
    assert found.status == 0, found.err


@pytest.fixture
def root(workspace: Path, sstc: Sstc) -> Path:
    silent = row(8, "No")
    twins = [row(20, **{HEAD[1]: "Same Name"}), row(22, **{HEAD[1]: "Same Name"})]
    formula = row(9, **{HEAD[2]: "=HYPERLINK(1)"})
    registered(sstc, workspace, [*map(row, range(8)), silent, formula, *twins])
    return workspace


def lines(file: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    return [[cell.value for cell in line] for line in sheet.iter_rows()]


def test_the_workbook_is_private_and_has_names_reasons_and_no_formula(sstc, root) -> None:
    found = sstc("partners", "suggest", *DAY).gives(0)
    book = root / BOOK
    assert Path(found.out.strip()).name == book.name and "Zq" not in found.out + found.err
    if os.name == "posix":
        assert book.stat().st_mode & 0o777 == 0o600
        assert book.parent.stat().st_mode & 0o777 == 0o700
    head, *rows = lines(book)
    assert head == [*HEADER] and rows
    cells = {name: [line[at] for line in rows] for at, name in enumerate(HEADER)}
    assert not any(cells[APPROVE])
    countries = zip(cells["country A"], cells["country B"], strict=True)
    assert {frozenset(pair) for pair in countries} == {frozenset({"Kenya", "China"})}
    assert all(LOGISTICS in str(reason) for reason in cells["reasons"])
    assert "Zqname08 Other" not in cells["name A"] + cells["name B"]
    sheet = openpyxl.load_workbook(book).active
    assert not sheet.sheet_view.rightToLeft
    assert all(cell.alignment.vertical == "top" for row in sheet["B2:L2"] for cell in row)
    assert (sheet.freeze_panes, sheet.page_setup.orientation) == ("A2", "landscape")
    assert sheet is not None
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    assert "=HYPERLINK(1)" in cells["organisation A"] + cells["organisation B"]
    before = book.read_bytes()
    assert sstc("partners", "suggest", *DAY).status == 0
    assert book.read_bytes() == before


def test_an_arabic_workbook_runs_to_the_left_and_parts_topics_as_arabic_does(sstc, workspace):
    alter(workspace, "languages: [en, zh]", "languages: [en, zh, ar]")
    both = {HEAD[6]: f"{LOGISTICS};{PAYMENTS}", HEAD[7]: "Product standards and quality"}
    one = {HEAD[6]: "Product standards and quality", HEAD[7]: f"{LOGISTICS};{PAYMENTS}"}
    registered(sstc, workspace, [row(n, **(one if n % 2 else both)) for n in range(10)])
    sstc("partners", "suggest", "--language", "ar", *DAY).gives(0)
    assert openpyxl.load_workbook(workspace / BOOK).active.sheet_view.rightToLeft
    _, cells, *_ = lines(workspace / BOOK)
    offered = [cells[HEADER.index(name)] for name in ("A offers to B", "B offers to A")]
    assert f"{PAYMENTS}؛ {LOGISTICS}" in offered or f"{LOGISTICS}؛ {PAYMENTS}" in offered


def test_a_ticked_sorted_workbook_is_approved_and_its_pairs_do_not_come_again(
    sstc, root, monkeypatch
) -> None:
    assert sstc("partners", "suggest", *DAY).status == 0
    book = openpyxl.load_workbook(root / BOOK)
    sheet = book.active
    assert sheet is not None
    head, *rows = lines(root / BOOK)
    rows.sort(key=lambda line: str(line[3]), reverse=True)
    for at, line in enumerate([head, *rows], 1):
        for column, value in enumerate(line, 1):
            sheet.cell(at, column).value = value  # type: ignore[assignment]
    for at in (2, 3):
        sheet.cell(at, HEADER.index(APPROVE) + 1).value = "x"
    book.save(root / BOOK)
    refused = sstc("partners", "suggest", *DAY).gives(2, "2 ticks in it are not approved")
    assert "--replace" in refused.err
    found = sstc("partners", "approve", root / BOOK, "--yes", *DAY)
    assert found.status == 0 and found.out.startswith("2 requests approved"), found.err
    ids = [HEADER.index(name) for name in (FIRST, SECOND)]
    ticked = {tuple(line[at] for at in ids) for line in rows[:2]}
    on_terminal(monkeypatch, "y")
    sstc("partners", "suggest", *DAY).gives(0, "all its ticks are approved. Replace it?")
    now = {tuple(line[at] for at in ids) for line in lines(root / BOOK)[1:]}
    assert now and not now & ticked
    again = json.loads(sstc("partners", "suggest", "--json", *DAY).out)
    pairs = {(one["first"][:16], one["second"][:16]) for one in again["suggestions"]}
    assert pairs and not pairs & ticked


def test_why_names_reasons_and_obstacles(sstc: Sstc, root: Path) -> None:
    found = sstc("partners", "why", "zq00@example.org", "zqname01 other", *DAY)
    found.gives(0, shows=("they can be suggested", f"Zqname00 Other offers {PAYMENTS}"))
    found = sstc(
        "partners", "why", "zq00@example.org", "zq02@example.org", "--language", "zh", *DAY
    )
    assert "they cannot be suggested" in found.out
    assert (
        "双方来自同一国家：肯尼亚。" in found.out and "双方均未提供对方所寻求的内容。" in found.out
    )
    found = sstc("partners", "why", "zq00@example.org", "zq01@example.org", "--json", *DAY)
    assert json.loads(found.out)["allowed"] is True and "Zq" not in found.out


@pytest.mark.parametrize(
    ("who", "message"),
    [
        ("zq08@example.org", "no person who can be introduced"),
        ("Same Name", "2 people have the name"),
    ],
)
def test_why_refuses_those_who_did_not_agree_and_ambiguous_names(sstc, root, who, message) -> None:
    sstc("partners", "why", "zq00@example.org", who, *DAY).gives(2, message, lacks=who)


def test_whoever_gets_nobody_is_sent_to_the_status(sstc: Sstc, workspace: Path) -> None:
    lone = [row(number, **{HEAD[6]: "", HEAD[7]: LOGISTICS}) for number in range(0, 40, 2)]
    registered(sstc, workspace, lone)
    nobody = sstc("partners", "suggest", *DAY)
    assert nobody.err.startswith("no two people fit: `sstc partners status` shows what is missing")
    offers = [row(number, **{HEAD[6]: LOGISTICS, HEAD[7]: ""}) for number in range(41, 51, 2)]
    registered(sstc, workspace, [*lone, *offers[1:]])
    few = sstc("partners", "suggest", *DAY).err
    assert few.endswith(" left out, because no description of both sides fits five people\n")
    registered(sstc, workspace, [*lone, *offers])
    few = sstc("partners", "suggest", *DAY).err
    assert few.startswith("10 pairs for 15 of 25 people\nfor the others, `sstc partners status`")
    missing = "20 seek `logistics`, only 5 offer it: invite more people who do\n"
    assert missing in sstc("partners", "status").out
