"""The day of a message: asked about before it, and the duty that it settles."""

import json
import sys
from pathlib import Path

import pytest
from conftest import Sstc, alter
from mail_office import found_office, prepared, register, send
from prepared import account, sending
from sqlalchemy import update

from sstc_cli.store import SqliteFile, Store
from sstc_cli.store.schema import MAILS

EARLY = "`reminder` of webinar 7 is due on 2020-10-08, and today is 20 days earlier"
LINK = "  - {id: link, name: Send the link, due: 1 day before, message: reminder}\n"


@pytest.fixture
def office(workspace: Path, sstc: Sstc) -> Path:
    found_office(workspace)
    alter(workspace, "\ndeadlines:\n", f"\ndeadlines:\n{LINK}", count=1)
    register(sstc, workspace)
    return workspace


def answering(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Let somebody answer these words at a terminal."""
    answers = iter(words)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("typer._click.termui.visible_prompt_func", lambda _="": next(answers))


def test_a_reminder_before_its_day_is_asked_about(sstc, office, monkeypatch) -> None:
    day = ("--today", "2020-09-18")
    sstc("mail", "prepare", "reminder", 7, *day).gives(
        0, f"warning: {EARLY}: `sstc mail send` asks"
    )
    with sending(office) as server:
        words = ("mail", "send", "reminder", *day)
        sstc(*words).gives(0, f"warning: {EARLY}\n")
        sstc(*words, "--send", "--yes", 5).gives(2, f"{EARLY}, so nothing was sent", "`--early`")
        with monkeypatch.context() as terminal:
            answering(terminal, "n")
            sstc(*words, "--send", "--yes", 5).gives(2, "nothing was sent")
            assert not server.accepted
            answering(terminal, "y")
            sstc(*words, "--send", "--yes", 5).gives(0, out="sent 5 mails\n")
    with Store(SqliteFile(office / ".sstc" / "store.sqlite")).writing() as ledger:
        ledger.execute(update(MAILS).values(at=1_600_000_000))  # the clock of 2020-09-13
    early = sstc("mail", "prepare", "reminder", 7, "--today", "2020-09-19").gives(0)
    assert "since" not in early.err, "nothing is to be done before the day of the message"
    again = sstc("mail", "prepare", "reminder", 7, "--today", "2020-10-08").gives(
        0, "5 people have `reminder` since 2020-09-18, but its day is 2020-10-08", "`--again`"
    )
    assert "then run `sstc mail send" not in again.err
    twice = prepared(sstc, "reminder", 7, "--again", "on-its-day")
    account(office, 1)
    sstc("mail", "send", twice, "--today", "2020-10-08").gives(0, shows="would send 5", lacks="due")


def test_another_today_is_the_day_of_a_mail(sstc: Sstc, office: Path) -> None:
    day = ("--today", "2020-10-08")
    batch = sstc("mail", "prepare", "reminder", 7, *day).gives(0).out.strip()
    send(office, batch)  # by the clock of 2020-09-13
    again = sstc("mail", "prepare", "reminder", 7, *day).gives(0, "nothing is left to send")
    assert "since" not in again.err
    sstc("due", "--all", *day).gives(1, shows="Send the link, sent on 2020-10-08")


def test_what_looks_back_waits_for_the_end(sstc: Sstc, office: Path) -> None:
    look = "`recording` looks back at webinar 7, which is not over: it is due on 2020-10-12"
    words = ("mail", "prepare", "recording", 7, "--to", "registered", "--today")
    sstc(*words, "2020-10-08").gives(2, look, "so nothing was prepared", "add `--early`", out="")
    sstc(*words, "2020-10-09").gives(0, "`recording` of webinar 7 is due on 2020-10-12")
    sstc(*words, "2020-10-08", "--early").gives(0)
    sstc("mail", "export", "recording").gives(0, lacks="due")  # long over by the real clock


def test_a_sent_message_settles_its_duty(sstc: Sstc, office: Path) -> None:
    batch, day = prepared(sstc, "reminder", 7), ("--today", "2020-10-08")
    words = ("mail", "send", batch, "--send", "--yes", 5, *day)
    with sending(office):
        first = sstc(*words, "--limit", 4).gives(0)
        assert standing(sstc, *day) == ("today", None) and "duty" not in first.err
        sstc(*words).gives(0, "the deadline `link` of webinar 7 is done")
    assert standing(sstc, *day)[0] == "done"
    for language, said in (("en", "Send the link, sent on"), ("zh", "已发送")):
        sstc("due", "--all", "--language", language, *day).gives(1, shows=said)
    assert '"sent": "20' in sstc("due", "--all", "--json", *day).out
    sstc("status", *day).gives(0, shows="Send the link (webinar 8)", hides="link (webinar 7)")
    sstc("schedule", "move", 7, "--time", "16:00", *day).gives(0)
    assert standing(sstc, *day) == ("today", None)
    (office / ".sstc" / "store.sqlite").write_bytes(b"not a store")
    broken = sstc("due", *day)
    assert "warning: what was sent by mail is not counted: " in broken.err


def test_who_registers_later_opens_the_duty_again(sstc: Sstc, office: Path) -> None:
    day = ("--today", "2020-10-08")
    send(office, prepared(sstc, "reminder", 7))
    assert standing(sstc, *day)[0] == "done"
    late = ("Yes, I agree", "Late One", "late@example.org", "Ghana", "Private company", "English")
    register(sstc, office, [late])
    assert standing(sstc, *day)[0] == "today"
    said = "`reminder` of webinar 7 was sent; 1 person on its list has none: `sstc mail prepare"
    assert said in sstc("due", *day).err and said in sstc("status", *day).err
    assert standing(sstc, "--today", "2020-10-12")[0] == "done", "it can reach nobody any more"
    send(office, prepared(sstc, "reminder", 7))
    assert standing(sstc, *day)[0] == "done"


def standing(sstc: Sstc, *day: str) -> tuple[str, str | None]:
    listed = json.loads(sstc("due", "--all", "--json", *day).out)["due"]
    (found,) = (duty for duty in listed if (duty["id"], duty["webinar"]) == ("link", 7))
    return found["standing"], found["done"]
