"""Recording batches of mails in the ledger, in SQLite and on a real PostgreSQL."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update
from test_store import DAY, ONE, SEAL, keep, store

from sstc_cli.errors import SstcError
from sstc_cli.store import Store, store_problems
from sstc_cli.store.erasure import forget
from sstc_cli.store.mail import (
    STATES,
    Batch,
    MailRecord,
    MailState,
    Recorded,
    record_batch,
    sent_before,
    stopped,
)
from sstc_cli.store.mail.stops import allow, stop
from sstc_cli.store.schema import MAILINGS, MAILS

__all__ = ["store"]

BATCH = Batch("agenda-hubs-1a2b3c4d", "agenda", "service", "hubs", "", "f" * 8, "plan", None)
PEOPLE = [f"p{number}@example.org" for number in range(3)]


def entry(address: str, text: str = "a") -> MailRecord:
    person = SEAL.recipient(address)
    return MailRecord(f"<{person[:20]}@example.org>", person, text * 64, 2_000, "en")


ENTRIES = [entry(address) for address in PEOPLE]


def record(store: Store, batch: Batch = BATCH, entries=ENTRIES) -> Recorded:
    return record_batch(store, SEAL, batch, entries, DAY)


def mark(store: Store, address: str, state: MailState) -> None:
    with store.writing() as connection:
        same = MAILS.c.person == SEAL.recipient(address)
        connection.execute(update(MAILS).where(same).values(state=state))


def rows(store: Store) -> dict[str, tuple[str, str, str]]:
    with store.reading() as connection:
        query = select(MAILS.c.person, MAILS.c.mailing, MAILS.c.state, MAILS.c.sha256)
        return {row[0]: tuple(row[1:]) for row in connection.execute(query)}


def test_a_batch_is_recorded_once(store: Store) -> None:
    assert record(store) == Recorded(
        BATCH.id, 3, 0, 0, 0, dict.fromkeys(STATES, 0) | {MailState.PREPARED: 3}
    )
    mark(store, PEOPLE[0], MailState.SENT)
    again = record(store)
    assert (again.new, again.moved, again.revived) == (0, 0, 0)
    assert again.states[MailState.SENT] == 1 and again.states[MailState.PREPARED] == 2
    people = {SEAL.recipient(address) for address in PEOPLE}
    found = sent_before(store, "agenda", "hubs", "")
    assert found.keys() == people and found[SEAL.recipient(PEOPLE[0])] is MailState.SENT
    assert not sent_before(store, "agenda", "ports", "") and not sent_before(
        store, "agenda", None, ""
    )
    assert not sent_before(store, "agenda", "hubs", "again") and not sent_before(
        store, "news", "hubs", ""
    )


def test_waiting_mails_move_to_the_next_batch_and_sent_ones_do_not(store: Store) -> None:
    record(store)
    mark(store, PEOPLE[1], MailState.DEFERRED)
    later = replace(BATCH, id="agenda-hubs-99999999", facts="g")
    changed = [entry(address, "b") for address in PEOPLE]
    mark(store, PEOPLE[0], MailState.SENT)
    with pytest.raises(SstcError, match="1 of these mails were sent"):
        record(store, later, changed)
    assert {row[0] for row in rows(store).values()} == {BATCH.id}
    assert record(store, later, changed[1:]).moved == 2
    found = rows(store)
    assert found[SEAL.recipient(PEOPLE[0])] == (BATCH.id, "sent", "a" * 64)
    assert found[SEAL.recipient(PEOPLE[1])] == (later.id, "prepared", "b" * 64)


def test_a_batch_that_lost_all_its_mails_is_gone(store: Store) -> None:
    record(store)
    record(store, replace(BATCH, id="agenda-hubs-99999999"))
    with store.reading() as connection:
        assert [*connection.scalars(select(MAILINGS.c.id))] == ["agenda-hubs-99999999"]


def test_other_bytes_under_the_same_batch_are_refused(store: Store) -> None:
    record(store)
    with pytest.raises(SstcError, match="has other mails in the ledger"):
        record(store, entries=[entry(PEOPLE[0], "c")])


def test_what_was_withdrawn_waits_again_when_it_is_prepared_again(store: Store) -> None:
    record(store)
    mark(store, PEOPLE[2], MailState.WITHDRAWN)
    assert record(store).revived == 1


def test_who_wants_no_invitation_still_gets_service_mail(store: Store) -> None:
    person = SEAL.recipient(PEOPLE[0])
    assert stop(store, SEAL, person, "asked", DAY) == 0
    assert stopped(store) == {person: "asked"}
    assert record(store).stopped == 0
    invitation = replace(BATCH, id="invitation-hubs-1", message="invitation", kind="invitation")
    others = [replace(mail, message_id=f"<i{mail.message_id[1:]}") for mail in ENTRIES]
    assert record(store, invitation, others).stopped == 1
    assert stop(store, SEAL, person, "bounced", DAY) == 1  # the service mail too
    assert stopped(store) == {person: "bounced"}
    assert allow(store, SEAL, person) == "bounced" and not stopped(store)
    assert allow(store, SEAL, person) is None


def test_whoever_is_forgotten_gets_no_mail(store: Store) -> None:
    keep(store, ONE)
    forget(store, PEOPLE[0], SEAL)
    assert stopped(store) == {SEAL.recipient(PEOPLE[0]): "forgotten"}
    assert record(store).stopped == 1


def test_a_store_made_for_mails_says_that_nothing_was_imported(store: Store) -> None:
    record(store)
    assert store.exists and not store.begun and store_problems(store) == []
    keep(store, ONE)
    assert store.exists and store.begun
