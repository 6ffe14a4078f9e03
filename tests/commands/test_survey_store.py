"""`sstc surveys list|undo|forget|purge|export|backup|check|key`, as a user runs them."""

import csv
import io
import json
import stat
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import openpyxl
import pytest
from conftest import Sstc
from systems import FILE_MODES

from sstc_cli.survey.export import EXPORTS, ExportedRows

HEADER = "E-mail,Your full name,Country,Gender,Content,Comments,Consent\n"
ROWS = (
    "one@example.org,Person One,Kenya,Woman,5,=SUM(1),Yes\n"
    "two@example.org,Person Two,China,Man,4,Ask two@example.org,Yes\n"
    ",,China,Woman,3,,Yes\n"
)
SECRETS = ("@example.org", "Person", "SUM")


@pytest.fixture
def imported(sstc: Sstc, workspace: Path) -> Path:
    """Return a workspace with three responses to the exit survey of webinar 7."""
    (workspace / "exit-webinar-7.csv").write_text(HEADER + ROWS, "utf-8")
    assert sstc("surveys", "import", "exit-webinar-7.csv", "--today", "2020-10-10").status == 0
    return workspace


def test_the_list_says_what_was_imported_and_what_is_missing(sstc: Sstc, imported: Path) -> None:
    result = sstc("surveys", "list", "--today", "2020-10-23").gives(0, err="")
    assert "1. exit-webinar-7.csv: survey exit, webinar 7" in result.out
    assert "   2020-10-10, from a plain table: 3 new\nno response" in result.out
    *_, missing, attendance = result.out.splitlines()
    assert attendance == "no attendance yet: webinars 1, 2, 3, 4, 5, 6, 7, 8"
    assert missing.startswith("no response to the survey exit yet: webinars 1, 2, 3, 4, 5, 6, 8")
    assert "9" not in missing.split(":")[1]
    document = json.loads(sstc("surveys", "list", "--json").out)
    (found,) = document["imports"]
    assert (found["id"], found["webinars"], found["new"]) == (1, [7], 3)
    assert len(found["sha256"]) == 64
    assert 7 not in document["missing"]["exit"]


@pytest.fixture
def attended(sstc: Sstc, imported: Path) -> Path:
    """Add three people who were at webinar 7: one of them answered the exit survey, too."""
    from sstc_cli.cli.console.store import make_keys
    from sstc_cli.store import Attendance, PseudonymKey, Reading, SqliteFile, Store
    from sstc_cli.store.response import Identity

    pseudonyms = PseudonymKey(make_keys()[0])
    found = [
        Attendance(
            pseudonyms.digest(address), "c", "sustainable-logistics", "zoom",
            row, pseudonyms.digest("person", address),
            Identity(address, "Person There", None, "{}"), 60,
        )
        for row, address in enumerate(("one@example.org", "x@example.org", "y@example.org"))
    ]  # fmt: skip
    reading = Reading("attendees.csv", "", "zoom", "attendance", attendances=found)
    store = Store(SqliteFile(imported / ".sstc" / "store.sqlite"))
    store.record([reading], pseudonyms, "0" * 64, date(2020, 10, 11))
    return imported


def test_attendance_is_listed_counted_exported_and_taken_back(sstc: Sstc, attended: Path) -> None:
    out = sstc("surveys", "list", "--today", "2020-10-17").out
    assert "2. attendees.csv: attendance, webinar 7\n" in out
    assert "no attendance yet: webinars 1, 2, 3, 4, 5, 6, 8\n" in out
    out = sstc("surveys", "summary", "7").out
    assert out.startswith("Attendance: webinar 7\n3 people\n")
    assert "response rate: 2 of 3 attendees, 66.7 %" in " ".join(out.split())
    lacks = "because the attendance lacks their addresses: 1 response"
    assert lacks in " ".join(out.split())
    document = json.loads(sstc("surveys", "summary", "--json").out)
    assert document["attendance"] == {"webinars": {"7": 3}, "persons": 3}
    public = sstc("surveys", "summary", "--format", "md").gives(1, out="")
    assert public.err.startswith("error: no survey or attendance of 5 people or more has been")
    sound = "the store is intact: 3 responses, 3 attendances, 4 people\n"
    assert sstc("surveys", "check").out == sound
    result = sstc("surveys", "export", "--survey", "attendance", "--format", "csv", "-o", "-")
    assert result.out.splitlines()[0] == "\ufeffwebinar,webinar_id,person,minutes"
    assert len(result.out.splitlines()) == 4 and not any(secret in result.out for secret in SECRETS)
    contacts = sstc("surveys", "export", "7", "--with-contacts", "--format", "csv")
    assert contacts.out == "out/surveys/exit.csv\nout/surveys/attendance.csv\n"
    assert "x@example.org,Person There" in (attended / "out/surveys/attendance.csv").read_text()
    assert "sstc surveys" not in sstc("surveys", "key", "--rotate").out
    out = sstc("surveys", "forget", "one@example.org", "--yes").out
    assert out == "erased: 1 response and 1 attendance\n"
    for file in (attended / ".sstc").iterdir():
        assert b"one@" not in file.read_bytes()
    assert (
        sstc("surveys", "undo", "2", "--yes").out
        == "undid import 2: deleted no responses and 2 attendances\n"
    )
    assert sstc("surveys", "check").out == "the store is intact: 2 responses, 1 person\n"


def test_attendance_alone_is_worth_a_summary_and_is_purged(sstc: Sstc, attended: Path) -> None:
    sstc("surveys", "undo", "1", "--yes")
    result = sstc("surveys", "summary")
    assert (result.out, result.err) == ("Attendance: all webinars\n3 people\n\n", "")
    out = sstc("surveys", "purge", "--older-than", "2y", "--today", "2023-01-01", "--yes").out
    assert out == "before 2021-01-01: no responses and 3 attendances erased\n"
    assert sstc("surveys", "list", "--json").status == 0
    sstc("surveys", "summary").gives(1, "nothing has been imported yet")


def test_undo_names_what_it_did(sstc: Sstc, imported: Path) -> None:
    sstc("surveys", "undo", "1", "--yes").gives(0, out="undid import 1: deleted 3 responses\n")
    result = sstc("surveys", "undo", "1", "--yes").gives(2)
    assert result.err.startswith("error: unknown import 1\nhelp: run `sstc surveys list`")


def test_forget_needs_a_yes_and_leaves_no_trace(sstc: Sstc, imported: Path) -> None:
    sstc("surveys", "forget", "two@example.org").gives(2, "add `--yes`")
    lists = [f"list-{number}.txt" for number in range(12)]
    for name in lists:
        (imported / name).write_text("two@example.org", "utf-8")
    result = sstc("surveys", "forget", "TWO@example.org", "--yes")
    result.gives(0, out="erased: 1 response\n")
    assert [name for name in lists if f"  {name}\n" not in result.err] == []
    for file in (imported / ".sstc").iterdir():
        data = file.read_bytes()
        assert b"two@" not in data
        assert b"Person Two" not in data
    assert sstc("surveys", "forget", "two@example.org", "--yes").out == "erased: no responses\n"


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        (("undo", 1), "import 1: 3 responses to delete\n"),
        (("forget", "two@example.org"), "to erase: 1 response\n"),
        (("purge", "--older-than", "1d"), "before 2022-04-09: 3 responses\n"),
    ],
)
def test_what_cannot_be_undone_is_tried_first_and_agreed(
    words, counted, sstc: Sstc, imported: Path, monkeypatch
) -> None:
    store = imported / ".sstc" / "store.sqlite"
    before, day = store.read_bytes(), ("--today", "2022-04-10")
    sstc("surveys", *words, "--dry-run", *day).gives(0, out=counted)
    sstc("surveys", *words, *day).gives(2, "add `--yes` to do it, or try it first with `--dry-run`")
    monkeypatch.setattr("sys.stdin", Mock(isatty=lambda: True))
    agree = Mock(return_value=False)
    monkeypatch.setattr("typer.confirm", agree)
    sstc("surveys", *words, *day).gives(0, out="", err="nothing was changed\n")
    assert store.read_bytes() == before
    agree.return_value = True
    assert sstc("surveys", *words, *day).status == 0
    assert store.read_bytes() != before


def test_purge_counts_from_a_day(sstc: Sstc, imported: Path) -> None:
    words = ("surveys", "purge", "--older-than", "18m")
    assert sstc(*words, "--today", "2022-04-09", "--yes").out.startswith("before 2020-10-09: no ")
    result = sstc(*words, "--today", "2022-04-10", "--yes")
    assert result.out == "before 2020-10-10: 3 responses erased\n"
    assert b"@example.org" not in (imported / ".sstc" / "store.sqlite").read_bytes()
    for age in ("2", "y", "2w", "-1y", "1.5y", "²y", "99999y"):
        sstc("surveys", "purge", "--older-than", age).gives(2)
    assert sstc("surveys", "purge", "--older-than", "9999y").status == 0


@FILE_MODES
def test_the_export_is_pseudonymous_private_and_always_the_same(sstc: Sstc, imported: Path) -> None:
    for kind in ("csv", "xlsx"):
        sstc("surveys", "export", "7", "--format", kind).gives(0, out=f"out/surveys/exit.{kind}\n")
        file = imported / "out" / "surveys" / f"exit.{kind}"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert not any(secret.encode() in file.read_bytes() for secret in SECRETS)
        assert sstc("surveys", "export", "7", "--format", kind).err == "unchanged\n"
    assert stat.S_IMODE((imported / "out" / "surveys").stat().st_mode) == 0o700
    assert stat.S_IMODE((imported / "out").stat().st_mode) & 0o055
    text = (imported / "out" / "surveys" / "exit.csv").read_text("utf-8")
    assert text.startswith("\ufeffwebinar,webinar_id,person,submitted,consent,country,gender,")
    assert sorted(line.split(",")[5] for line in text.splitlines()[1:]) == ["CN", "CN", "KE"]


def test_contacts_come_by_name_only_and_formulas_stay_texts(sstc: Sstc, imported: Path) -> None:
    sstc("surveys", "export", "--with-contacts", "--format", "csv", "-o", "a.csv")
    text = (imported / "a.csv").read_text("utf-8")
    assert "'=SUM(1)" in text
    assert "one@example.org,Person One" in text
    sstc("surveys", "export", "--with-texts", "-o", "a.xlsx")
    rows = list(openpyxl.load_workbook(imported / "a.xlsx").active.iter_rows())
    cells = [cell for row in rows for cell in row if cell.value == "=SUM(1)"]
    assert [cell.data_type for cell in cells] == ["s"]
    assert "Person One" not in repr([[cell.value for cell in row] for row in rows])


@pytest.mark.parametrize("text", ["a;=1+1", 'a; "=1"', "a\t-1", "a\n@SUM(1)", ";;＝1", "=1;+2"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula_wherever_a_program_splits(text: str, delimiter: str) -> None:
    stream = io.BytesIO()
    EXPORTS["csv"](ExportedRows(["id", text, text], [["1", text]]), "", stream)
    written = stream.getvalue().decode("utf-8-sig")
    rows = [
        row
        for read in (io.StringIO(written), written.splitlines())
        for row in csv.reader(read, delimiter=delimiter)
    ]
    assert not [cell for row in rows for cell in row if cell.lstrip(' "').startswith((*"=+-@＝",))]


def test_a_relative_folder_of_settings_is_ignored(sstc, workspace, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    file = workspace.parent / "home" / ".config" / "sstc" / "surveys.key"
    assert sstc("surveys", "key").out == f"{file}\n"
    assert not (workspace / "relative").exists()


@pytest.mark.parametrize("data", ["series: {id: x, webinars: [}", "id: [\n", "\xff", "- {}"])
def test_nobody_waits_for_a_correct_plan(sstc: Sstc, imported: Path, data: str) -> None:
    (imported / "data" / "webinars.yaml").write_text(data, "latin-1")
    assert "intact" in sstc("surveys", "check").out
    assert sstc("surveys", "backup", "copy.sqlite").status == 0
    assert sstc("surveys", "key", "--rotate").status == 0
    assert sstc("surveys", "forget", "one@example.org", "--yes").out == "erased: 1 response\n"
    purge = ("surveys", "purge", "--older-than", "1d", "--yes", "--today")
    assert sstc(*purge, "2020-10-11").out == "before 2020-10-10: no responses erased\n"
    assert sstc("surveys", "undo", "1", "--yes").out.startswith(
        "undid import 1: deleted 2 responses"
    )


@FILE_MODES
def test_a_backup_is_a_store_that_only_its_owner_reads(sstc: Sstc, imported: Path) -> None:
    assert sstc("surveys", "backup", "copy.sqlite").out == "copy.sqlite\n"
    assert stat.S_IMODE((imported / "copy.sqlite").stat().st_mode) == 0o600
    sstc("surveys", "backup", "copy.sqlite").gives(3, "copy.sqlite already exists")
    sstc("surveys", "undo", "1", "--yes")
    (imported / "copy.sqlite").replace(imported / ".sstc" / "store.sqlite")
    assert sstc("surveys", "check").out == "the store is intact: 3 responses, 2 people\n"
    assert sstc("surveys", "backup", "no/folder.sqlite").status == 3


@FILE_MODES
def test_check_finds_a_missing_key_and_wide_rights(sstc: Sstc, imported: Path) -> None:
    key = next((imported.parent / "home").rglob("surveys.key"))
    for path, mode in ((imported / ".sstc", 0o755), (imported / ".sstc/store.sqlite", 0o640),
                       (key, 0o644)):  # fmt: skip
        before = path.stat().st_mode
        path.chmod(mode)
        result = sstc("surveys", "check").gives(1)
        assert result.out == f"other users can read {path}: `chmod {before & 0o777:o}` it\n"
        path.chmod(before)
    key.unlink()
    missing = "the key of the store is missing: restore it from a backup\n"
    assert sstc("surveys", "check").out == missing
    erasing = "without it, `sstc surveys undo` and `purge` still erase\n"
    for words in (["forget", "one@example.org", "--yes"],
                  ["forget", "one@example.org", "--allow-again"],
                  ["import", "exit-webinar-7.csv", "--dry-run"]):  # fmt: skip
        sstc("surveys", *words).gives(3, err=f"error: {missing}help: {erasing}")
    sstc("surveys", "key")
    sstc("surveys", "check").gives(1, shows="another key")
    for words in (["forget", "one@example.org", "--yes"], ["key", "--rotate"]):
        result = sstc("surveys", *words).gives(3, "another key")
        assert result.err.endswith(erasing)
    purged = sstc("surveys", "purge", "--older-than", "1d", "--today", "2030-01-01", "--yes")
    assert purged.out == "before 2029-12-31: 3 responses erased\n"


@FILE_MODES
def test_the_key_is_shown_made_and_rotated(sstc: Sstc, workspace: Path) -> None:
    result = sstc("surveys", "key")
    file = Path(result.out.strip())
    assert result.status == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() not in result.out + result.err
    (workspace / "exit-webinar-7.csv").write_text(HEADER + ROWS, "utf-8")
    sstc("surveys", "import", "exit-webinar-7.csv")
    before = sstc("surveys", "export", "--format", "csv", "-o", "-").out
    assert sstc("surveys", "key", "--rotate").err == "gave 2 people a new pseudonym\n"
    assert len(file.read_text().split()) == 2
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sstc("surveys", "export", "--format", "csv", "-o", "-").out != before
    assert "0 new, 0 changed, 3 unchanged" in sstc("surveys", "import", "exit-webinar-7.csv").out
    assert sstc("surveys", "forget", "one@example.org", "--yes").out == "erased: 1 response\n"


def test_a_strange_store_is_one_line(sstc: Sstc, imported: Path, monkeypatch) -> None:
    monkeypatch.setenv("SSTC_STORE", "postgresql://u:secret@127.0.0.1:1/d")
    result = sstc("surveys", "list").gives(3)
    assert result.err.startswith("error: cannot reach the store d on 127.0.0.1: Connection")
    monkeypatch.setenv("SSTC_STORE", "mysql://u:secret@h/d")
    sstc("surveys", "list").gives(2, lacks="secret")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b"Ask two@example.org", b"Ask two@example.\xff\xff\xff"),
        (b':"Ask two', b' "Ask two'),
    ],
)
def test_a_damaged_store_is_one_line_without_what_it_holds(sstc, imported, was, now) -> None:
    store = imported / ".sstc" / "store.sqlite"
    sstc("surveys", "check")  # empties the log
    data = store.read_bytes()
    assert was in data
    store.write_bytes(data.replace(was, now))
    for words in (["export", "--with-texts"], ["summary"]):
        result = sstc("surveys", *words).gives(3, "is damaged")
        assert len(result.err.splitlines()) == 2
        assert result.err.startswith("error: the store ")
        assert not any(secret in result.out + result.err for secret in SECRETS)
