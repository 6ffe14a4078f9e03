"""`sstc due` lists what is due, and `sstc due done` records what is done."""

import json
from pathlib import Path

import pytest
from conftest import Sstc, alter, alter_webinar

TODAY = ("--today", "2020-10-09")
OWN = """
  - id: meeting
    name: Meeting of the organisers
    due: every 2 weeks on Monday
  - {id: account, name: Account to the donor, due: 2020-12-31}

surveys:
"""


def data(workspace: Path) -> Path:
    return workspace / "data" / "webinars.yaml"


@pytest.fixture
def own(workspace: Path) -> Path:
    """Return the data file, with deadlines of the series as a whole."""
    file = data(workspace)
    alter(file, "\nsurveys:\n", OWN.removeprefix("\n"), count=1)
    return file


def listed(sstc: Sstc, *words: str) -> list[tuple[str, str, int | None]]:
    document = json.loads(sstc("due", *words, "--json").out)
    return [(deadline["day"], deadline["id"], deadline["webinar"]) for deadline in document["due"]]


def test_the_list_in_english_and_chinese(sstc: Sstc, golden) -> None:
    result = sstc("due", "--week", *TODAY).gives(1)
    golden(result.out, "due.txt")
    assert result.err == "when it is done, record it: `sstc due done exit-survey 1`\n"
    out = sstc("due", "--today", "2020-07-25", "--language", "zh").out
    assert out.splitlines()[0] == "周六 2020-07-25：逾期 1 项，一周内到期 2 项"


@pytest.mark.parametrize(
    ("today", "status", "says"),
    [
        ("2020-07-01", 0, "nothing is due; next, on Fri 2020-07-24: Open the registration"),
        ("2020-07-17", 0, "1 due within a week"),
        ("2020-07-24", 0, "1 due today, 2 due within a week"),
        ("2020-07-25", 1, "1 overdue, 2 due within a week"),
    ],
)
def test_overdue_is_status_1(sstc: Sstc, today: str, status: int, says: str) -> None:
    result = sstc("due", "--today", today).gives(status)
    assert says in result.out.replace("\n", " ")


def test_only_what_is_asked_for_and_nothing_of_a_cancelled_webinar(sstc: Sstc) -> None:
    today = ("--today", "2020-07-24")
    assert listed(sstc, *today) == [("2020-07-24", "registration", 1)]
    week = [("2020-07-31", "speakers", 1), ("2020-07-31", "registration", 2)]
    assert listed(sstc, "--week", *today) == [("2020-07-24", "registration", 1), *week]
    assert len(listed(sstc, "--all", *today)) == 15 * 6
    assert sstc("schedule", "cancel", "1", "--reason", "x", "--today", "2020-07-20").status == 0
    assert all(webinar != 1 for _, _, webinar in listed(sstc, "--all", *TODAY))
    sstc("due", "done", "agenda", "1", *TODAY).gives(2, "nothing is due for it")


def test_no_deadlines(sstc: Sstc, workspace: Path) -> None:
    file = data(workspace)
    text = file.read_text(encoding="utf-8")
    start, end = text.index("deadlines:"), text.index("surveys:")
    file.write_text(text[:start] + text[end:], encoding="utf-8")
    sstc("due", *TODAY).gives(0, shows="no deadlines: add")


def test_done_and_taken_back(sstc: Sstc, workspace: Path) -> None:
    before = data(workspace).read_bytes()
    result = sstc("due", "done", "agenda", "7", "--on", "2020-10-01", *TODAY).gives(0)
    assert result.out == "`agenda` of webinar 7 is done, on 2020-10-01\n"
    assert ("2020-10-02", "agenda", 7) not in listed(sstc, *TODAY)
    assert "done on 2020-10-01" in sstc("due", "--all", *TODAY).out
    assert "Send the detailed agenda, done on" in sstc("schedule", "show", "7").out
    assert sstc("due", "done", "speakers", "7", *TODAY).status == 0
    assert b"      agenda: 2020-10-01\n      speakers: 2020-10-09\n" in data(workspace).read_bytes()
    assert sstc("validate", *TODAY).status == 0
    for name in ("agenda", "speakers"):
        assert sstc("due", "done", name, "7", "--undo", *TODAY).status == 0
    assert data(workspace).read_bytes() == before


def test_done_twice_is_refused_also_when_the_webinar_has_moved(sstc: Sstc, workspace: Path) -> None:
    sstc("due", "done", "agenda", "7", *TODAY)
    before = data(workspace).read_bytes()
    result = sstc("due", "done", "agenda", "7", *TODAY).gives(2)
    assert result.err.startswith("error: `agenda` of webinar 7 is already done, on 2020-10-09\n")
    assert data(workspace).read_bytes() == before
    sstc("schedule", "move", "7", "--time", "16:00", *TODAY)
    assert all(deadline[1:] != ("agenda", 7) for deadline in listed(sstc, *TODAY))


def test_the_series_as_a_whole(sstc: Sstc, own: Path) -> None:
    assert listed(sstc, "--today", "2020-09-08")[:1] == [("2020-08-14", "exit-survey", 1)]
    assert ("2020-09-07", "meeting", None) in listed(sstc, "--today", "2020-09-08")
    done = sstc("due", "done", "meeting", "--today", "2020-08-25")
    assert (done.status, done.err.partition("\n")[0]) == (
        0,
        "`meeting` of 2020-08-24 is the first open one",
    )
    before = own.read_bytes()
    early = sstc("due", "done", "meeting", "--today", "2020-08-26")
    assert (early.status, own.read_bytes()) == (2, before)
    assert early.err == (
        "error: `meeting` is not due before 2020-09-07\n"
        "help: add the day to record it early: `sstc due done meeting 2020-09-07`\n"
    )
    assert sstc("due", "done", "meeting", "2020-09-21", "--today", "2020-09-21").status == 0
    assert sstc("due", "done", "account", *TODAY).status == 0
    text = own.read_text(encoding="utf-8")
    assert "    done:\n      2020-08-24: 2020-08-25\n      2020-09-21: 2020-09-21\n" in text
    assert "due: 2020-12-31, done: {2020-12-31: 2020-10-09}}" in text
    assert [deadline for deadline in listed(sstc, *TODAY) if deadline[2] is None] == [
        ("2020-09-07", "meeting", None),
        ("2020-10-05", "meeting", None),
    ]
    undone = sstc("due", "done", "meeting", "--undo", *TODAY)
    assert undone.err.startswith("`meeting` of 2020-09-21 is the last done one\n")
    assert "2020-09-21" not in own.read_text(encoding="utf-8")
    assert sstc("validate", "--today", "2020-10-09").status == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("agend", "7"), "did you mean `agenda`?"),
        (("agenda",), "a webinar's number is required"),
        (("agenda", "2020-10-09"), "a webinar's number is required"),
        (("agenda", "99"), "webinar 99 does not exist"),
        (("agenda", "seven"), "is not a webinar's number or a day"),
        (("agenda", "7", "--on", "2020-10-10"), "is in the future"),
        (("agenda", "7", "--undo"), "`agenda` of webinar 7 is not done"),
        (("meeting", "7"), "is not due for a webinar"),
        (("meeting", "2020-08-25"), "it is due on 2020-08-24, 2020-09-07"),
        (("meeting", "--undo"), "was never done"),
    ],
)
def test_wrong_usage(sstc: Sstc, own: Path, words: tuple[str, ...], says: str) -> None:
    before = own.read_bytes()
    sstc("due", "done", *words, *TODAY).gives(2, says, out="")
    assert own.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("due", "--all"), "  Fri 2020-08-28  report 1         Send the evaluation\n"
         "                                   report\n"),
        (("schedule", "show", 7), "  Fri 2020-10-23  Send the evaluation report, done on\n"
         "                  2020-10-24\n"),
    ],
)  # fmt: skip
def test_a_long_name_goes_on_below_its_beginning(sstc, workspace, monkeypatch, words, line) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    sstc("due", "done", "report", 7, "--on", "2020-10-24", "--today", "2020-10-25")
    assert line in sstc(*words).out
    monkeypatch.setenv("COLUMNS", "40")
    assert "Send the evaluation report" in " ".join(sstc(*words).out.split())


def test_a_task_for_speakers_is_due_only_where_somebody_speaks(sstc: Sstc, workspace: Path) -> None:
    slides = "\ndeadlines:\n  - {id: slides, name: Slides, for: speakers, due: 7 days before}\n"
    people = "\npeople: [{id: ana, name: Ana, zone: America/Santiago}]\n\nwebinars:\n"
    alter(workspace, "\ndeadlines:\n", slides, "\nwebinars:\n", people)
    alter_webinar(workspace, 7, "{id: talk-1}", "{id: talk-1, title: Ports, speaker: ana}")

    def webinars(command: str) -> list[int]:
        result = json.loads(sstc(command, "--json", "--today", "2020-10-02").out)
        return [duty["webinar"] for duty in result["due"] if duty["id"] == "slides"]

    assert webinars("due") == [7]
    assert webinars("status") == [7]
    assert "Slides" not in sstc("schedule", "show", 8).out
    sstc("due", "done", "slides", 8, "--today", "2020-10-02")
    assert "Slides" in sstc("schedule", "show", 8).out, "what is done stays"
