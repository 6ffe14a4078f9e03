"""How visits add up, and who somebody is without an address."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from conftest import Sstc, alter, alter_webinar
from hypothesis import given
from hypothesis import strategies as st
from shipped import stored

from sstc_cli.survey.attendance import minutes_of, united_minutes

START = datetime(2020, 10, 9, 15, 30)
HEADER = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"


def visit(joined: int, left: int) -> tuple[datetime, datetime]:
    return START + timedelta(minutes=joined), START + timedelta(minutes=left)


@pytest.mark.parametrize(
    ("visits", "minutes"),
    [([(0, 60), (30, 50)], 60), ([(0, 60), (30, 90)], 90), ([(0, 10), (20, 30)], 20), ([], 0)],
)
def test_minutes_of_two_devices_count_once(visits: list, minutes: int) -> None:
    assert united_minutes(visit(*times) for times in visits) == minutes


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 40)), max_size=8), st.randoms())
def test_united_minutes_are_those_of_a_clock(drawn: list, random) -> None:
    visits = [visit(joined, joined + length) for joined, length in drawn]
    there = {at for joined, length in drawn for at in range(joined, joined + length)}
    random.shuffle(visits)
    assert united_minutes(visits) == len(there)


def attendances(sstc: Sstc, workspace: Path, rows: str) -> dict:
    (workspace / "webinar-7.csv").write_text(HEADER + rows, "utf-8")
    result = sstc("surveys", "import", "webinar-7.csv", "--json")
    return json.loads(result.out)["files"][0]["tables"][0]


def test_without_an_address_a_name_is_a_person(sstc: Sstc, workspace: Path) -> None:
    times = "2020-10-09 15:30:00,2020-10-09 16:00:00,30,Yes"
    table = attendances(sstc, workspace, f"样例,,{times}\n样例,,{times}\nOne,a@b.example,{times}\n")
    assert (table["rows"], table["new"]) == (2, 2)
    again = attendances(sstc, workspace, f"样例,,{times}\n")
    assert again["unchanged"] == 1


def test_an_address_in_place_of_a_name_is_the_person(sstc: Sstc, workspace: Path) -> None:
    times = "2020-10-09 15:30:00,2020-10-09 16:00:00,30,Yes"
    later = "2020-10-09 16:10:00,2020-10-09 16:20:00,10,Yes"
    rows = f"One,one@b.example,{times}\nONE@b.example (Guest),,{later}\ntwo@b.example,,{times}\n"
    assert attendances(sstc, workspace, rows)["new"] == 2
    assert kept(workspace) == [
        ("One", "one@b.example", 40), ("two@b.example", "two@b.example", 30)
    ]  # fmt: skip
    out = sstc("surveys", "forget", "two@b.example", "--yes").out
    assert out.startswith("erased: no responses and 1 attendance")
    table = attendances(sstc, workspace, rows)
    assert (table["unchanged"], table["forgotten"]) == (1, 1)
    assert kept(workspace) == [("One", "one@b.example", 40)]


def test_a_visit_that_cannot_be_read_is_rejected_and_offsets_are_compared(
    sstc: Sstc, workspace: Path
) -> None:
    times = "2020-10-09 15:30:00,2020-10-09 16:00:00"
    table = attendances(
        sstc, workspace, f"A,no address,{times},30,\nB,,{times},soon,\nC,,{times},9,\n"
    )
    assert (table["new"], table["rejected"]) == (1, 2)
    rows = "A,,2020-10-09T07:30:00Z,2020-10-09 16:00:00,30,\n"
    assert attendances(sstc, workspace, rows)["new"] == 1


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("80", 80), (80.0, 80), ("1h 29m 58s", 89.97), ("29m 58s", 29.97), ("58s", 0.97),
     ("1 hr 2 min", 62), ("90 mins", 90), ("1小时20分", 80), ("80分钟", 80), ("1 小时", 60),
     ("01:20:00", 80), (time(1, 20), 80), (timedelta(minutes=80), 80), ("", None), ("soon", None),
     ("44:10", None), ("1h 20", None)],
)  # fmt: skip
def test_minutes_are_read_however_they_are_written(written, minutes) -> None:
    found = minutes_of(written)
    assert found == (minutes if minutes is None else pytest.approx(minutes, abs=0.01))


@pytest.mark.parametrize(("cells", "people", "said"), [
    ([time(1, 20)], [("P0", 80)],
     "`Minutes` is a time in row 2: read as hours and minutes; if not, write minutes, or"),
    ([time(1, 20), time(1, 20, 30)], [("P0", 80), ("P1", 80)], ""),
    ([timedelta(hours=44, minutes=10), "1:20", 50.0], [("P2", 50)],
     "`Minutes` may be hours and minutes, or minutes and seconds: write minutes, or `1:20:00`"),
])  # fmt: skip
def test_hours_and_minutes_are_not_guessed(sstc, workspace, cells, people, said) -> None:
    book = openpyxl.Workbook()
    rows = (["Name", "Minutes"], *([f"P{number}", cell] for number, cell in enumerate(cells)))
    for row in rows:
        book.active.append(row)
    book.save(workspace / "webinar-7.xlsx")
    result = sstc("surveys", "import", "webinar-7.xlsx", "--yes")
    assert told(workspace) == people
    assert said in result.err and (said or "read as hours" not in result.err)


def kept(workspace: Path) -> list[tuple[object, ...]]:
    """Return names, addresses and minutes in the store, by row."""
    query = (
        "SELECT name, email, minutes FROM attendances JOIN identities USING (person) ORDER BY row"
    )
    return stored(workspace, query)


def test_only_the_audience_of_a_meeting_attended(sstc: Sstc, workspace: Path) -> None:
    times = "2020-10-09 15:30:00,2020-10-09 16:00:00,30"
    later = "2020-10-09 16:10:00,2020-10-09 16:20:00,10"
    block = "Topic,Host,User Email\nWebinar 7,The Host,host@example.org\n\n"
    people = [
        f"The Host,host@example.org,{times},No",
        f"read.ai meeting notes,,{times},Yes",
        f"13*****567,,{times},Yes",
        f"UN-Habitat Bob (Bob Madeup),,{times},Yes",
        f"Bob Madeup,,{later},Yes",
        f"iPhone,,{times},Yes",
        f"iPhone,,{later},Yes",
        f"One More,one@example.org,{times},Yes",
        f"One more,,{later},Yes",
        f"Ann (UNCTAD),,{times},Yes",
        f"Bo (UNCTAD),,{times},Yes",
    ]
    (workspace / "webinar-7.csv").write_text(block + HEADER + "\n".join(people), "utf-8")
    result = sstc("surveys", "import", "webinar-7.csv")
    assert "4 people: 4 new" in result.out
    assert "1 host or speaker, 1 note-taking program, 2 telephones or devices" in result.err
    assert kept(workspace) == [
        ("Bob Madeup", None, 40),
        ("One More", "one@example.org", 40),
        ("Ann (UNCTAD)", None, 30),
        ("Bo (UNCTAD)", None, 30),
    ]


def test_speakers_of_the_plan_are_not_the_audience(sstc: Sstc, workspace: Path) -> None:
    people = "people:\n  - {id: ada, name: Ada Example, email: ada@example.org}\n"
    alter(workspace, "\nwebinars:\n", f"\n{people}webinars:\n")
    alter_webinar(workspace, 7, "talk-1", "talk-1, speaker: ada")
    times = "2020-10-09 15:30:00,2020-10-09 16:00:00,30,"
    rows = f"Ada,ADA@example.org,{times}\nAda Example,,{times}\nBo,,{times}\n"
    assert attendances(sstc, workspace, rows)["new"] == 1
    assert kept(workspace) == [("Bo", None, 30)]


def test_presenters_attended_if_everybody_is_one(sstc: Sstc, workspace: Path) -> None:
    header = "Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
    times = "10/9/2020, 3:30:00 PM\t10/9/2020, 4:00:00 PM\t30m\t"
    rows = f"A\t{times}\tOrganizer\nB\t{times}\tPresenter\n"
    for more, people in (("", 1), (f"C\t{times}\tAttendee\n", 1)):
        file = workspace / f"webinar-{7 + bool(more)}.csv"
        file.write_text(header + rows + more, "utf-16")
        result = sstc("surveys", "import", file.name, "--yes", "--json")
        assert json.loads(result.out)["files"][0]["tables"][0]["new"] == people


def test_a_report_of_visits_is_never_a_survey(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "webinar-7.csv"
    file.write_text("Name,Email,Minutes\nOne,one@example.org,80\n", "utf-8")
    result = sstc("surveys", "import", file.name, "--survey", "exit")
    assert (result.status, "has no answers to the survey exit" in result.err) == (2, True)
    assert "import it without `--survey`" in result.err
    for header in ("Full name,E-mail,Joined at,Left at", "Person,Join time,Leave time"):
        file.write_text(f"{header}\nOne,one@example.org,15:30,16:00\n", "utf-8")
        for words in ((), ("--survey", "exit")):
            result = sstc("surveys", "import", file.name, *words)
            assert result.status == 3
            assert "looks like attendance, from a tool that sstc does not read" in result.err
            assert "the columns Name, Email and Minutes" in result.err


def test_the_webinar_may_be_the_first_column_of_attendance(sstc: Sstc, workspace: Path) -> None:
    (workspace / "visits.csv").write_text("Webinar,Name,Email,Minutes\n7,A,a@b.org,50\n", "utf-8")
    sstc("surveys", "import", "visits.csv", "--yes").gives(0)
    assert json.loads(sstc("surveys", "summary", "7", "--json").out)["attendance"]["persons"] == 1


def test_visits_of_another_day_need_a_yes(sstc: Sstc, workspace: Path) -> None:
    row = "A,,2020-10-02 15:30:00,2020-10-02 16:00:00,30,\n"
    (workspace / "webinar-7.csv").write_text(HEADER + row, "utf-8")
    sstc("surveys", "import", "webinar-7.csv").gives(
        2, "most visits (1 of 1) are not from the day of webinar 7, which is on 2020-10-09"
    )
    assert sstc("surveys", "import", "webinar-7.csv", "--yes").status == 0


def test_people_who_are_no_longer_in_a_report_are_named(sstc: Sstc, workspace: Path) -> None:
    times = "2020-10-09 15:30:00,2020-10-09 16:00:00,30,"
    attendances(sstc, workspace, f"A,,{times}\nB,,{times}\n")
    assert attendances(sstc, workspace, f"A,,{times}\n")["missing"] == [
        {"import_id": 1, "rows": [3]}
    ]


def told(workspace: Path) -> list[tuple[object, ...]]:
    """Return the names and minutes in the store, by row."""
    query = "SELECT name, minutes FROM attendances LEFT JOIN identities USING (person) ORDER BY row"
    return stored(workspace, query)


EVENTS = """Full Name\tUser Action\tTimestamp
Chloé\tJoined\t10/9/2020, 3:35:00 PM
Kwame\tJoined before\t10/9/2020, 3:30:00 PM
Chloé\tJoined\t10/9/2020, 3:50:00 PM
Chloé\tLeft\t10/9/2020, 4:00:00 PM
Chloé\tLeft\t10/9/2020, 5:00:00 PM
"""
FRENCH = """1. Résumé
Titre de la réunion\tWebinar 7

2. Participants
Nom\tPremière arrivée\tDernier départ\tDurée de la réunion\tE-mail\tID de participant (UPN)\tRôle
Hôte\t09/10/2020 15:20:00\t09/10/2020 17:05:00\t1 h 45 min\thost@b.example\t\tOrganisateur
Chloé\t09/10/2020 15:30:00\t09/10/2020 17:00:00\t1 h 20 min 5,4 s\tc@b.example\t\tParticipant
"""
UTC = """Name\tFirst Join (UTC)\tLast Leave (UTC)\tDuration\tEmail\tRole
Ann\t10/9/2020, 7:30:00 AM\t10/9/2020, 9:00:00 AM\t1h 30m\tann@b.example\tAttendee
"""
REGISTERED = """2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole\tRegistration Email
Ann\t10/9/20, 3:30:00 PM\t10/9/20, 5:00:00 PM\t1h 30m\t\tAttendee\tann@b.example
Bo\t\t\t0s\t\tAttendee\tbo@b.example
"""
ADD_ON = """* Webinar 7
S.No,Participant Name,First Seen,Time in Call
1,Ann,2020-10-09 15:30:12,01:20:00
"""
TENCENT = """用户昵称(入会昵称),首次入会时间,最后退会时间,累计参会时长
chloe(Chloé),2020-10-09 15:30:00,2020-10-09 16:25:00,55分钟
chloe(Chloé M.),2020-10-09 16:20:00,2020-10-09 17:00:00,40分钟
+1 2025550143(+1 2025550143),2020-10-09 15:30:00,2020-10-09 17:00:00,90分钟
(Bo),2020-10-09 15:30:00,2020-10-09 17:00:00,90分钟
样例(主持人),2020-10-09 15:20:00,2020-10-09 17:00:00,100分钟
"""
WEBEX = """Display Name,Role,Attendee Email,Join Time,Leave Time,Attendance Duration
Call-in User_2,Attendee,,2020-10-09 15:30:00,2020-10-09 17:00:00,90 mins
Ann,Attendee,ann@b.example,2020-10-09 15:30:00,2020-10-09 15:56:40,26 mins
Ann,Attendee,ann@b.example,2020-10-09 16:00:00,2020-10-09 16:26:40,26 mins
+41 79 000 00 00,Attendee,bo@b.example,2020-10-09 15:30:00,2020-10-09 17:00:00,90 mins
"""
QUOTED = """Display Name\tAttendee Email\tJoin Time\tLeave Time\tAttendance Duration
="Ann"\t="ann@b.example"\t="2020-10-09 15:30:00"\t="2020-10-09 16:30:00"\t="60 mins"
="41795550****"\t=""\t="2020-10-09 15:30:00"\t="2020-10-09 16:30:00"\t="60 mins"
"""


LIST = """Name,Email,Minutes
Ann,ann@b.example,50
Bo,bo@b.example,
Ann,ann@b.example,30
Cy,cy@b.example,-5
"""


@pytest.mark.parametrize(("report", "people"), [
    (LIST, [("Ann", 80), ("Bo", 0), ("Cy", 0)]),
    (EVENTS, [("Chloé", 85), ("Kwame", 90)]),
    (FRENCH, [("Chloé", 80)]),
    (UTC, [("Ann", 90)]),
    (ADD_ON, [("Ann", 80)]),
    (REGISTERED, [("Ann", 90)]),
    (TENCENT, [("Chloé", 90), ("Bo", 90)]),
    (WEBEX, [("Ann", 53), (None, 90)]),
    (QUOTED, [("Ann", 60)]),
])  # fmt: skip
def test_each_report_has_the_people_and_minutes_of_its_tool(
    sstc: Sstc, workspace: Path, report: str, people: list[tuple[object, ...]]
) -> None:
    code = "utf-16" if "\t" in report else "utf-8"
    (workspace / "webinar-7.csv").write_text(report, code)
    result = sstc("surveys", "import", "webinar-7.csv", "--yes")
    assert result.status == 0, result
    assert told(workspace) == people
    lacks = "`Minutes` is blank or negative in rows 3, 5: counted as present, with 0 minutes"
    assert (lacks in result.err) == (report is LIST)
    assert "0143" not in result.out + result.err
