"""Exports between releases: what a file says is newer than what the file before it said."""

import re
from pathlib import Path

from conftest import Sstc, alter, delete_the_last

SERIES = "sstc-cities-ecommerce-2020"
FILE = f"out/calendar/{SERIES}.ics"
TODAY = ("--today", "2020-07-02")


def move_by_hand(workspace: Path, old: str, new: str) -> None:
    for key, day in (("starts", "15:30"), ("ends", "17:00")):
        before, after = (f"{key}: 2020-10-09 {time[day]}" for time in (_TIMES[old], _TIMES[new]))
        alter(workspace, before, after)


_TIMES = {
    "15:30": {"15:30": "15:30", "17:00": "17:00"},
    "16:00": {"15:30": "16:00", "17:00": "17:30"},
    "16:30": {"15:30": "16:30", "17:00": "18:00"},
}


def entry(file: Path, id_: str) -> tuple[int, str, str]:
    """Return SEQUENCE, DTSTAMP and STATUS of a webinar."""
    (text,) = (
        part
        for part in file.read_bytes().decode().replace("\r\n ", "").split("BEGIN:VEVENT")
        if f"UID:{SERIES}-{id_}@" in part
    )
    sequence, stamp, status = (
        re.search(rf"\n{name}:(.*)\r", text)[1] for name in ("SEQUENCE", "DTSTAMP", "STATUS")
    )
    return int(sequence), stamp, status


def test_changes_by_hand_without_a_release(sstc: Sstc, workspace: Path) -> None:
    sstc("calendar", "export")
    move_by_hand(workspace, "15:30", "16:00")
    result = sstc("calendar", "export")
    assert result.err == (
        "note: the entry of webinar 7 differs from the last file, so it is marked as newer than "
        "in the data\n"
    )
    assert entry(workspace / FILE, "sustainable-logistics")[:2] == (1, "20200525T160001Z")
    assert sstc("calendar", "export").err == "unchanged\n"
    sstc("schedule", "move", 7, "--time", "15:30", *TODAY)
    assert sstc("calendar", "export").err == result.err
    assert entry(workspace / FILE, "sustainable-logistics")[:2] == (2, "20200701T160000Z")


def test_two_changes_by_hand_and_a_release(sstc: Sstc, workspace: Path) -> None:
    """The release knows of the file, so that a colleague without it goes on from there."""
    sstc("release", "publish", "first", "--today", "2020-06-01")
    sstc("calendar", "export")
    for old, new in (("15:30", "16:00"), ("16:00", "16:30")):
        move_by_hand(workspace, old, new)
        sstc("calendar", "export")
    assert entry(workspace / FILE, "sustainable-logistics")[:2] == (2, "20200531T160002Z")
    assert entry(workspace / FILE, "sustainable-payment")[:2] == (0, "20200531T160000Z")
    sstc("release", "publish", "second", *TODAY)
    (workspace / FILE).unlink()
    assert sstc("calendar", "export").err == ""
    assert entry(workspace / FILE, "sustainable-logistics")[:2] == (2, "20200701T160000Z")
    assert entry(workspace / FILE, "sustainable-payment")[:2] == (0, "20200531T160000Z")


def test_a_webinar_that_is_deleted_by_mistake(sstc: Sstc, workspace: Path) -> None:
    sstc("release", "publish", "first", "--today", "2020-06-01")
    sstc("calendar", "export")
    whole = (workspace / "data" / "webinars.yaml").read_text(encoding="utf-8")
    delete_the_last(workspace)
    told = entry(workspace / FILE, "innovative-practices")
    assert "`innovative-practices` has been deleted" in sstc("calendar", "export").err
    assert entry(workspace / FILE, "innovative-practices") == told == (0, told[1], "CONFIRMED")
    (workspace / "data" / "webinars.yaml").write_text(whole, encoding="utf-8")
    assert sstc("calendar", "export").err == "unchanged\n"


def test_what_only_the_last_file_knows_or_cannot_say_is_named(sstc, workspace) -> None:
    sstc("calendar", "export")
    alter(workspace, "id: innovative-practices", "id: other-practices")
    result = sstc("calendar", "export")
    assert result.err == (
        "warning: webinar `innovative-practices` of the replaced file is not in the data: "
        "calendars that imported the file keep the entry. To cancel it, put the webinar back with "
        "`status: cancelled`\n"
    )
    file = workspace / FILE
    file.write_bytes(file.read_bytes()[:900])
    sstc("calendar", "export", "--replace").gives(
        0, f"warning: the last `{SERIES}.ics` could not be read, so its entries may be"
    )
    assert "could not be read" not in sstc("calendar", "export").err


def test_a_file_of_another_program_is_replaced(sstc: Sstc, workspace: Path) -> None:
    for data in (
        b"",
        b"\xff\0",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR",
    ):
        (workspace / "x.ics").write_bytes(data)
        assert sstc("calendar", "export", "-o", "x.ics", "--replace").status == 0
        assert sstc("calendar", "check", "x.ics", "--strict", "--ignore", "W865").status == 0


def test_a_release_continues_every_exported_file(sstc: Sstc, workspace: Path) -> None:
    sstc("release", "publish", "first", "--today", "2020-06-01")
    for old, new in (("15:30", "16:00"), ("16:00", "16:30")):
        sstc("calendar", "export", 7)
        move_by_hand(workspace, old, new)
    sstc("calendar", "export", 7)
    told = entry(
        workspace / f"out/calendar/{SERIES}-sustainable-logistics.ics", "sustainable-logistics"
    )
    sstc("release", "publish", "second", *TODAY)
    sstc("calendar", "export")
    assert entry(workspace / FILE, "sustainable-logistics")[0] == told[0] == 2
