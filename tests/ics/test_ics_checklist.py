"""The team's checklist: foreign readers and a real client find complete tasks."""

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import vobject
from conftest import missing_program
from foreign_readers import RefusedError, asked_ical_js, libical
from green_cities import green_cities
from ical.calendar_stream import IcsCalendarStream
from test_ics_kinds import values

from sstc_cli.ics import Style, write_checklist, write_webinar_checklist
from sstc_cli.ics_check import check_stream
from sstc_cli.model import Around, Revision

SERIES = green_cities()
DATA = write_checklist(SERIES, "en")
TASKS = [
    ("2021-03-19", "COMPLETED", "Webinar 1: Send the agenda"),
    ("2021-03-22", "NEEDS-ACTION", "Meet the team"),
    ("2021-03-26", "CANCELLED", "Cancelled: Webinar 2: Send the agenda"),
    ("2021-04-02", "NEEDS-ACTION", "Webinar 3: Send the agenda"),
    ("2021-04-05", "NEEDS-ACTION", "Meet the team"),
    ("2021-04-09", "NEEDS-ACTION", "Webinar 1: Send the report"),
    ("2021-04-16", "CANCELLED", "Cancelled: Webinar 2: Send the report"),
    ("2021-04-23", "NEEDS-ACTION", "Webinar 3: Send the report"),
]


def test_readers_of_others_find_the_tasks() -> None:
    with asked_ical_js() as ask:
        todos = ask(DATA)["todos"]
    assert [(todo["due"], todo["status"], todo["summary"]) for todo in todos] == TASKS
    assert [todo["completed"] for todo in todos if todo["completed"]] == ["2021-03-18T11:00:00Z"]
    read = IcsCalendarStream.calendar_from_ics(DATA.decode()).todos
    assert [(str(todo.due), todo.status.value, todo.summary) for todo in read] == TASKS
    assert read[0].completed == datetime(2021, 3, 18, 11, tzinfo=UTC)
    (calendar,) = vobject.readComponents(DATA.decode())
    calendar.validate(raiseException=True)
    found = [(str(todo.due.value), todo.summary.value) for todo in calendar.vtodo_list]
    assert found == [(due, summary) for due, _, summary in TASKS]


def test_todoman_lists_the_tasks(tmp_path: Path) -> None:
    program = shutil.which("todoman")
    if program is None:
        missing_program("todoman is missing: apt-get install todoman")
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "checklist.ics").write_bytes(DATA)
    config = tmp_path / "config.py"
    config.write_text(
        f'path = "{tmp_path}/*"\ncache_path = "{tmp_path}/cache.sqlite3"\n'
        'date_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n'
    )
    command = [program, "--config", config, "--porcelain", "list", "--status", "ANY", "--sort=due"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = [
        (day(todo["due"]), todo["completed"], todo["summary"]) for todo in json.loads(done.stdout)
    ]
    assert sorted(found) == [(due, status != "NEEDS-ACTION", what) for due, status, what in TASKS]


def day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds).date().isoformat()


def test_a_task_keeps_its_uid_when_its_day_moves() -> None:
    moved = SERIES.webinars[2].replaced(
        starts=datetime(2021, 4, 16, 14), ends=datetime(2021, 4, 16, 15), revision=1
    )
    series = SERIES.replaced(webinars=(*SERIES.webinars[:2], moved))
    before, after = (
        write_webinar_checklist(state, state.webinars[2], "en") for state in (SERIES, series)
    )
    assert values(before, "UID") == values(after, "UID")
    assert values(after, "DUE") != values(before, "DUE")
    assert values(after, "SEQUENCE") == ["1", "1"]


def test_a_task_that_is_done_is_newer() -> None:
    released = Revision(3, datetime(2021, 3, 17, tzinfo=UTC))
    later = Revision(4, datetime(2021, 3, 20, tzinfo=UTC))
    for revision, stamp in ((released, "20210318T110000Z"), (later, "20210320T000000Z")):
        data = write_checklist(SERIES, "en", Style(revision_of=lambda *_, it=revision: it))
        assert values(data, "LAST-MODIFIED")[0] == stamp
        assert values(data, "SEQUENCE")[0] == str(revision.sequence)


def test_a_task_with_an_hour_is_due_at_that_instant() -> None:
    due = SERIES.deadlines[0].replaced(due=Around(0, hours=-2))
    series = SERIES.replaced(deadlines=(due,), webinars=SERIES.webinars[:1])
    data = write_checklist(series, "en", style=Style(alarms=(timedelta(minutes=30),)))
    starts = series.instant(series.webinars[0].starts)
    (todo,) = IcsCalendarStream.calendar_from_ics(data.decode()).todos
    assert todo.due == starts - timedelta(hours=2)
    assert (
        b"DUE:" + f"{starts.astimezone(UTC) - timedelta(hours=2):%Y%m%dT%H%M%SZ}".encode() in data
    )
    assert not check_stream(BytesIO(data), "tasks.ics").diagnostics


def test_a_checklist_has_no_method_and_only_that_of_a_series_has_a_name() -> None:
    assert b"METHOD" not in DATA
    assert values(DATA, "X-WR-CALNAME") == ["Checklist: Green cities"]
    assert DATA.count(b"\r\nDUE;VALUE=DATE:") == len(TASKS)
    single = write_webinar_checklist(SERIES, SERIES.webinars[0], "en")
    assert values(single, "UID")[0] == "green-cities-buses.due.agenda@example.org"
    assert b"X-WR-CALNAME" not in single


def test_libical_takes_the_tasks_and_would_not_have_them_published() -> None:
    with libical() as read:
        assert read(DATA) == []
        with pytest.raises(RefusedError):
            read(DATA.replace(b"X-WR-CALNAME", b"METHOD:PUBLISH\r\nX-WR-CALNAME"))
