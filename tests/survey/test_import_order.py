"""Exports overlap, and arrive in any order: the store ends the same, and nothing counts twice."""

import csv
import io
import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import alter
from hypothesis import given
from hypothesis import strategies as st
from shipped import EXIT, SERIES

from sstc_cli.sheets import read_sheets
from sstc_cli.store import ImportCounts, PseudonymKey, SqliteFile, Store
from sstc_cli.survey import ImportOptions, decide, find_tables, read_tables

HEADER = ["ID", "Start time", "Completion time", "Email", "Name", "Consent", "Content", "Comments"]
SEAL = PseudonymKey(b"k" * 32)
PEOPLE = ["", "one@example.org", "two@example.org", "ONE@example.org"]
ROW = st.tuples(st.sampled_from(PEOPLE), st.integers(1, 6), st.sampled_from(["", "Good, 好", ";"]))


def export(rows: list[tuple[int, tuple[str, int, str]]]) -> bytes:
    """Write an export of Microsoft Forms; nobody sends two responses in one second."""
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *(
        [id_, *[f"2020-10-09 17:{id_:02}:00"] * 2, address, "", "Yes", content, comment]
        for id_, (address, content, comment) in rows
    )])  # fmt: skip
    return text.getvalue().encode()


def imported(store: Store, file: Path) -> ImportCounts:
    source = read_sheets(file)
    tables = decide(source, find_tables(source, [EXIT], SERIES), SERIES, ImportOptions()).tables
    assert [table.order for table in tables] == ["plain"]
    readings = read_tables(source, tables, SERIES, SEAL)
    dry = store.compare(readings, SEAL, source.sha256)
    counts = store.record(readings, SEAL, source.sha256, SERIES.webinars[0].starts.date())
    assert dry == counts
    return counts[0]


def content(store: Store) -> list[tuple]:
    query = "SELECT key, content, person, answers, superseded FROM responses ORDER BY key"
    with closing(sqlite3.connect(store.database.file)) as connection:
        return connection.execute(query).fetchall()


@given(
    st.lists(ROW, min_size=1, max_size=8).flatmap(
        lambda rows: st.tuples(
            st.just(rows),
            st.lists(
                st.lists(st.integers(0, len(rows) - 1), min_size=1, unique=True),
                min_size=1,
                max_size=3,
            ),
            st.randoms(use_true_random=False),
        )
    )
)
def test_overlapping_files_end_the_same_in_any_order(tmp_path_factory, drawn) -> None:
    rows, parts, random = drawn
    folder = tmp_path_factory.mktemp("order")
    files = []
    for number, part in enumerate(parts):
        file = folder / f"webinar-7 part {number}.csv"
        file.write_bytes(export([(at, rows[at]) for at in part]))
        files.append(file)
    stores = [Store(SqliteFile(folder / name / "store.sqlite")) for name in ("a", "b")]
    for store in stores:
        for file in files:
            imported(store, file)
        random.shuffle(files)
    first, second = map(content, stores)
    assert first == second
    for file in files:
        counts = imported(stores[0], file)
        assert (counts.new, counts.changed) == (0, 0)
    assert content(stores[0]) == first
    valid = {at for part in parts for at in part if rows[at][1] <= 5}
    assert len(first) == len(valid)


def test_an_older_export_does_not_bring_back_what_was_corrected(sstc, workspace) -> None:
    older, newer = workspace / "webinar-7 a.csv", workspace / "webinar-7 b.csv"
    older.write_bytes(export([(1, ("one@example.org", 2, ""))]))
    newer.write_bytes(export([(1, ("one@example.org", 5, ""))]))
    said = [
        sstc("surveys", "import", file).out.splitlines()[1] for file in (older, newer, older, newer)
    ]
    assert [line.split(",")[1][:2] for line in said] == [" 0", " 1", " 0", " 0"]
    third = workspace / "webinar-7 c.csv"  # a new export may well say what an old one said
    third.write_bytes(export([(1, ("one@example.org", 2, "")), (2, ("", 1, ""))]))
    assert "1 new, 1 changed" in sstc("surveys", "import", third).out


def test_anonymous_rows_are_the_same_rows_under_another_mapping(sstc, workspace) -> None:
    file = workspace / "exit-webinar-7.csv"
    file.write_text("Consent,Content,Kind of person\nYes,5,Woman\nYes,5,Woman\n", "utf-8")
    assert "2 new" in sstc("surveys", "import", file).out
    survey = workspace / "data" / "surveys" / "exit.yaml"
    text = survey.read_text("utf-8")
    alter(survey, "aliases: [Gender,", "aliases: [Gender, Kind of person,")
    assert "0 new, 2 changed" in sstc("surveys", "import", file).out
    survey.write_text(text, "utf-8")
    assert "0 new, 2 changed" in sstc("surveys", "import", file).out


@pytest.mark.parametrize("order", [*itertools.permutations(["attendance", "registration", "exit"])])
def test_attendance_gives_a_response_rate_in_any_order(order, sstc, workspace) -> None:
    visit = "10/09/2020 03:30:00 PM,10/09/2020 04:30:00 PM,60"
    people = [f"p{number}@example.org" for number in range(12)]
    files = {
        "attendance": "Attendee Report\nAttendee Details\n"
        "Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)\n"
        + "".join(f"Yes,P,{address},{visit}\n" for address in people),
        "registration": "First Name,Last Name,Email,Country,Which group describes you best?,"
        "Registration Time,Approval Status\n"
        + "".join(
            f"P,{address[:3]},{address},Kenya,Private company,2020-10-08 09:00,approved\n"
            for address in people
        ),
        "exit": "E-mail,Content,Country\n"
        + "".join(f"{address},5,Kenya\n" for address in people[:6]),
    }
    for name in order:
        (workspace / f"{name}-webinar-7.csv").write_text(files[name], "utf-8")
        words = ("import", f"{name}-webinar-7.csv", "--consent-elsewhere")
        assert sstc("surveys", *words).status == 0
    assert "response rate: 6 of 12 attendees, 50.0 %" in sstc("surveys", "summary", "7").out
