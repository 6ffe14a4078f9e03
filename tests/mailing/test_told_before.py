"""What people were told last decides what a notice tells them: from their old plan to the new."""

import re
from pathlib import Path

import pytest
from conftest import Sstc, alter_webinar
from mail_office import (
    entry_of,
    found_office,
    mails_in,
    prepared,
    register,
    send,
    text_of,
    write_rows,
)
from sqlalchemy import select

from sstc_cli.store import SqliteFile, Store
from sstc_cli.store.schema import MAILINGS

TODAY = ("--today", "2020-09-18")
AMA, WANG, KOFI = "ama@example.org", "wang@example.org", "kofi@example.org"
WANJIRU, ANA, COLD = "wanjiru@example.org", "ana@example.org", "one@example.org"


@pytest.fixture
def told(sstc: Sstc, workspace: Path) -> Path:
    """Publish the plan, send the confirmation to who registered, and an invitation to a contact."""
    office = found_office(workspace)
    register(sstc, office)
    done(sstc, "release", "publish", "plan", "--today", "2020-09-01")
    send(office, prepared(sstc, "confirmation", 7))
    rows = [("Name", "E-mail", "Language"), ("Cold One", COLD, "en")]
    contacts = write_rows(office / "contacts.xlsx", rows)
    send(office, prepared(sstc, "invitation", 7, "--to", contacts))
    return office


def done(sstc: Sstc, *words: object) -> str:
    """Run a command that must succeed, and return what it said."""
    ran = sstc(*words).gives(0)
    return ran.out + ran.err


def move(sstc: Sstc, time: str) -> None:
    """Move webinar 7 to another hour."""
    done(sstc, "schedule", "move", 7, "--time", time, *TODAY)


def notice(sstc: Sstc, office: Path) -> tuple[dict[str, str], dict[str, int]]:
    """Prepare and send a notice; return the text, and the revision of the entry, of each person."""
    batch = prepared(sstc, "change", 7)
    mails = mails_in(office, batch)
    send(office, batch)
    texts = {at: f"{mail['Subject']}\n{text_of(mail)}" for at, mail in mails.items()}
    found = {at: re.search(r"SEQUENCE:(\d+)", entry_of(mail)) for at, mail in mails.items()}
    return texts, {at: int(match[1]) for at, match in found.items() if match}


def test_a_move_that_is_taken_back_is_told(sstc: Sstc, told: Path) -> None:
    move(sstc, "16:00")
    first, before = notice(sstc, told)
    assert "07:30 → 08:00" in first[AMA]
    move(sstc, "15:30")
    second, after = notice(sstc, told)
    assert {*second} == {*first} and COLD in second
    assert "08:00 → 07:30" in second[AMA] and "07:30 → 08:00" not in second[AMA]
    assert after[AMA] > before[AMA] and after[COLD] > before[COLD]
    assert "0 still to be sent" in done(sstc, "mail", "prepare", "change", 7, *TODAY)
    move(sstc, "16:00")  # once more
    third, last = notice(sstc, told)
    assert {AMA, COLD} <= {*third} and last[AMA] > after[AMA]


def test_a_cancelled_webinar_that_takes_place_after_all_is_told(sstc: Sstc, told: Path) -> None:
    done(sstc, "schedule", "cancel", 7, "--reason", "en=Storm", *TODAY)
    first, before = notice(sstc, told)
    assert "Storm" in first[AMA]
    alter_webinar(told, 7, "status: cancelled", "status: planned")
    second, after = notice(sstc, told)
    assert {*second} == {*first}
    assert "Storm" not in second[AMA] and "07:30" in second[AMA]
    subject = second[AMA].partition("\n")[0]
    assert subject.startswith("Takes place after all") and "Fri 9 Oct, 07:30 Accra" in subject
    assert second[WANG].startswith("恢复举行")
    assert after[AMA] > before[AMA] and after[COLD] > before[COLD]


def test_a_speaker_who_is_replaced_twice_is_told_each_time(sstc: Sstc, told: Path) -> None:
    alter_webinar(told, 7, "speaker: wanjiru", "speaker: ana")
    first, _ = notice(sstc, told)
    assert {AMA, WANJIRU, ANA} <= {*first} and COLD not in first  # a contact knows no speaker
    assert "Wanjiru Kamau" in first[AMA]
    alter_webinar(told, 7, "speaker: ana", "speaker: li")
    second, _ = notice(sstc, told)
    assert {AMA, ANA} <= {*second} and WANJIRU not in second
    assert "Ana Díaz" in second[AMA] and "Wanjiru" not in second[AMA]
    alter_webinar(told, 7, "speaker: li", "speaker: wanjiru")
    third, _ = notice(sstc, told)
    assert {AMA, WANJIRU} <= {*third} and ANA not in third


def test_two_moves_without_a_release_tell_what_each_was_told(sstc: Sstc, told: Path) -> None:
    move(sstc, "16:00")
    batch = prepared(sstc, "change", 7)
    send(told, batch, but=WANG)  # who still knows the first hour
    move(sstc, "17:00")
    second, _ = notice(sstc, told)
    assert "08:00 → 09:00" in second[AMA]
    assert "15:30 → 17:00" in second[WANG]


def test_a_notice_that_is_half_sent_stays_the_same_batch(sstc: Sstc, told: Path) -> None:
    move(sstc, "16:00")
    batch = prepared(sstc, "change", 7)
    before = {at: mail.as_bytes() for at, mail in mails_in(told, batch).items()}
    send(told, batch, but=WANG)
    said = sstc("mail", "prepare", "change", 7, *TODAY)
    assert said.out.strip() == batch and "1 still to be sent" in said.err, said.err
    assert {at: mail.as_bytes() for at, mail in mails_in(told, batch).items()} == before


def test_a_reminder_tells_the_time_and_no_speaker(sstc: Sstc, told: Path) -> None:
    move(sstc, "16:00")
    alter_webinar(told, 7, "speaker: wanjiru", "speaker: ana")
    send(told, prepared(sstc, "reminder", 7))
    texts, _ = notice(sstc, told)
    assert "Wanjiru Kamau" in texts[AMA] and "07:30 → 08:00" not in texts[AMA]
    assert "15:30 → 16:00" in texts[COLD]  # contacts get no reminder


def test_what_was_told_is_kept_without_addresses(told: Path) -> None:
    store = Store(SqliteFile(told / ".sstc" / "store.sqlite"))
    with store.reading() as connection:
        kept = [*connection.scalars(select(MAILINGS.c.told))]
    assert len(kept) == 2
    assert not any("@" in text for text in kept)


def test_the_status_says_once_who_knows_an_earlier_plan(sstc: Sstc, told: Path) -> None:
    move(sstc, "16:00")
    how = "tell the people with the earlier plan: `sstc mail prepare change 7`"
    said = f"4 people have an earlier plan of webinar 7; {how}"
    assert done(sstc, "mail", "status").count(said) == 1
    assert done(sstc, "mail", "status", "confirmation-sustainable-logistics").count(how) == 1
    notice(sstc, told)
    assert how not in done(sstc, "mail", "status")


def test_the_unsubscribed_with_the_old_time_are_counted(sstc: Sstc, told: Path) -> None:
    done(sstc, "mail", "stop", COLD, *TODAY)
    move(sstc, "16:00")
    said = done(sstc, "mail", "prepare", "change", 7, *TODAY)
    assert "left out 1 person: unsubscribed, with a mail that is no longer true" in said
