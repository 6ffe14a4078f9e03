"""`sstc calendar export`."""

import os
from pathlib import Path

import pytest
from conftest import Sstc, alter

SERIES = "out/calendar/sstc-cities-ecommerce-2020.ics"
SEVENTH = "out/calendar/sstc-cities-ecommerce-2020-sustainable-logistics.ics"


def test_the_series_is_written_once(sstc: Sstc, workspace: Path) -> None:
    sstc("calendar", "export").gives(0, out=f"{SERIES}\n", err="")
    assert (workspace / SERIES).read_bytes().count(b"BEGIN:VEVENT\r\n") == 15
    before = (workspace / SERIES).stat().st_mtime_ns
    result = sstc("calendar", "export", "--today", "2031-01-01")
    assert (result.status, result.out, result.err) == (0, f"{SERIES}\n", "unchanged\n")
    assert (workspace / SERIES).stat().st_mtime_ns == before


def test_one_webinar_with_reminders(sstc: Sstc, workspace: Path) -> None:
    sstc("calendar", "export", 7, "--alarm", 15).gives(0, out=f"{SEVENTH}\n")
    data = (workspace / SEVENTH).read_bytes()
    assert data.count(b"BEGIN:VEVENT\r\n") == 1
    assert b"TRIGGER:-PT15M\r\n" in data
    assert not (workspace / SERIES).exists()
    words = [word for period in ("15m", "1d", "60", "1h", "1w") for word in ("--alarm", period)]
    result = sstc("calendar", "export", 7, *words, "-o", "-")
    triggers = [line for line in result.out.split("\r\n") if line.startswith("TRIGGER")]
    assert triggers == ["TRIGGER:-P7D", "TRIGGER:-P1D", "TRIGGER:-PT1H", "TRIGGER:-PT15M"]


def test_into_a_pipe_a_folder_or_a_file(sstc: Sstc, workspace: Path) -> None:
    shown = sstc("calendar", "export", 7, "-o", "-").gives(0).out
    assert shown.startswith("BEGIN:VCALENDAR") and shown.endswith("END:VCALENDAR\r\n")
    assert not (workspace / "out").exists()
    result = sstc("calendar", "export", 7, 8, 7, "-o", "mine/").gives(0)
    written = sorted(f"mine/{path.name}" for path in (workspace / "mine").iterdir())
    assert written == sorted(result.out.split()) and len(written) == 2
    sstc("calendar", "export", "-o", "webinars.ics").gives(0, out="webinars.ics\n")
    assert (workspace / "webinars.ics").is_file()


@pytest.mark.parametrize("before", ["0", "-5", "10081", "8d", "0m", "1.5h", "1y", "soon", ""])
def test_an_impossible_reminder(sstc: Sstc, before: str) -> None:
    sstc("calendar", "export", "--alarm", before).gives(2, "--alarm")


def test_wrong_data_writes_nothing(sstc: Sstc, workspace: Path) -> None:
    alter(workspace, "ends: 2020-10-09", "ends: 2020-10-08")
    result = sstc("calendar", "export").gives(1, out="")
    *errors, error, hint = result.err.splitlines()
    assert errors
    assert all(line.startswith("data/webinars.yaml:") and ": error" in line for line in errors)
    assert error == "error: the plan has errors, so nothing was done"
    assert hint == "help: correct them, then run this again"
    assert not (workspace / "out").exists()


def test_other_files_with_an_earlier_time_are_named(sstc: Sstc, workspace: Path) -> None:
    words = ("calendar", "export", "--today", "2020-07-02")
    others = (
        ("--language", "zh"), ("--audience", "ministries"), ("--utc",), ("--detailed",), (7,), (8,)
    )  # fmt: skip
    for more in ((), *others):
        assert "earlier" not in sstc(*words, *more).err
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-07-02")
    result = sstc(*words)
    listed = [line.strip() for line in result.err.splitlines() if line.startswith("  out/")]
    stem = "out/calendar/sstc-cities-ecommerce-2020"
    assert listed == [
        f"{stem}{end}.ics"
        for end in ("-sustainable-logistics", ".audience-ministries", ".detailed", ".utc", ".zh")
    ]
    assert (
        "help: write them again with their options, or delete files that you no longer need"
        in result.err
    )
    for more in others:
        sstc(*words, *more)
    assert "earlier" not in sstc(*words).err
    assert "earlier" not in sstc(*words, "-o", "-").err


def test_a_huge_last_file_is_refused_in_one_line(sstc: Sstc, workspace: Path) -> None:
    sstc("calendar", "export")
    file = next((workspace / "out" / "calendar").glob("*.ics"))
    os.truncate(file, 200_000_000)
    result = sstc("calendar", "export")
    assert result.status != 0
    refused = f"error: {file.relative_to(workspace)} is larger than 100 MB, so nothing was written"
    assert refused in result.err
    assert file.stat().st_size == 200_000_000
