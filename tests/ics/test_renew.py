"""A calendar file whose entries are newer than those of the file that it replaces."""

from datetime import UTC, datetime

import pytest
from conftest import read_series

from sstc_cli.ics import Style, exported_in, renew, revisions_in, write_checklist, write_series
from sstc_cli.model import Revision, Series

FIRST = datetime(2020, 5, 25, 16, tzinfo=UTC)
UID = "series-a@example.org"
LONG = "a" * 60


def series(**changed: str) -> Series:
    facts = {"id": "a", "title": "A", "hour": "15:30", "more": ""} | changed
    return read_series(
        "webinars:\n"
        "  - {{id: {id}, number: 1, title: {title}, starts: 2020-08-14 {hour}, "
        "ends: 2020-08-14 17:00{more}}}\n".format(**facts)
    )


def file(**changed: str) -> bytes:
    return write_series(series(**changed), "en")


@pytest.mark.parametrize(
    ("now", "sequence", "second", "raised"),
    [
        ({}, 0, 0, False),
        ({"title": "Z"}, 0, 1, True),
        ({"hour": "16:00"}, 1, 1, True),
        ({"more": ", status: cancelled"}, 1, 1, True),
        ({"hour": "16:00", "more": ", revision: 1, revised: 2020-05-26 00:01"}, 1, 60, False),
        ({"hour": "16:00", "more": ", revision: 1"}, 1, 1, True),
        ({"title": "Z", "more": ", revised: 2020-05-26 00:01"}, 0, 60, False),
    ],
)
def test_a_changed_entry_is_newer(now, sequence, second, raised) -> None:
    found = renew(file(**now), file())
    assert revisions_in(found.data) == {
        UID: Revision(sequence, FIRST.replace(minute=second // 60, second=second % 60))
    }
    assert found.raised == ((UID,) if raised else ())
    assert found.data.count(b"\r\n") == file(**now).count(b"\r\n")


def test_nothing_falls_and_a_second_run_changes_nothing() -> None:
    newer = renew(file(title="Z", more=", revision: 7, revised: 2020-09-01 08:00"), file()).data
    older = renew(file(), newer)
    stamp = datetime(2020, 9, 1, 0, 0, 1, tzinfo=UTC)
    assert revisions_in(older.data) == {UID: Revision(7, stamp)}
    again = renew(file(), older.data)
    assert (again.data, again.raised) == (older.data, ())


def test_an_id_on_a_folded_line_is_known_again_and_a_missing_entry_named() -> None:
    found = renew(file(id=LONG, title="Z"), file(id=LONG))
    assert found.raised == (f"series-{LONG}@example.org",)
    assert renew(file(), file(id="b")).gone == ("series-b@example.org",)


def test_line_ends_of_git_and_other_files_do_no_harm() -> None:
    assert renew(file(), file().replace(b"\r\n", b"\n")).data == file()
    for other in (b"", b"\0", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", file()[:300]):
        assert renew(file(), other).data == file()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(b"20200525T160000Z", b"20209925T160000Z"), (b"20200525T160000Z", b"99991231T235959Z")],
)
def test_a_stamp_that_no_calendar_has(right: bytes, wrong: bytes) -> None:
    broken = file(title="Z").replace(right, wrong)
    assert renew(file(), broken).data.startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_task_that_is_done_is_newer() -> None:
    tasks = "deadlines: [{id: agenda, name: Agenda, due: 7 days before}]\n"
    webinar = (
        "webinars:\n- {id: a, number: 1, title: A, starts: 2020-08-14 15:30, "
        "ends: 2020-08-14 17:00%s}"
    )
    before = write_checklist(read_series(tasks + webinar % ""), "en")
    done = write_checklist(read_series(tasks + webinar % ", done: {agenda: 2020-08-07}"), "en")
    assert b"SEQUENCE:1\r\n" in renew(done, before).data


OTHER = (
    "{id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00, "
    "revised: 2020-05-26 00:00}"
)


def two(**changed: str) -> bytes:
    more = changed.get("more", "") + f"}}\n  - {OTHER[:-1]}"
    return file(**changed | {"more": more})


def without() -> bytes:
    return write_series(read_series(f"webinars:\n  - {OTHER}\n"), "en")


def test_an_entry_that_returns_is_newer_than_it_was() -> None:
    told = renew(two(hour="16:00"), two()).data
    left = renew(without(), told)
    assert left.gone == (UID,)
    assert (
        b"\r\nX-SSTC-LEFT:1 20200525T160001Z series-a@example.org\r\nBEGIN:VTIMEZONE" in left.data
    )
    again = renew(without(), left.data)
    assert (again.data, again.gone) == (left.data, ())
    back = renew(two(more=", status: cancelled"), again.data.replace(b"\r\n", b"\n"))
    assert revisions_in(back.data)[UID] == Revision(2, FIRST.replace(second=2))
    assert b"X-SSTC-LEFT" not in back.data
    assert renew(two(more=", status: cancelled"), back.data).data == back.data


def test_an_id_that_left_on_a_folded_line_is_known_again() -> None:
    left = renew(file(), file(id=LONG)).data
    assert renew(file(), left).data == left
    found = renew(file(id=LONG), left)
    assert revisions_in(found.data)[f"series-{LONG}@example.org"].sequence == 1


def test_other_files_raise_an_entry_once() -> None:
    moved = renew(file(hour="16:00"), file()).data
    same = renew(file(hour="16:00", title="Z"), exported=exported_in([file(), moved]))
    assert revisions_in(same.data)[UID] == Revision(1, FIRST.replace(second=1))
    other = renew(file(), exported=exported_in([file(), moved]))
    assert revisions_in(other.data)[UID] == Revision(2, FIRST.replace(second=2))
    again = renew(file(), other.data, exported=exported_in([file(), moved, other.data]))
    assert (again.data, again.raised) == (other.data, ())


def test_an_entry_in_utc_or_in_another_file_is_the_same() -> None:
    utc = write_series(series(), "en", style=Style(utc=True))
    assert renew(utc, exported=exported_in([file()])).data == utc
    assert renew(file(), exported=exported_in([utc])).data == file()
    left = renew(without(), two()).data
    assert renew(two(), exported=exported_in([left, two()])).data == two()
    assert revisions_in(renew(two(), exported=exported_in([left])).data)[UID].sequence == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda data: data[:-40],
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.replace(b"SEQUENCE:0\r\n", b""),
    ],
    ids=["empty", "cut", "utf-16", "other-order"],
)
def test_a_last_file_that_cannot_be_read_is_noticed(spoil) -> None:
    assert not renew(file(), file()).is_unreadable
    assert not renew(file(), without()).is_unreadable
    assert not renew(file(), file().replace(b"\r\n", b"\n")).is_unreadable
    assert renew(file(), spoil(file())).is_unreadable
