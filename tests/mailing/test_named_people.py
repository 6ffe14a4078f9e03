"""`sstc mail prepare --to`: one person, also once more, and speakers who still owe something."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from conftest import Sstc, alter
from mail_office import found_office, mails_in, prepared, register, send, write_rows

DAY = ("--today", "2020-09-18")


@pytest.fixture
def office(sstc: Sstc, workspace: Path) -> Path:
    found_office(workspace)
    sstc("release", "publish", "plan", "--today", "2020-09-01").gives(0)
    register(sstc, workspace)
    return workspace


def test_one_person_gets_a_message_once_more(sstc: Sstc, office: Path) -> None:
    send(office, first := prepared(sstc, "confirmation", 7))
    again = prepared(sstc, "confirmation", 7, "--to", "Ama@example.org")
    assert again != first and mails_in(office, again).keys() == {"ama@example.org"}
    send(office, again)
    said = sstc("mail", "prepare", "confirmation", 7, "--to", "ama@example.org", *DAY).gives(0)
    assert "nothing is left to send" in said.err  # once a day without another name
    prepared(sstc, "confirmation", 7, "--to", "ama@example.org", "--again", "third")
    nobody = ("confirmation", 7, "--to", "jane@example.org")
    sstc("mail", "prepare", *nobody, *DAY).gives(
        1, "no recipient of `confirmation` has this address"
    )


def test_an_invitation_goes_to_anybody_who_can_unsubscribe(sstc: Sstc, office: Path) -> None:
    contacts = write_rows(office / "contacts.xlsx", [("E-mail",), ("jane@example.org",)])
    send(office, first := prepared(sstc, "invitation", 7, "--to", contacts))
    again = prepared(sstc, "invitation", 7, "--to", "jane@example.org")
    assert again != first and mails_in(office, again).keys() == {"jane@example.org"}
    sstc("mail", "stop", "jane@example.org", *DAY).gives(0)
    other = ("invitation", 8, "--to", "jane@example.org", "--new-webinar")
    sstc("mail", "prepare", *other, *DAY).gives(1, "unsubscribed")
    registered = ("mail", "prepare", "invitation", 7, "--to", "ama@example.org", *DAY)
    sstc(*registered).gives(
        2, "`invitation` is not for this person (registered already)", "`--yes`"
    )
    assert mails_in(office, sstc(*registered, "--yes").gives(0).out.strip())


def test_one_person_gets_the_language_of_earlier(sstc: Sstc, office: Path) -> None:
    rows = [("E-mail", "Language"), ("jane@example.org", "zh")]
    contacts = write_rows(office / "contacts.xlsx", rows)
    send(office, prepared(sstc, "invitation", 7, "--to", contacts))
    for number, address in ((7, "jane"), (8, "jane"), (8, "wang")):  # who registered for webinar 7
        words = ("mail", "prepare", "invitation", number, "--to", f"{address}@example.org", *DAY)
        (mail,) = mails_in(office, sstc(*words, "--new-webinar").gives(0).out.strip()).values()
        assert mail["Content-Language"] == "zh"


def test_speakers_who_still_owe_something(sstc: Sstc, office: Path) -> None:
    alter(
        office,
        "messages:\n",
        "messages:\n  - {id: brief, document: speaker-brief, to: [speakers]}\n",
    )
    own = "  - {id: wanjiru, name: Wanjiru Kamau, biography: Plans trade.,"
    alter(office, "  - {id: wanjiru, name: Wanjiru Kamau,", own)
    batch = prepared(sstc, "brief", 7, "--to", "speakers-missing:biography")
    assert mails_in(office, batch).keys() == {"li@example.org"}
    both = prepared(sstc, "brief", 7, "--to", "speakers-missing:picture")
    assert mails_in(office, both).keys() == {"li@example.org", "wanjiru@example.org"}
    wrong = ("brief", 7, "--to", "speakers-missing:slidse")
    sstc("mail", "prepare", *wrong, *DAY).gives(2, "speakers cannot owe `slidse`")


def test_who_has_not_answered(sstc: Sstc, office: Path) -> None:
    rows = "email,content,consent\nama@example.org,5,yes\n"
    Path("exit-webinar-7.csv").write_text(rows, "utf-8")
    sstc("surveys", "import", "exit-webinar-7.csv", "--today", "2020-10-12").gives(0)
    said = sstc("surveys", "missing", "exit", 7).gives(
        0, "2 of 3 people have not answered `exit` about webinar 7\n"
    )
    assert said.out == ".sstc/missing-exit-7.xlsx\n"
    reminding = ("mail", "prepare", "exit-survey", "7", "--to", "registered", "--again", "reminder")
    assert f"`sstc {' '.join(reminding)}` reminds them\n" in said.err

    def listed() -> list[str]:
        book = openpyxl.load_workbook(".sstc/missing-exit-7.xlsx")
        return [row[0] for row in book.active.values][1:]

    assert listed() == ["kofi@example.org", "wang@example.org"]
    sstc(*reminding, "--today", "2020-10-13").gives(0)
    assert sorted(mails_in(office, "exit-survey-*")) == listed()
    visits = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"
    times = "2020-10-09 15:30:00,2020-10-09 16:00:00,30,Yes\n"
    Path("visits.csv").write_text(
        f"{visits}Wang,wang@example.org,{times}Eve,eve@example.org,{times}"
    )
    sstc("surveys", "import", "visits.csv", "--webinar", 7, "--today", "2020-10-13").gives(0)
    sstc("surveys", "forget", "kofi@example.org", "--yes").gives(0)
    told = "2 of 3 people have not answered `exit` about webinar 7\n"
    said = sstc("surveys", "missing", "exit", 7).gives(0, told)
    reminding = ("mail", "prepare", "exit-survey", "7", "--again", "reminder")
    assert f"`sstc {' '.join(reminding)}` reminds them\n" in said.err
    shutil.rmtree(office / ".sstc" / "outbox")
    sstc(*reminding, "--today", "2020-10-13").gives(0)
    assert sorted(mails_in(office, "exit-survey-*")) == listed()
    assert listed() == ["eve@example.org", "wang@example.org"]  # absent ones count, too
    sstc("surveys", "missing", "registration", 7).gives(2, "answered when people register")
    sstc("surveys", "missing", "exit", 8).gives(1, "no attendance of webinar 8")
