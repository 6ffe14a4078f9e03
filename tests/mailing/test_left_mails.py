"""`sstc todo` and `sstc mail due`: mails that are due or wait, and people with an old plan."""

import json
from pathlib import Path

import pytest
from conftest import Sstc, alter
from mail_office import (
    REGISTERED,
    entry_of,
    found_office,
    mails_in,
    prepared,
    register,
    send,
    write_rows,
)

from sstc_cli.store import store

WEBINAR = "webinars[sustainable-logistics]"
DAY = "2020-10-08"  # on which the reminder of webinar 7 is due


@pytest.fixture
def office(sstc: Sstc, workspace: Path) -> Path:
    found_office(workspace)
    register(sstc, workspace)
    return workspace


def left(sstc: Sstc, day: str = DAY, number: int = 7) -> list[tuple[str, str]]:
    found = json.loads(sstc("todo", "--json", "--today", day).gives(0).out)["left"]
    return [(task["text"], task["command"]) for task in found
            if task["kind"] in ("mail", "due") and task["webinar"] == number]  # fmt: skip


def test_a_message_is_due_waits_and_is_sent(sstc: Sstc, office: Path) -> None:
    def of_reminder(day: str = DAY) -> list[tuple[str, str]]:
        return [task for task in left(sstc, day) if "reminder" in task[0]]

    assert of_reminder("2020-10-07") == []
    due = "the message `reminder` of webinar 7 is due since 2020-10-08"
    assert of_reminder() == [(due, "sstc mail prepare reminder 7")]
    said = sstc("mail", "due", "--today", DAY)
    assert f"{due}: `sstc mail prepare reminder 7`\n" in said.err
    assert mails_in(office, "reminder-*").keys() > {"ama@example.org", "wang@example.org"}
    (batch,) = [path.name for path in (office / ".sstc" / "outbox").glob("reminder-*")]
    (waiting,) = of_reminder()
    assert waiting[1] == f"sstc mail send {batch}" and "wait to be sent" in waiting[0]
    send(office, batch)
    assert of_reminder() == []
    duties = json.loads(sstc("todo", "--json", "--today", DAY).out)["left"]
    assert not [task for task in duties if "join" in task["command"]]


def test_people_with_an_earlier_plan_come_first(sstc: Sstc, office: Path) -> None:
    batch = prepared(sstc, "confirmation", 7)
    send(office, batch, but="kofi@example.org")
    day = "2020-09-18"
    before = left(sstc, day)
    assert (f"1 mail of `{batch}` waits to be sent", f"sstc mail send {batch}") in before
    sstc("schedule", "move", 7, "--time", "16:00", "--today", day).gives(0)
    first, *others = left(sstc, day)
    assert first == ("2 people have an earlier plan of webinar 7", "sstc mail prepare change 7")
    assert "sstc due done registration 7\n" in sstc("todo", "--all", "--today", day).out
    stale = f"1 mail of `{batch}` cannot be sent, because the plan has changed"
    assert (stale, "sstc mail prepare confirmation 7") in others
    prepared(sstc, "confirmation", 7)
    notice = prepared(sstc, "change", 7)
    texts = [text for text, _ in left(sstc, day)]
    assert not [text for text in texts if "earlier plan" in text or "has changed" in text]
    send(office, notice)
    assert not [text for text, _ in left(sstc, day) if "earlier" in text or notice in text]


def test_a_full_outbox_is_read_over_as_few_connections_as_one_batch(
    sstc: Sstc, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    transaction = store.transaction
    monkeypatch.setattr(
        store, "transaction", lambda *a, **k: opened.append(1) or transaction(*a, **k)
    )

    def connections() -> int:
        opened.clear()
        left(sstc)
        return len(opened)

    prepared(sstc, "confirmation", 7)
    of_one = connections()
    for number in (8, 9):
        register(sstc, office, number=number)
        prepared(sstc, "confirmation", number)
    assert connections() == of_one


def test_who_registers_after_the_confirmations_needs_one(sstc: Sstc, office: Path) -> None:
    lacks = ("the message `confirmation` of webinar 7 is due: 1 person on its list has none",
             "sstc mail prepare confirmation 7")  # fmt: skip
    send(office, prepared(sstc, "confirmation", 7))
    assert lacks not in left(sstc, "2020-09-18")
    agrees, _, _, *others = REGISTERED[0]
    register(sstc, office, [*REGISTERED, (agrees, "Zoe", "zoe@example.org", *others)])
    assert lacks in left(sstc, "2020-09-18")
    assert lacks not in left(sstc, "2020-10-10")  # it is over


def test_whom_no_mail_has_told_hears_of_another_hour_or_speaker(sstc: Sstc, office: Path) -> None:
    day, told = "2020-09-18", "sstc mail prepare change 7"

    def notice(*change: str) -> set[str]:
        """Change the plan, tell all whom that concerns, and return them."""
        sstc(*change, "--today", day).gives(0)
        (text,) = (text for text, command in left(sstc, day) if command == told)
        batch = prepared(sstc, "change", 7)
        found = {*mails_in(office, batch)} - {"office@example.org"}
        assert text == f"{len(found)} people have an earlier plan of webinar 7"
        assert told not in dict(left(sstc, day)).values()  # it waits to be sent
        send(office, batch)
        assert told not in dict(left(sstc, day)).values()
        return found

    sstc("release", "publish", "plan", "--today", day).gives(0)
    registered = {"ama@example.org", "wang@example.org", "kofi@example.org"}
    of_plan = {"wanjiru@example.org", "li@example.org"}
    assert notice("schedule", "move", "7", "--time", "16:00") == registered | of_plan
    changed = notice("schedule", "set", f"{WEBINAR}.talks[talk-1].speaker", "ana")
    assert {"wanjiru@example.org", "ana@example.org"} <= changed
    assert "li@example.org" not in changed
    register(sstc, office, number=8)
    sstc("schedule", "move", "--from", 7, "--time", "17:00", "--today", day).gives(0)
    said = "1. People have an earlier plan of webinars 7, 8\n   sstc mail due\n"
    assert sstc("todo", "--today", day).out.startswith(said)
    sstc("undo", "--yes").gives(0)
    sstc("schedule", "set", f"{WEBINAR}.summary", "What we learn", "--today", day).gives(0)
    assert told not in dict(left(sstc, day)).values()


def test_waiting_mails_that_say_less_or_otherwise_are_not_sent(sstc: Sstc, office: Path) -> None:
    def changed(path: str, value: str, day: str, *words: str) -> list[str]:
        """Prepare mails before and after a change, and return the batches."""
        named = ("mail", "prepare", *words, "--today", day)
        before = sstc(*named).gives(0).out.strip()
        sstc("schedule", "set", path, value, "--today", day).gives(0)
        stale = f"mails of `{before}` cannot be sent, because the plan has changed"
        commands = [command for text, command in left(sstc, day) if text.endswith(stale)]
        assert commands == [f"sstc mail prepare {words[0]} 7"]
        told = "webinar 7 has changed since this batch was prepared, so nothing was sent"
        sstc("mail", "send", before, "--today", day).gives(1, told)
        after = sstc(*named).gives(0).out.strip()
        assert (f"sstc mail send {after}") in dict(left(sstc, day)).values()
        return [before, after]

    before, after = changed(f"{WEBINAR}.talks[talk-1].speaker", "ana", DAY, "agenda", "7")
    assert before != after
    before, after = changed(f"{WEBINAR}.summary", "What we learn", DAY, "reminder", "7")
    assert before == after  # a reminder has no summary
    recording, day = ("recording", "7", "--to", "registered"), "2020-10-13"
    changed(f"{WEBINAR}.recording", "https://example.org/recording", day, *recording)
    changed("webinars[7].title.en", "The next one", day, *recording)


def test_a_message_that_will_be_too_late_comes_before_what_can_wait(
    sstc: Sstc, office: Path
) -> None:
    listed = sstc("todo", "--all", "--today", "2020-10-10").gives(0).out
    said = ("No attendance", "The message `exit-survey`", "No answers", "The message `recording`")
    places = [*map(listed.index, said)]
    assert places == sorted(places)
    evening = sstc("todo", "--all", "--today", "2020-10-09").gives(0).out
    attendance = evening.index("No attendance yet: webinars 1, 2, 3, 4, 5, 6, 7\n")
    assert attendance < evening.index("The message `exit-survey`")


def test_a_duty_done_by_hand_settles_its_message(sstc: Sstc, office: Path) -> None:
    agenda = ("the message `agenda` of webinar 7 is due since 2020-10-02",
              "sstc mail prepare agenda 7")  # fmt: skip
    found = json.loads(sstc("todo", "--json", "--today", DAY).out)["left"]
    assert agenda in left(sstc)
    assert not [task for task in found if task["command"] == "sstc due done agenda 7"]  # once
    sstc("due", "done", "agenda", 7, "--today", DAY).gives(0)
    assert agenda not in left(sstc)


def test_a_mail_to_one_person_leaves_the_message_due(sstc: Sstc, office: Path) -> None:
    def of(message: str) -> list[str]:
        return [text for text, _ in left(sstc) if f"`{message}" in text]

    send(office, prepared(sstc, "invitation", 7, "--to", "jane@example.org"))
    batches = [prepared(sstc, "agenda", 7, "--to", f"{name}@example.org") for name in ("ama", "li")]
    due = "is due since {}: {}".format
    asked = due("2020-09-18", "only people whom you named have it")
    assert of("invitation") == [f"the message `invitation` of webinar 7 {asked}"]
    asked = due("2020-10-02", "3 people on its list have none")
    assert {*of("agenda")} == {
        f"the message `agenda` of webinar 7 {asked}",
        *(f"1 mail of `{batch}` waits to be sent" for batch in batches),
    }
    sstc("mail", "due", "--today", DAY)
    (waiting,) = of("agenda")
    assert waiting.startswith("5 mails of `agenda-")
    contacts = write_rows(office / "contacts.xlsx", [("E-mail",), ("one@example.org",)])
    send(office, prepared(sstc, "invitation", 7, "--to", contacts))
    assert of("invitation") == []


def test_who_has_an_earlier_link_is_told_of_the_link(sstc: Sstc, office: Path) -> None:
    day = "2020-09-18"

    def misled() -> list[tuple[str, str]]:
        return [task for task in left(sstc, day) if "earlier" in task[0]]

    send(office, prepared(sstc, "confirmation", 7))
    alter(office, "join/secret-7", "join/other-7")
    link = ("3 people have an earlier link to join webinar 7",
            "sstc mail prepare join-link-change 7")  # fmt: skip
    assert misled() == [link]
    assert f"`{link[1]}`" in sstc("mail", "status").err
    sstc("schedule", "move", 7, "--time", "16:00", "--today", day).gives(0)
    plan = ("3 people have an earlier plan of webinar 7", "sstc mail prepare change 7")
    assert misled() == [link, plan]
    prepared(sstc, "change", 7, "--to", "ama@example.org")
    assert misled() == [link, plan]  # the others still have nothing
    sstc("mail", "due", "--today", day)  # both are drafts, and are not sent
    assert misled() == []
    for message in ("change", "join-link-change"):
        send(office, prepared(sstc, message, 7))
    assert misled() == []


def test_a_link_in_the_entry_of_a_notice_is_an_earlier_link_too(sstc: Sstc, office: Path) -> None:
    day = "2020-09-18"
    sstc("release", "publish", "plan", "--today", "2020-09-17").gives(0)
    sstc("calendar", "export", 7, "--request", "--to", "guest@example.org").gives(0)
    contacts = write_rows(office / "contacts.xlsx", [("E-mail",), ("late@example.org",)])
    send(office, prepared(sstc, "invitation", 7, "--to", contacts))
    register(sstc, office, [(*REGISTERED[0][:2], "late@example.org", *REGISTERED[0][3:])])
    sstc("schedule", "move", 7, "--time", "16:00", "--today", day).gives(0)
    notice = prepared(sstc, "change", 7)
    entries = {
        who for who, mail in mails_in(office, notice).items() if "secret-7" in entry_of(mail)
    }
    assert entries == {"late@example.org", "guest@example.org"}
    asked = "send them to these guests again"
    assert asked in sstc("todo", "--all", "--today", day).out
    send(office, notice)
    assert asked not in sstc("todo", "--all", "--today", day).out  # the notice had their entry
    alter(office, "join/secret-7", "join/other-7")
    assert asked in sstc("todo", "--all", "--today", day).out
    link = ("1 person has an earlier link to join webinar 7",
            "sstc mail prepare join-link-change 7")  # fmt: skip
    assert link in left(sstc, day)  # of the guest, only the file of the invitation is out of date
    send(office, prepared(sstc, "join-link-change", 7))
    assert not [text for text, _ in left(sstc, day) if "earlier link" in text]


def test_a_message_without_its_matter_asks_for_it_first(sstc: Sstc, office: Path) -> None:
    day = "2020-10-13"
    lack = "neither a `recording` nor `materials` is there yet"
    tasks = {text: command for text, command in left(sstc, day) if "`recording` of" in text}
    (text, command), *_ = tasks.items()
    assert text.endswith(f", but {lack}") and command.startswith("sstc schedule set ")
    due = sstc("mail", "due", "--today", day)
    assert "recording" not in due.out and f"{lack}: `{command}`" in due.err
    words = command.removeprefix("sstc ").replace('"', "").replace("URL", "https://example.org/r")
    sstc(*words.split(), "--today", day).gives(0)
    assert ("recording", "7") in {
        tuple(command.split()[3:5]) for text, command in left(sstc, day) if "`recording`" in text
    }
