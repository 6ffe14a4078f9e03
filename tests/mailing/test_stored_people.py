"""The people in the store: who registered, who was there, and who has answered."""

from pathlib import Path

from conftest import Sstc, alter, write_csv
from mail_office import found_office, mails_in, prepared, register, reported, text_of, write_rows

_TIMES = ("10/09/2020 03:31:00 PM", "10/09/2020 04:58:00 PM", "87", "Yes")
ATTENDED = [
    ("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)",
     "Guest"),
    ("Ama Owusu", "ama@example.org", *_TIMES),
    ("王小明", "", *_TIMES),
    ("Walk-in", "walkin@example.org", *_TIMES),
]  # fmt: skip


def attend(sstc: Sstc, workspace: Path) -> None:
    file = write_csv(workspace / "participants.csv", *ATTENDED)
    sstc("surveys", "import", file, "--webinar", 7, "--dates", "mdy").gives(0)


def test_thanks_to_those_who_were_there_and_regrets_to_the_rest(sstc, workspace) -> None:
    office = found_office(workspace)
    register(sstc, office)
    attend(sstc, office)
    assert reported(sstc, "exit-survey", 7, today="2020-10-10")["count"] == 4
    texts = {address: text_of(mail) for address, mail in mails_in(office).items()}
    subjects = {address: str(mail["Subject"]) for address, mail in mails_in(office).items()}
    assert {*texts} == {
        "ama@example.org", "wang@example.org", "kofi@example.org", "walkin@example.org",
    }  # fmt: skip
    assert subjects["ama@example.org"] != subjects["kofi@example.org"]
    assert "miss" in texts["kofi@example.org"].lower()
    assert "miss" not in texts["ama@example.org"].lower()
    # a report of attendance has the name without an address
    chinese = mails_in(office)["wang@example.org"]
    assert "感谢" in text_of(chinese)


def test_only_who_has_not_answered_is_reminded(sstc: Sstc, workspace: Path) -> None:
    office = found_office(workspace)
    register(sstc, office)
    attend(sstc, office)
    file = write_rows(office / "exit.xlsx", [
        ("Consent", "Email", "Country"), ("Yes", "AMA@example.org", "Ghana"),
    ])  # fmt: skip
    done = sstc("surveys", "import", file, "--survey", "exit", "--webinar", 7)
    assert done.status in (0, 1), done.err
    report = reported(sstc, "exit-survey", 7, today="2020-10-10")
    assert (report["left_out"], report["count"]) == ({"answered `exit` already": 1}, 3)
    reported(sstc, "recording", 7, today="2020-10-12")
    ama = mails_in(office, "recording-*")["AMA@example.org"]
    assert str(ama["To"]).startswith("Ama Owusu"), "an answer without a name takes none away"


def test_seeded_addresses_are_in_no_other_mail_log_or_error(sstc: Sstc, workspace: Path) -> None:
    office = found_office(workspace)
    rows = [("Yes, I agree", f"Person {n} Seed{n}x", f"seed{n}x@example.org", "Ghana",
             "Private company", ["English", "Chinese", ""][n % 3]) for n in range(30)]  # fmt: skip
    register(sstc, office, rows)
    done = sstc("mail", "prepare", "confirmation", 7, "--today", "2020-09-18")
    assert "@example.org" not in done.out + done.err
    mails = mails_in(office)
    assert len(mails) == 30
    for address, mail in mails.items():
        own = address.partition("@")[0]
        for part in mail.walk():
            data = part.get_payload(decode=True) if not part.is_multipart() else b""
            shown = str(mail.items()).encode() + (data if isinstance(data, bytes) else b"")
            others = {f"seed{n}x" for n in range(30)} - {own}
            assert not [other for other in others if other.encode() in shown.lower()]
    store = (office / ".sstc" / "store.sqlite").read_bytes()
    names = [file.name for file in office.glob(".sstc/outbox/*/*")]
    assert not any("seed" in name for name in names)
    assert b"confirmation-sustainable-logistics" in store


def test_who_asked_for_no_more_gets_no_invitation_but_changes(sstc: Sstc, workspace: Path) -> None:
    office = found_office(workspace)
    register(sstc, office)
    prepared(sstc, "confirmation", 7)
    assert sstc("mail", "stop", "ama@example.org").status == 0
    file = write_rows(
        office / "contacts.xlsx", [("E-mail",), ("ama@example.org",), ("z@example.org",)]
    )
    report = reported(sstc, "invitation", 8, "--to", file)
    assert (report["count"], report["left_out"]) == (1, {"unsubscribed": 1})
    assert sstc("mail", "stop", "z@example.org").status == 0
    words = ("mail", "prepare", "invitation", 8, "--to", file, "--today", "2020-09-18", "--json")
    sstc(*words).gives(1, "no recipient is left: left out 2 people (unsubscribed)\n")
    assert reported(sstc, "agenda", 7)["count"] == 5


def test_materials_are_one_link_each_without_brackets_in_chinese(sstc, workspace) -> None:
    office = found_office(workspace)
    register(sstc, office)
    words = ("recording", 7, "--to", "registered", "--today", "2020-10-10")
    bare = sstc("mail", "prepare", *words)
    assert "neither a `recording` nor `materials` is there yet" in bare.err
    file = "{title: {en: Slides, zh: 幻灯片}, url: 'https://example.org/s', language: en}"
    alter(office, "    number: 7\n", f"    number: 7\n    materials: [{file}]\n")
    done = sstc("mail", "prepare", *words).gives(0, lacks="neither a")
    text = text_of(mails_in(office, done.out.strip())["wang@example.org"])
    assert "幻灯片，英语（https://example.org/s）" in text, text
