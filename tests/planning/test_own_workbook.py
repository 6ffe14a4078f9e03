"""`sstc init --from` reads a workbook of `sstc schedule export` whole."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import FULL_SERIES, Sstc, alter, alter_webinar

from sstc_cli.model import Series
from sstc_cli.workspace import open_workspace

DAY = ("--today", "2020-07-01")
ID = "sstc-cities-ecommerce-2020"


@pytest.fixture
def book(sstc: Sstc, workspace: Path) -> Path:
    """Export the whole series for colleagues, with what was done and links."""
    shutil.copy(FULL_SERIES, workspace / "data" / "webinars.yaml")
    own = "    status: held\n    recording: https://example.org/r\n    done: {agenda: 2020-08-07}\n"
    alter_webinar(workspace, 1, "    talks:", f"{own}    talks:")
    alter(workspace, "\nwaivers:", "\ndocuments: {languages: all}\nwaivers:")
    file = workspace.parent / "plan.xlsx"
    sstc("schedule", "export", file, *DAY).gives(0)
    return file


def series_in(root: Path) -> Series:
    workspace = open_workspace(root, date(2020, 7, 1))
    assert workspace.series, workspace.diagnostics
    return workspace.series


def differing(one: Series, other: Series) -> set[str]:
    return {key for key in Series.fields if getattr(one, key) != getattr(other, key)}


def change(file: Path, sheet: str, **cells: Any) -> None:
    book = openpyxl.load_workbook(file)
    for cell, value in cells.items():
        book[sheet][cell] = value
    book.save(file)


def test_the_same_series_comes_back_whole(sstc: Sstc, book: Path, workspace: Path) -> None:
    root = book.parent / ID
    sstc("schedule", "export", book, "--private", "--replace", *DAY).gives(0)
    sstc("init", root, "--from", book, *DAY).gives(0, "15 webinars, 3 people, 5 audiences")
    assert differing(series_in(workspace), series_in(root)) == {"revised"}


def test_the_next_series_has_all_but_the_past(sstc: Sstc, book: Path, workspace: Path) -> None:
    titles = {
        cell.value: cell.column_letter for cell in openpyxl.load_workbook(book)["Webinars"][1]
    }
    new = {f"{titles['Title (English)']}2": "Ports", f"{titles['Date']}2": date(2020, 8, 7)}
    change(book, "Webinars", **new)
    sstc("init", book.parent / "next", "--from", book, *DAY).gives(0, f"the series was `{ID}`")
    before, after = series_in(workspace), series_in(book.parent / "next")
    changed = {"id", "revised", "webinars", "people", "organisers", "window", "breaks", "cadence"}
    left_out = {"waivers", "deadlines", "severities", "mail", "more", "surveys"}
    assert differing(before, after) <= changed | left_out
    assert [one.id for one in after.deadlines] == [one.id for one in before.deadlines]
    assert [one.id for one in after.webinars] == [one.id for one in before.webinars]
    first = after.webinars[0]
    assert (first.title.pick("en"), str(first.starts)) == ("Ports", "2020-08-07 19:30:00")
    assert (first.status, first.recording, first.done, first.revision) == ("planned", None, {}, 0)
    assert [len(one.talks) for one in after.webinars] == [len(one.talks) for one in before.webinars]
    assert not any(talk.confirmed for one in after.webinars for talk in one.talks)
    text = (book.parent / "next/data/webinars.yaml").read_text("utf-8")
    assert "passcode" not in text and "@" not in text.replace("# ", "")
    form = (book.parent / "next/data/surveys/registration.yaml").read_text("utf-8")
    assert "code: city_officials" in form and "code: private_sector" not in form
    sstc("--workspace", book.parent / "next", "validate", *DAY).gives(0, hides="error")


def test_what_is_not_understood_is_told(sstc: Sstc, book: Path, workspace: Path) -> None:
    change(book, "Webinars", C2="soon")
    sstc("init", book.parent / "next", "--from", book, *DAY).gives(0, "soon")
    told = sstc("init", book.parent / "more", "--from", book, "--zone", "UTC", *DAY)
    told.gives(2, "and needs no such options")


def test_an_older_workbook_is_exported_again(sstc: Sstc, book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    hidden = workbook["sstc"]
    pieces = [cell[0].value for cell in hidden["A2:A99"] if cell[0].value]
    document = json.loads("".join(piece[1:-1] for piece in pieces))
    for plan, message in ((None, "written by an older sstc"), ({"id": 1}, "has lost what sstc")):
        document["plan"] = plan
        text = json.dumps(document)
        for row in range(2, 99):
            hidden[f"A{row}"] = None
        for at, start in enumerate(range(0, len(text), 30_000), 2):
            hidden[f"A{at}"] = f"|{text[start : start + 30_000]}|"
        workbook.save(book)
        result = sstc("init", book.parent / "next", "--from", book, *DAY)
        assert result.status in (1, 2) and message in result.err
    sstc("init", book.parent / "next", "--from", book, "--sheet", "Webinars", *DAY,
         "--zone", "UTC", "--language", "en").gives(0)  # fmt: skip
