"""What Excel and LibreOffice do to cells, heads and rows is told, and nothing is swallowed."""

import csv
import io
import shutil
import subprocess
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import plans
import pytest
from conftest import alter, missing_program

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.errors import SstcError
from sstc_cli.planning.columns import Table
from sstc_cli.planning.workbook import Export, write_plan
from sstc_cli.planning.workbook_words import Names

PLAN = """
id: series
domain: example.org
title: A series
revised: 2027-01-01 00:00
zone: Africa/Nairobi
languages: [en, zh]
count: 2
window: {starts: 2027-01-01, ends: 2027-12-31}
organisers: [{id: office, name: The office}]
audiences: [{id: cities, name: City officials}, {id: firms, name: "Firms; large and small"}]
themes: [{id: water, name: {en: Water, zh: 水}}]
deadlines: [{id: agenda, name: Send the agenda, due: 7 days before}]
people:
  # the first speaker
  - {id: ana-diaz, name: Ana Díaz, position: "1.10"}
  - {id: li-lei, name: {en: Li Lei, zh: 李雷}, email: li@cities.test}
webinars:
  # opens the series
  - id: water
    number: 1
    title: {en: Water, zh: 水}
    starts: 2027-02-05 15:30 # after lunch
    ends: 2027-02-05 17:00
    talks: [{id: talk-1, title: One}, {id: talk-2, title: Two}, {id: talk-3, title: Three}]

  - id: night
    number: 2
    title: Night
    starts: 2027-02-12 23:00
    ends: 2027-02-13 00:30
    join: {url: https://meet.test/secret, passcode: sesame}
"""


@pytest.fixture
def plan() -> plans.Plan:
    return plans.plan_of(PLAN)


class Sheets:
    """A workbook of the plan in which cells are changed by their names."""

    def __init__(self, plan: plans.Plan, folder: Path) -> None:
        self.plan, self.folder, self.layout = plan, folder, plans.layout_of(plan)
        self.book = plans.opened(plans.exported(plan))

    def cell(self, table: Table, name: str, row: int) -> Any:
        column = plans.named(self.layout.columns(table), name)
        return plans.cell_of(self.book, table, column, row, self.layout)

    def put(self, table: Table, name: str, row: int, value: Any) -> None:
        plans.put(self.cell(table, name, row), value)

    def proposal(self, **how: Any) -> Any:
        return plans.proposed(self.plan, plans.saved(self.book), self.folder, **how)

    def after(self, **how: Any) -> Any:
        proposal = self.proposal(**how)
        assert proposal.left == []
        return plans.after(self.plan, proposal).series


@pytest.fixture
def sheets(plan: plans.Plan, tmp_path: Path) -> Sheets:
    return Sheets(plan, tmp_path)


def said(diagnostics: list[Diagnostic]) -> list[str]:
    return [f"{one.place} {one.code} {one.message}" for one in diagnostics]


@pytest.mark.parametrize(
    ("name", "value", "starts", "note"),
    [
        ("date", 46063.0, None, None),
        ("date", "2027-02-10", "2027-02-10 15:30", None),
        ("date", "10 Feb 2027", "2027-02-10 15:30", "the text `10 Feb 2027` instead of a date"),
        ("start", 0.625, "2027-02-05 15:00", "a number instead of a time: read as 15:00"),
        ("start", "3:05 PM", "2027-02-05 15:05", "the text `3:05 PM` instead of a time"),
        ("start", "15.10", "2027-02-05 15:10", "the text `15.10` instead of a time"),
        ("start", time(15, 0, 0, 400), "2027-02-05 15:00", None),
        ("start", "03:30:00 PM", "2027-02-05 15:30", None),  # as it was, in a csv
        ("start", "4 pm", "2027-02-05 16:00", "the text `4 pm` instead of a time: read as 16:00"),
        ("start", "下午4:20", "2027-02-05 16:20", "read as 16:20"),
        ("start", "下午4点", "2027-02-05 16:00", "read as 16:00"),
        ("start", "٤:٠٠ م", "2027-02-05 16:00", "read as 16:00"),
        ("start", 16.3, "2027-02-05 16:30", "a number instead of a time: read as 16:30"),
        ("start", datetime(1900, 1, 14), "2027-02-05 14:00", "a number instead of a time"),
        ("date", "Wednesday, 10 February 2027", "2027-02-10 15:30", "read as 2027-02-10"),
    ],
)
def test_dates_and_times_that_became_something_else(sheets, name, value, starts, note) -> None:
    cell = sheets.cell(Table.WEBINARS, name, 0)
    cell.number_format = "General"
    plans.put(cell, value)
    proposal = sheets.proposal()
    done = plans.after(sheets.plan, proposal).series.webinars[0].starts
    if starts is None:
        day = date.fromordinal(date(1899, 12, 30).toordinal() + int(value))
        assert done == datetime.combine(day, time(15, 30))
        assert "a number instead of a date" in proposal.notes[0].message
        return
    assert done == datetime.fromisoformat(starts)
    assert [note in one.message for one in proposal.notes] == ([True] if note else [])


@pytest.mark.parametrize(
    ("table", "name", "value", "says"),
    [
        (Table.WEBINARS, "date", "9/10/2027", "can be read with the day first or with the month"),
        (Table.WEBINARS, "date", "soon", "`soon` is not a date"),
        (Table.WEBINARS, "date", 15.0, "`15` is not a date"),
        (Table.WEBINARS, "date", datetime(2027, 2, 5, 9, 0), "has a time as well"),
        (Table.WEBINARS, "date", None, "must not be empty"),
        (Table.WEBINARS, "start", "25:30", "25:30 is not a time of day"),
        (Table.WEBINARS, "start", 930.0, "`930` is not a time"),
        (Table.WEBINARS, "start", "14:00 CET", "`14:00 CET` is not a time"),
        (Table.WEBINARS, "end", datetime(1902, 7, 18), "`930` is not a time"),
        (Table.WEBINARS, "date", "Monday 10 February 2027", "is a Wednesday"),
        (Table.WEBINARS, "date", "10 February", "`10 February` has no year"),
        (Table.WEBINARS, "end", "50:00", "50:00 is not a time of day"),
        (Table.WEBINARS, "number", "seven", "`seven` is not a whole number"),
        (Table.WEBINARS, "number", 1.5, "`1.5` is not a whole number"),
        (Table.WEBINARS, "status", "later", "`later` is not a word of the list"),
        (Table.WEBINARS, "moderator", "Nobody", "is not the name of one person in the sheet"),
        (Table.WEBINARS, "audiences", "Citty officials", "is not an audience of the list"),
        (Table.WEBINARS, "title.en", date(2027, 1, 2), "Excel has made a date or a time of this"),
        (Table.WEBINARS, "title.en", None, "must not be empty"),
        (Table.PEOPLE, "country", "Congo", "`Congo` is not a country with one meaning"),
        (Table.PEOPLE, "country", "Atlantis", "`Atlantis` is not a country with one meaning"),
        (Table.PEOPLE, "zone", "Nairobi time", "`Nairobi time` is not a time zone"),
        (Table.PEOPLE, "zone", "GMT+2", "`GMT+2` is not a time zone"),
        (Table.TALKS, "webinar", 9, "the plan has no webinar 9"),
        (Table.TALKS, "confirmed", "perhaps", "`perhaps` is not a word of the list"),
    ],
)
def test_what_cannot_be_read_is_left_with_its_cell(sheets, table, name, value, says) -> None:
    cell = sheets.cell(table, name, 0)
    if isinstance(value, float):
        cell.number_format = "General"
    plans.put(cell, value)
    sheets.put(Table.WEBINARS, "recording", 1, "https://cities.test/film")
    proposal = sheets.proposal()
    (left,) = proposal.left
    assert (left.code, says in left.message) == ("E761", True), left
    assert "Etc/" not in (left.hint or "")
    assert str(left.place) == f"plan.xlsx!{cell.parent.title}!{cell.coordinate}"
    done = plans.after(sheets.plan, proposal).series
    assert done.webinars[1].recording == "https://cities.test/film"  # the rest is taken over
    assert done.webinars[0] == sheets.plan.series.webinars[0]


def test_a_country_by_its_name_is_read_as_its_code(plan, sheets) -> None:
    sheets.put(Table.PEOPLE, "country", 0, "Ireland")
    sheets.put(Table.PEOPLE, "country", 1, "EG")
    proposal = sheets.proposal()
    assert [person.country for person in plans.after(plan, proposal).series.people] == ["IE", "EG"]
    (note,) = proposal.notes
    assert (note.code, note.message) == ("W766", "`Ireland` instead of a code: read as IE")


@pytest.mark.parametrize("value", ["24:30", 1.0208333333, datetime(1900, 1, 1, 0, 30)])
def test_times_past_midnight_are_on_the_next_day(plan, sheets, value) -> None:
    cell = sheets.cell(Table.WEBINARS, "end", 0)
    cell.number_format = "General" if isinstance(value, float) else "[h]:mm"
    plans.put(cell, value)
    proposal = sheets.proposal()
    assert plans.after(plan, proposal).series.webinars[0].ends == datetime(2027, 2, 6, 0, 30)
    (note,) = proposal.notes
    assert note.message == "24:30 is past midnight: read as 00:30 on the next day"


def test_a_text_that_became_a_number_keeps_its_zero(plan, sheets) -> None:
    sheets.put(Table.PEOPLE, "position.en", 0, 1.1)
    proposal = sheets.proposal()
    assert (proposal.edits, proposal.left) == ([], [])
    assert said(proposal.notes) == [
        "plan.xlsx!People!F2 W766 Excel shows `1.10` as the number 1.1; it stays `1.10`"
    ]
    sheets.put(Table.PEOPLE, "position.en", 0, 2.0)
    proposal = sheets.proposal()
    assert "a number instead of a text: read as `2`" in proposal.notes[0].message
    assert plans.after(plan, proposal).series.people[0].position.by_language == {"": "2"}


def test_merged_cells_and_formulas_do_not_empty_anything(sheets) -> None:
    first = sheets.cell(Table.WEBINARS, "title.en", 0)
    second = sheets.cell(Table.WEBINARS, "title.en", 1)
    first.parent.merge_cells(f"{first.coordinate}:{second.coordinate}")
    formula = sheets.cell(Table.WEBINARS, "date", 1)
    formula.value = "=C2+7"
    proposal = sheets.proposal()
    assert proposal.edits == []
    assert said(proposal.left) == [
        f"plan.xlsx!Webinars!{formula.coordinate} E765 this cell has an error or no result",
        f"plan.xlsx!Webinars!{second.coordinate} E764 this cell is merged with another one",
    ]


def test_sorted_rows_and_moved_columns_are_recognised(sheets) -> None:
    sheet = sheets.cell(Table.WEBINARS, "number", 0).parent
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head, one, two = [[*row[:1], *row[:0:-1]] for row in rows]
    for at, row in enumerate([head, two, one], 1):
        for column, value in enumerate(row, 1):
            plans.put(sheet.cell(at, column), value)
    proposal = sheets.proposal()
    assert (proposal.edits, proposal.left) == ([], [])
    (note,) = proposal.notes
    assert (note.code, note.severity) == ("W767", "note")
    assert "columns are in another order" in note.message


def test_a_renamed_column_is_told_and_changes_nothing(sheets) -> None:
    cell = sheets.cell(Table.WEBINARS, "title.zh", 0)
    sheet = cell.parent
    sheet.cell(1, cell.column).value = "Topic (zh)"
    sheet.cell(1, sheet.max_column + 1).value = "Our notes"
    cell.value = None
    proposal = sheets.proposal()
    assert (proposal.edits, proposal.left) == ([], [])
    messages = [note.message for note in proposal.notes]
    assert "`Topic (zh)` is not a head of this sheet, so the column was not read" in messages
    assert "the column `Title (Chinese)` is missing, so nothing of it is changed" in messages
    assert "`Our notes` is not a head of this sheet, so the column was not read" in messages


def test_a_column_of_their_own_is_told_where_none_is_missing(sheets) -> None:
    sheet = sheets.cell(Table.WEBINARS, "title.zh", 0).parent
    sheet.cell(1, sheet.max_column + 1).value = "Our notes"
    (note,) = sheets.proposal().notes
    assert note.message == "`Our notes` is not a head of this sheet, so the column was not read"
    assert note.hint is None


def test_without_the_hidden_column_a_sheet_is_not_read(sheets) -> None:
    sheet = sheets.cell(Table.WEBINARS, "number", 0).parent
    sheet.delete_cols(1)
    proposal = sheets.proposal()
    assert proposal.edits == []
    assert [left.code for left in proposal.left] == ["E763"]
    assert "the hidden column `id` is missing" in proposal.left[0].message


def test_a_copied_row_is_new_if_the_other_one_is_as_it_was(sheets) -> None:
    sheet = sheets.cell(Table.WEBINARS, "number", 0).parent
    for column in range(1, sheet.max_column + 1):
        plans.put(sheet.cell(4, column), sheet.cell(2, column).value)
    proposal = sheets.proposal()
    assert (proposal.edits, proposal.left) == ([], [])
    assert said(proposal.notes) == [
        "plan.xlsx!Webinars!B4 E763 this row is a copy of row 2, and left out"
    ]
    for name, value in {"number": 3, "title.en": "More water", "date": date(2027, 3, 5)}.items():
        sheets.put(Table.WEBINARS, name, 2, value)
    done = sheets.after()
    assert [(one.id, one.number) for one in done.webinars] == [
        ("water", 1), ("night", 2), ("more-water", 3)
    ]  # fmt: skip
    assert done.count == 3
    sheets.put(Table.WEBINARS, "number", 0, 4)
    sheets.put(Table.WEBINARS, "title.en", 0, "Rivers")
    assert {left.code for left in sheets.proposal().left} == {"E763"}


def test_rows_that_are_missing_are_named_and_go_only_if_asked(plan, sheets) -> None:
    sheets.cell(Table.WEBINARS, "number", 1).parent.delete_rows(3)
    sheets.cell(Table.TALKS, "order", 1).parent.delete_rows(3)
    sheets.cell(Table.PEOPLE, "name.en", 0).parent.delete_rows(2)
    proposal = sheets.proposal()
    assert (proposal.edits, proposal.left) == ([], [])
    assert sorted(said(proposal.notes)) == [
        "plan.xlsx!People!B1 W768 person: Ana Díaz is missing here; it stays in the plan",
        "plan.xlsx!Talks!B1 W768 talk 2 of webinar 1 is missing here; it stays in the plan",
        "plan.xlsx!Webinars!B1 W768 webinar 2: Night is missing here; it stays in the plan",
    ]
    done = sheets.after(removes=True)
    assert [webinar.id for webinar in done.webinars] == ["water"]
    assert [talk.id for talk in done.webinars[0].talks] == ["talk-1", "talk-3"]
    assert [person.id for person in done.people] == ["li-lei"]
    assert done.count == 1
    published = sheets.after(removes=True, published=frozenset({"night"}))
    assert [(one.id, one.status) for one in published.webinars] == [
        ("water", "planned"), ("night", "cancelled")
    ]  # fmt: skip


def test_talks_change_places_and_webinars(sheets) -> None:
    sheets.put(Table.TALKS, "order", 2, 1)  # Three goes first
    sheets.put(Table.TALKS, "webinar", 0, 2)  # One goes to the night
    sheets.put(Table.TALKS, "title.zh", 0, "一")
    sheets.put(Table.TALKS, "webinar", 3, 2)
    sheets.put(Table.TALKS, "title.en", 3, "Four")
    sheets.put(Table.TALKS, "speaker", 3, "李雷")
    done = sheets.after()
    assert [talk.id for talk in done.webinars[0].talks] == ["talk-3", "talk-2"]
    night = done.webinars[1].talks
    assert [(talk.id, talk.speaker) for talk in night] == [("talk-2", None), ("talk-1", "li-lei")]
    assert night[0].title.by_language == {"en": "One", "zh": "一"}


def test_comments_and_order_in_the_file_stay(plan, sheets) -> None:
    sheets.put(Table.WEBINARS, "start", 0, time(16, 0))
    sheets.put(Table.WEBINARS, "audiences", 0, "Firms; large and small; City officials")
    text = plans.after(plan, sheets.proposal()).tree.text
    assert "  # opens the series\n" in text
    assert "    starts: 2027-02-05 16:00 # after lunch\n" in text
    assert "    audiences:\n      - firms\n      - cities\n" in text
    assert "    revision: 1\n    revised: 2027-01-04 09:30\n" in text


def test_both_sides_are_merged_and_what_both_changed_is_left(plan, sheets, tmp_path) -> None:
    sheets.put(Table.WEBINARS, "title.zh", 0, "水资源")
    sheets.put(Table.WEBINARS, "title.en", 1, "At night")
    sheets.put(Table.WEBINARS, "date", 1, date(2027, 2, 19))
    text = plan.tree.text.replace("title: Night", "title: By night").replace(
        "17:00\n    talks", "17:30\n    talks"
    )
    today = plans.plan_of(text)
    proposal = plans.proposed(today, plans.saved(sheets.book), tmp_path)
    assert said(proposal.left) == [
        "plan.xlsx!Webinars!F3 E762 changed in the plan as well since the export: `By night` there,"
        " `At night` here"
    ]
    done = plans.after(today, proposal).series
    assert done.webinars[0].title.by_language == {"en": "Water", "zh": "水资源"}
    assert f"{done.webinars[0].ends:%H:%M}" == "17:30"
    assert done.webinars[1].title.by_language == {"": "By night"}
    assert str(done.webinars[1].starts) == "2027-02-19 23:00:00"
    assert "the plan was changed since the export; its changes are kept" in proposal.facts


@pytest.mark.parametrize(
    ("there", "says"),
    [
        ("starts: 2027-02-05 15:30 # after lunch\n    ends: 2027-02-05 18:00",
         "since the export: `2027-02-05 15:30 to 18:00` there, `15:00` here"),
        ("status: cancelled\n    starts: 2027-02-05 15:30\n    ends: 2027-02-05 17:00",
         "since the export: `cancelled` there, `15:00` here"),
    ],
)  # fmt: skip
def test_a_start_and_an_end_are_one_value(plan, sheets, tmp_path, there, says) -> None:
    sheets.put(Table.WEBINARS, "start", 0, time(15, 0))
    here = "starts: 2027-02-05 15:30 # after lunch\n    ends: 2027-02-05 17:00"
    proposal = plans.proposed(
        plans.plan_of(plan.tree.text.replace(here, there)), plans.saved(sheets.book), tmp_path
    )
    (left,) = said(proposal.left)
    assert left.startswith("plan.xlsx!Webinars!D2 E762")
    assert says in left
    assert proposal.edits == []


def test_a_person_is_renamed_in_two_sheets_at_once(sheets) -> None:
    sheets.put(Table.PEOPLE, "name.en", 0, "Ana Ruiz")
    sheets.put(Table.TALKS, "speaker", 1, "Ana Ruiz")
    done = sheets.after()
    assert done.people[0].name.pick("en") == "Ana Ruiz"
    assert done.webinars[0].talks[1].speaker == "ana-diaz"


def test_an_error_about_a_moved_day_is_at_that_day(sheets) -> None:
    sheets.put(Table.WEBINARS, "date", 0, date(2028, 2, 4))
    proposal = sheets.proposal()
    edited = plans.after(sheets.plan, proposal)
    found = Diagnostic("E203", "outside", ("webinars", 0, "starts"))
    (placed,) = proposal.placed([found], edited.tree)
    assert str(placed.place) == "plan.xlsx!Webinars!C2"


def test_copies_of_two_people_one_after_the_other(plan, sheets, tmp_path) -> None:
    one, other = sheets, Sheets(plan, tmp_path)
    for at, (copy, title) in enumerate(((one, "First"), (other, "Second"))):
        copy.put(Table.PEOPLE, "name.en", 2, "Wei Chen")
        copy.put(Table.TALKS, "title.en", at, title)
        copy.put(Table.TALKS, "speaker", 2, "Wei Chen")
    today = plans.after(plan, one.proposal())
    proposal = plans.proposed(today, plans.saved(other.book), tmp_path)
    assert proposal.left == []
    done = plans.after(today, proposal).series
    assert [person.id for person in done.people] == ["ana-diaz", "li-lei", "wei-chen"]
    titles = [talk.title.by_language[""] for talk in done.webinars[0].talks]
    assert titles == ["First", "Second", "Three"]


def test_a_private_link_is_not_in_the_workbook_and_a_new_one_is_private(sheets, tmp_path) -> None:
    data = plans.exported(sheets.plan)
    for secret in (b"meet.test", b"sesame", b"li@cities.test"):
        assert secret not in data
    assert b"meet.test" in plans.exported(sheets.plan, private=True)
    sheets.put(Table.WEBINARS, "join", 0, "https://meet.test/new")
    sheets.put(Table.WEBINARS, "join", 1, "https://meet.test/other")
    done = sheets.after()
    first, second = done.webinars[0].join, done.webinars[1].join
    assert (first.url, first.public) == ("https://meet.test/new", False)
    assert (second.url, second.passcode) == ("https://meet.test/other", "sesame")
    words = str(sheets.proposal().sections)
    assert "meet.test" not in words
    again = plans.proposed(plans.plan_in(plans.after(sheets.plan, sheets.proposal()).tree),
                           plans.saved(sheets.book), tmp_path)  # fmt: skip
    assert (again.edits, again.left) == ([], [])


def test_a_cell_for_reading_only(plan, sheets) -> None:
    sheets.put(Table.DUTIES, "due", 0, date(2027, 1, 1))
    sheets.put(Table.DUTIES, "done", 0, date(2027, 1, 2))
    proposal = sheets.proposal()
    assert [note.code for note in proposal.notes] == ["W769"]
    done = plans.after(plan, proposal).series
    assert done.webinars[0].done == {"agenda": date(2027, 1, 2)}


def test_workbooks_that_are_refused(plan, tmp_path) -> None:
    other = plans.plan_of(PLAN.replace("id: series", "id: another"))
    with pytest.raises(SstcError, match="is a plan of another series, `another`"):
        plans.proposed(plan, plans.exported(other), tmp_path)
    newer = plans.opened(plans.exported(plan))
    newer["sstc"]["A1"] = "sstc plan 99"
    with pytest.raises(SstcError, match="written by a newer version of sstc"):
        plans.proposed(plan, plans.saved(newer), tmp_path)
    for cells in ({"A1": "x"}, {"A2": "|{|"}, {"A2": "|" + "[" * 9_000 + "|"}):
        broken = plans.opened(plans.exported(plan))
        for place, value in cells.items():
            broken["sstc"][place] = value
        with pytest.raises(SstcError, match="has lost what sstc wrote into it"):
            plans.proposed(plan, plans.saved(broken), tmp_path)
    with pytest.raises(SstcError, match="is not a plan that `sstc schedule export` wrote") as told:
        plans.proposed(plan, plans.saved(plans.Workbook()), tmp_path)
    assert "run `sstc init DIR --from FILE`" in (told.value.hint or "")
    own = b"Date,Start,End,Title\n2027-02-05,15:30,17:00,Water\n"
    with pytest.raises(SstcError, match="is not a plan that `sstc schedule export` wrote"):
        plans.proposed(plan, own, tmp_path, name="own.csv")


def test_names_of_sheets_that_excel_refuses_are_made_possible(plan, tmp_path) -> None:
    labels = tmp_path / "labels"
    labels.mkdir()
    words = {"List of webinars": "A/B: [all] " + "x" * 40, "Talks": "Same", "People": "same"}
    text = "".join(f'msgid "{label}"\nmsgstr "{name}"\n\n' for label, name in words.items())
    (labels / "en.po").write_text(text, encoding="utf-8")
    names = Names("en", [*plans.FOLDERS, tmp_path])
    made = write_plan(Export(plan.series, "", plans.layout_of(plan), names), "sstc …")
    sheets = plans.opened(made).sheetnames
    assert sheets[:4] == ["A B all " + "x" * 23, "Same", "People", "Deadlines"]


def test_a_second_copy_of_a_sheet_is_told(sheets) -> None:
    copy = sheets.book.copy_worksheet(sheets.book["Webinars"])
    copy.title = "Old webinars"
    proposal = sheets.proposal()
    assert proposal.edits == []
    assert [*proposal.facts] == [
        "the sheet `Old webinars` was not read, because plan.xlsx has another one like it"
    ]


def saved_by_libreoffice(file: Path, kind: str, folder: Path) -> Path:
    if shutil.which("soffice") is None:
        missing_program("LibreOffice is missing: apt-get install libreoffice-calc-nogui")
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    target = folder / kind.partition(":")[0]
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", target, file]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return target / f"{file.stem}.{kind.partition(':')[0]}"


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saves_comes_back(kind: str, tmp_path: Path) -> None:
    plan = plans.plan_of(PLAN)
    file = tmp_path / "plan.xlsx"
    file.write_bytes(plans.exported(plan, private=True))
    saved = saved_by_libreoffice(file, kind, tmp_path)
    proposal = plans.proposed(plan, saved.read_bytes(), tmp_path, name=saved.name)
    assert (proposal.edits, proposal.left, proposal.notes) == ([], [], [])
    assert proposal.found.state
    # the same, with a change that is made in LibreOffice's own format
    flat = saved_by_libreoffice(saved, "fods", tmp_path)
    alter(flat, "<text:p>Night<", "<text:p>By night<")
    changed = saved_by_libreoffice(flat, kind, tmp_path)
    proposal = plans.proposed(plan, changed.read_bytes(), tmp_path, name=changed.name)
    (change,) = proposal.review.changes
    assert (change.table, change.id, change.after) == (Table.WEBINARS, "night", "By night")
    done = plans.after(plan, proposal).series
    assert done.webinars[1].title.by_language == {"": "By night"}


def test_a_copy_as_csv_has_one_sheet(tmp_path: Path) -> None:
    plan = plans.plan_of(PLAN)
    file = tmp_path / "plan.xlsx"
    file.write_bytes(plans.exported(plan))
    saved = saved_by_libreoffice(file, "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path)
    proposal = plans.proposed(plan, saved.read_bytes(), tmp_path, name="plan.csv")
    assert (proposal.edits, proposal.left, proposal.notes) == ([], [], [])
    assert [*proposal.facts] == [
        "plan.csv has only one sheet, Webinars; everything else stays as it is",
        "plan.csv has lost the state of its export, so each difference counts as a change",
    ]
    rows = [*csv.reader(io.StringIO(saved.read_text(encoding="utf-8")))]
    rows[1][rows[0].index("Start")] = "16:00"
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    proposal = plans.proposed(plan, text.getvalue().encode(), tmp_path, name="plan.csv")
    (change,) = proposal.review.changes
    assert str(change.place) == "plan.csv!D2"
    assert f"{plans.after(plan, proposal).series.webinars[0].starts:%H:%M}" == "16:00"
