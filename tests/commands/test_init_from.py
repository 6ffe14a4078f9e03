"""`sstc init --from`: what is asked, refused, shown and written."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from conftest import Sstc, on_terminal

HEADER = "No,Date,Start,End,Title,Speaker"
ROWS = """1,13/03/2027,14:00,15:30,Green ports,Ann Lee
2,20/03/2027,14:00,15:30,Clean air,Bo Chen
3,27/03/2027,14:00,15:30,Quiet streets,TBC"""
ROW_OF_TITLE = "2027-06-05,14:00-15:00,Ports"
ZONE = ("--zone", "Africa/Nairobi")


@pytest.fixture
def schedule(tmp_path: Path) -> Path:
    file = tmp_path / "plan.csv"
    file.write_text(f"{HEADER}\n{ROWS}\n", "utf-8")
    return file


def csv(folder: Path, text: str, name: str = "plan.csv") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def excel(folder: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def plan(folder: Path) -> str:
    return (folder / "data" / "webinars.yaml").read_text("utf-8")


def test_what_was_understood_is_shown_and_the_paths_are_the_result(sstc, tmp_path, schedule):
    folder = tmp_path / "Green Cities"
    result = sstc("init", folder, "--from", schedule, *ZONE).gives(0)
    written = [Path(line) for line in result.out.splitlines()]
    assert all(file.is_file() for file in written)
    assert written[-1] == folder / "data" / "webinars.yaml"
    assert "plan.csv: header in row 1" in result.err
    assert "3 webinars from 2027-03-13 to 2027-03-27, 2 people" in result.err
    assert "id: green-cities\n" in plan(folder)
    sstc("--workspace", folder, "validate", "--strict", "--today", "2026-12-01").gives(0, out="")


def test_nothing_is_written_if_something_is_open(sstc, tmp_path, schedule) -> None:
    result = sstc("init", tmp_path / "w", "--from", schedule).gives(2, out="")
    assert "does not name the time zone of its times" in result.err
    assert "--zone Africa/Nairobi" in result.err
    assert not (tmp_path / "w").exists()


def test_never_overwrites_and_does_not_read_first(sstc, workspace, tmp_path) -> None:
    before = (workspace / "data" / "webinars.yaml").read_bytes()
    sstc("init", workspace, "--from", tmp_path / "missing.xlsx").gives(3, "already exists")
    assert (workspace / "data" / "webinars.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--example", "--zone", "UTC"], "the example decides that"),
        (["--column", "title=A"], "it needs a schedule"),
        (["--from", "FILE", "--example"], "leave `--from` out"),
        (["--from", "FILE", "--column", "titel=A"], "did you mean `title`?"),
        (["--from", "FILE", "--column", "title"], "write NAME=HEADER"),
        (["--from", "FILE", "--column", "title=Titel", "--zone", "UTC"], "did you mean `Title`?"),
        (["--from", "FILE", "--zone", "Africa/Nairobbi"], "did you mean `Africa/Nairobi`?"),
        (["--from", "FILE", "--zone", "EAT"], "`EAT` may mean `Africa/Nairobi`"),
        (["--from", "FILE", "--zone", "GMT+2"], "not an offset"),
        (["--from", "FILE", "--language", "elvish"], "not a language"),
        (["--from", "FILE", "--sheet", "X", "--zone", "UTC"], "has no sheet `X`"),
        (["--from", "FILE", "--year", "26"], "--year"),
    ],
)
def test_wrong_words_are_refused(sstc, tmp_path, schedule, words, message) -> None:
    given = [str(schedule) if word == "FILE" else word for word in words]
    result = sstc("init", tmp_path / "w", *given).gives(2)
    assert message in " ".join(result.err.replace("│", " ").split())
    assert not (tmp_path / "w").exists()


def test_dates_with_two_readings_are_asked_about(sstc: Sstc, tmp_path: Path) -> None:
    file = csv(tmp_path, "Date,Time,Title\n5/6/2027,14:00-15:00,Ports\n6/7/2027,14:00-15:00,Air\n")
    result = sstc("init", tmp_path / "w", "--from", file, *ZONE).gives(2, "`--dates dmy`")
    assert "`5/6/2027` in A2 may be 5 June or 6 May" in result.err
    assert sstc("init", tmp_path / "d", "--from", file, *ZONE, "--dates", "dmy").status == 0
    assert "starts: 2027-06-05 14:00" in plan(tmp_path / "d")
    assert sstc("init", tmp_path / "m", "--from", file, *ZONE, "--dates", "mdy").status == 0
    assert "starts: 2027-05-06 14:00" in plan(tmp_path / "m")


def test_another_date_a_weekday_or_a_header_decides_the_order(sstc: Sstc, tmp_path: Path) -> None:
    texts = {
        "other": "Date,Time,Title\n5/6/2027,14:00-15:00,Ports\n13/6/2027,14:00-15:00,Air\n",
        "weekday": "Date,Day,Time,Title\n5/6/2027,Saturday,14:00-15:00,Ports\n",
        "header": "Date (dd/mm/yyyy),Time,Title\n5/6/2027,14:00-15:00,Ports\n",
    }
    for name, text in texts.items():
        file = csv(tmp_path, text, f"{name}.csv")
        assert sstc("init", tmp_path / name, "--from", file, *ZONE).status == 0
        assert "starts: 2027-06-05 14:00" in plan(tmp_path / name), name


def test_what_the_file_lacks_is_asked_on_a_terminal(sstc, tmp_path, monkeypatch) -> None:
    file = csv(tmp_path, "Date,Speker,Title\n5 June,Ann Lee,Ports\n12 June,Bo Chen,Air\n")
    answers = ["y", "2027", "Nairobbi", "Africa/Nairobi", "after lunch", "at 15h00", "soon", "90",
               "Cities; Ministries ", "Asia/Tokio", "Asia/Tokyo"]  # fmt: skip
    prompts = on_terminal(monkeypatch, *answers)
    result = sstc("init", tmp_path / "w", "--from", file).gives(0)
    text = plan(tmp_path / "w")
    assert "starts: 2027-06-05 15:00\n    ends: 2027-06-05 16:30" in text
    assert "zone: Africa/Nairobi" in text
    assert "name: Ann Lee" in text
    assert "No date has a year, for example `5 June`." in result.err
    assert "`Nairobbi` is not a time zone: did you mean `Africa/Nairobi`?" in result.err
    assert "`after lunch` is not a time" in result.err
    assert "  - id: cities\n    name: Cities\n  - id: ministries\n" in text
    assert "audience_zones: [Asia/Tokyo]\n" in text
    form = (tmp_path / "w/data/surveys/registration.yaml").read_text("utf-8")
    assert "- {code: ministries, text: Ministries}" in form and "code: officials" not in form
    assert len(prompts) == len(answers)


@pytest.mark.parametrize(
    "title",
    ["2027年港口系列研讨会", "2027年绿色港口与航运线上研讨会", "2027 Green ports seminar series"],
)
def test_a_title_that_begins_with_a_year_is_kept(sstc: Sstc, tmp_path: Path, title: str) -> None:
    file = csv(tmp_path, f"{title},,\n更新于2027年1月,,\nDate,Time,Title\n{ROW_OF_TITLE}\n")
    result = sstc("init", tmp_path / "w", "--from", file, *ZONE).gives(0)
    assert f"\ntitle: {title}\n" in plan(tmp_path / "w")
    assert "no title above it" not in result.err


def test_a_row_for_each_speaker_does_not_repeat_the_title(sstc: Sstc, tmp_path: Path) -> None:
    rows = "".join(f"2027-06-05,14:00-15:00,绿色港口,{name}\n" for name in ("李雷", "韩梅梅"))
    own = "2027-06-12,14:00-15:00,清洁空气,李雷\n"
    file = csv(tmp_path, f"Date,Time,Title,Speaker\n{rows}{own}")
    sstc("init", tmp_path / "w", "--from", file, *ZONE).gives(0)
    text = plan(tmp_path / "w")
    assert "- {id: talk-1, speaker: person-1}\n      - {id: talk-2, speaker: person-2}" in text
    assert "- {id: talk-1, title: 清洁空气, speaker: person-1}" in text  # otherwise it is unknown
    assert (
        sstc("--workspace", tmp_path / "w", "agenda", "render", "1", "--format", "md").status == 0
    )
    agenda = next((tmp_path / "w" / "out" / "agenda").glob("01-*")).read_text("utf-8")
    assert agenda.count("绿色港口") == 1


def test_a_title_that_is_not_found_is_told(sstc: Sstc, tmp_path: Path) -> None:
    file = csv(tmp_path, f"2027年3月,,\nDate,Time,Title\n{ROW_OF_TITLE}\n")
    result = sstc("init", tmp_path / "w", "--from", file, *ZONE)
    assert "\ntitle: A new webinar series\n" in plan(tmp_path / "w")
    said = "warning W772 the table has no title above it, so the series has no title yet (add `--t"
    assert said in result.err
    result = sstc("init", tmp_path / "v", "--from", file, *ZONE, "--title", "Ports")
    assert "no title above it" not in result.err


def test_an_abbreviation_of_a_zone_is_asked_about(sstc, tmp_path, monkeypatch) -> None:
    file = csv(tmp_path, "Date,Time,Title\n5 June 2027,14:00-15:00 CST,Ports\n")
    result = sstc("init", tmp_path / "w", "--from", file).gives(2, "--zone Asia/Shanghai")
    assert "the times are in `CST`, which is not the name of a time zone" in result.err
    assert "America/Chicago" in result.err
    on_terminal(monkeypatch, "America/Chicago", "", "")
    assert sstc("init", tmp_path / "w", "--from", file).status == 0
    assert "zone: America/Chicago" in plan(tmp_path / "w")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("All times East Africa Time (EAT)", "East Africa Time"),
        ("All times (EAT)", "EAT"),
        ("Times: Central European Time", "Central European Time"),
    ],
)
def test_a_zone_above_the_table_that_is_only_suggested(sstc, tmp_path, words, shown) -> None:
    file = csv(tmp_path, f"{words},,\nDate,Time,Title\n{ROW_OF_TITLE}\n")
    result = sstc("init", tmp_path / "w", "--from", file).gives(2)
    assert f"{shown}`, which is not the name of a time zone" in result.err
    zone = "Europe/Paris" if "Europe" in words else "Africa/Nairobi"
    assert f"name it: `--zone {zone}`" in result.err
    assert sstc("init", tmp_path / "w", "--from", file, "--zone", zone).status == 0


def test_rows_in_another_zone_are_moved_and_noted(sstc: Sstc, tmp_path: Path) -> None:
    rows = (
        "5 June 2027,14:00-15:00 (Nairobi time),Ports\n6 June 2027,14:00-15:00 (Nairobi time),Air\n"
    )
    file = csv(tmp_path, f"Date,Time,Title\n{rows}7 June 2027,23:00-00:30 (Lima time),Trees\n")
    result = sstc("init", tmp_path / "w", "--from", file).gives(0)
    assert "zone: Africa/Nairobi\n" in plan(tmp_path / "w")
    assert "starts: 2027-06-08 07:00\n    ends: 2027-06-08 08:30" in plan(tmp_path / "w")
    assert "plan.csv!B4: warning W774 23:00 lima time became 07:00 in Africa/Nairobi" in result.err


def test_excels_own_harm_is_told(sstc: Sstc, tmp_path: Path) -> None:
    file = excel(
        tmp_path,
        ["Date", "Time", "Duration", "Title"],
        [46178, 14.3, 90, "A number instead of a date"],
        ["13.06.2026", 1.1, 90, "1.10 became 1.1"],
        [datetime(2026, 6, 19, 23, 0), None, 120, "Past midnight"],
        ["31 June 2026", "14:00", 90, "A day that does not exist"],
        ["=A5+7", None, None, "A formula without a result"],
    )
    result = sstc("init", tmp_path / "w", "--from", file, *ZONE, "--language", "en").gives(0)
    text = plan(tmp_path / "w")
    assert "starts: 2026-06-05 14:30" in text
    assert "starts: 2026-06-13 13:10" in text
    assert "starts: 2026-06-19 23:00\n    ends: 2026-06-20 01:00" in text
    assert text.count("number:") == 3
    for told in (
        "!Sheet!A2: warning W774 `46178`: the number is the day 2026-06-05 in Excel",
        "!Sheet!B2: warning W774 `14.3`: read as 14:30",
        "!Sheet!B3: warning W774 `1.1`: read as 01:10",
        "!Sheet!A5: warning W772 the day `31 June 2026` does not exist",
        "W773 `A day that does not exist` has no date, so it was left out",
        "W522 1 formula without result: A6",
    ):
        assert told in result.err


def test_dates_that_excel_may_have_swapped_are_noted(sstc: Sstc, tmp_path: Path) -> None:
    """5/6 and 6/6 became dates with the month first, and 13/6 stayed a text."""
    days = (datetime(2026, 5, 6), datetime(2026, 6, 6), "13/6/2026")
    rows = [[day, "14:00", "15:00", f"Ports on {day}"] for day in days]
    file = excel(tmp_path, ["Date", "Start", "End", "Title"], *rows)
    result = sstc("init", tmp_path / "w", "--from", file, *ZONE).gives(0)
    assert "plan.xlsx!Sheet!A2: warning W774 Excel may have swapped day and month" in result.err
    assert "A3" not in result.err  # the 6th of June is the same both ways


def test_private_texts_stay_in_people_and_out_of_messages(sstc: Sstc, tmp_path: Path) -> None:
    header = "Date,Start,End,Title,Speaker,Email,Phone,Hotline"
    row = "5 June 2027,14:00,15:00,Ports,Ann Lee,ann@example.org,+254 700 123 456,"
    file = csv(tmp_path, f"{header}\n{row}call 0700 999 888 77\n")
    result = sstc("init", tmp_path / "w", "--from", file, *ZONE)
    text = plan(tmp_path / "w")
    assert "    email: ann@example.org\n    phone: +254 700 123 456\n" in text
    assert "0700 999" not in text
    assert "W771 `Hotline` is unknown: left out, as it may be private" in result.err
    assert "data/webinars.yaml now has private values (1 e-mail address" in result.err
    assert "keep its repository private" in result.err
    for private in ("ann@example.org", "700 123", "0700 999"):
        assert private not in result.err + result.out


def test_a_link_to_join_stays_private(sstc: Sstc, tmp_path: Path) -> None:
    rows = '5 June 2027,14:00,15:00,Ports,"https://example.org/j/1 Passcode: 4711 22"\n'
    file = csv(tmp_path, f"Date,Start,End,Title,Zoom link\n{rows}")
    result = sstc("init", tmp_path / "w", "--from", file, *ZONE)
    assert 'join: {url: https://example.org/j/1, passcode: "4711"}' in plan(tmp_path / "w")
    assert "example.org/j" not in result.err
    assert sstc("--workspace", tmp_path / "w", "agenda", "render", 1, "--format", "md").status == 0
    agenda = next((tmp_path / "w" / "out" / "agenda").iterdir()).read_text("utf-8")
    assert "example.org/j" not in agenda


def test_columns_can_be_named_by_header_or_letter(sstc: Sstc, tmp_path: Path) -> None:
    file = csv(
        tmp_path, "6 June 2027,14:00-15:00,Ports,Ann Lee,x\n13 June 2027,14:00-15:00,Air,,y\n"
    )
    refused = sstc("init", tmp_path / "w", "--from", file, *ZONE).gives(3, "--column date=A")
    assert "no row of plan.csv names the columns of a schedule" in refused.err
    words = [f"--column={name}" for name in ("date=A", "time=B", "title=C", "speaker=D", "none=E")]
    result = sstc("init", tmp_path / "w", "--from", file, *ZONE, *words, "--language", "en")
    assert result.status == 0, result.err
    assert "title: Ports" in plan(tmp_path / "w")
    assert "W771" not in result.err


def test_rows_can_be_talks_of_one_webinar_a_day(sstc: Sstc, tmp_path: Path) -> None:
    rows = "5 June 2027,14:00,14:30,Ports,Ann Lee\n5 June 2027,14:30,15:00,Air,Bo Chen\n"
    file = csv(tmp_path, f"Date,Start,End,Title,Speaker\n{rows}")
    assert sstc("init", tmp_path / "a", "--from", file, *ZONE).status == 0
    assert plan(tmp_path / "a").count("number:") == 2
    assert sstc("init", tmp_path / "b", "--from", file, *ZONE, "--rows", "talks").status == 0
    text = plan(tmp_path / "b")
    assert text.count("number:") == 1
    assert "{id: talk-2, title: Air, speaker: bo-chen, minutes: 30}" in text


REFUSED = {
    "empty": (b"", "is empty"),
    "blank": (b"\r\n\r\n", "is empty"),
    "no table": (b"Dear colleagues,\nplease find the plan.\n", "names the columns of a schedule"),
    "no dates": (b"Title,Speaker\nPorts,Ann Lee\n", "has no column with dates"),
    "days": (b"Day,Title,Speaker\n1,Ports,Ann\n2,Air,Bo\n", "`Day` has `1`, `2`, and no dates"),
    "weekdays": (b"Time,Monday,Tuesday,Friday\n9:00,A,B,C\n", "has days side by side"),
    "no titles": (b"Date,Time,Hall 1\n5 June 2027,9:00,A\n", "no known name for titles"),
    "header only": (b"Date,Start,End,Title\n", "has no column with dates"),
    "web page": (b"<html><table><tr><td>Date", "is a web page"),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_a_schedule_is_refused_in_one_line(sstc, tmp_path, case) -> None:
    data, message = REFUSED[case]
    file = tmp_path / "plan.csv"
    file.write_bytes(data)
    result = sstc("init", tmp_path / "w", "--from", file, *ZONE).gives(3, message, out="")
    assert result.err.startswith("error: ")
    assert len(result.err.splitlines()) == 2
    assert not (tmp_path / "w").exists()


def test_a_missing_file_is_one_line(sstc: Sstc, tmp_path: Path) -> None:
    result = sstc("init", tmp_path / "w", "--from", tmp_path / "plan.xlsx").gives(3)
    assert "plan.xlsx does not exist" in result.err


def test_hidden_sheets_are_named_and_not_read(sstc: Sstc, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, state in (("Plan", "visible"), ("Old", "hidden")):
        sheet = book.create_sheet(name)
        sheet.append(["Date", "Start", "End", "Title"])
        sheet.append([date(2027, 6, 5), "14:00", "15:00", f"From {name}"])
        sheet.sheet_state = state
    book.save(tmp_path / "plan.xlsx")
    result = sstc("init", tmp_path / "w", "--from", tmp_path / "plan.xlsx", *ZONE).gives(0)
    assert "hidden sheets are not read: Old" in result.err
    assert "From Old" not in plan(tmp_path / "w")
    result = sstc("init", tmp_path / "v", "--from", tmp_path / "plan.xlsx", *ZONE, "--sheet", "Old")
    result.gives(2, "it is hidden")


@pytest.mark.parametrize(
    ("column", "text"),
    [
        *((name, piece * 15_000) for name in ("Date", "Title", "Speaker") for piece in "-/:( "),
        *((name, piece * 15_000) for name in ("Time", "Zone") for piece in ("TBC", "1:", " -")),
        ("Title", f"cancelled {'- ' * 15_000}x"),
        ("Speaker", f"Ana Example{' (a' * 10_000}"),
        *((name, "1" * 400) for name in ("Time", "Minutes")),
        ("Minutes", f"{'1' * 400} hours"),
        ("Minutes", f"{'1' * 5_000} min"),
    ],
)
def test_cells_without_end_are_read_to_their_end(sstc, tmp_path, column, text) -> None:
    row = {"Date": "2027-03-13", "Time": "10:00", "Title": "T", "Speaker": "Ana Example",
           "Zone": "UTC", "Minutes": "90"}  # fmt: skip
    cells = [*(row | {column: f'"{text}"'}).values()]
    schedule = csv(tmp_path, f"{','.join(row)}\n{','.join(cells)}\n")
    result = sstc("init", tmp_path / "new", "--from", schedule, *ZONE)
    assert "internal error" not in result.err and result.status in (0, 2, 3)
