"""What people got before: the earlier batches of a message, what was told, and who is stopped."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from sstc_cli.store.mail.batch import GONE, MailState
from sstc_cli.store.schema import FORGOTTEN, MAILINGS, MAILS, STOPS
from sstc_cli.store.store import Store

FORGOTTEN_REASON = "forgotten"


def sent_before(
    store: Store, message: str, webinar: int | None, occasion: str
) -> Mapping[str, MailState]:
    """Return the state of a message on an occasion for each person in the ledger."""
    of = (MAILINGS.c.message == message, MAILINGS.c.occasion == occasion)
    same = MAILINGS.c.webinar.is_(None) if webinar is None else MAILINGS.c.webinar == webinar
    query = select(MAILS.c.person, MAILS.c.state).join_from(MAILS, MAILINGS).where(*of, same)
    with store.reading() as connection:
        rows = connection.execute(query).all() if connection else []
    return {person: MailState(state) for person, state in rows}


def stopped(store: Store) -> Mapping[str, str]:
    """Return why people get no more mail, for each of them.

    Those who `asked` still get service mails. Those whose address `bounced` and the `forgotten` get
    none at all.
    """
    with store.reading() as connection:
        if connection is None:
            return {}
        reasons = {row.person: row.reason for row in connection.execute(select(STOPS))}
        forgotten = connection.scalars(select(FORGOTTEN.c.person))
        return reasons | dict.fromkeys(forgotten, FORGOTTEN_REASON)


@dataclass(frozen=True, slots=True)
class ToldMail:
    """A mail that a person got: its Message-ID and its batch."""

    message_id: str
    batch: str


@dataclass(frozen=True, slots=True)
class ArrivedMail:
    """A mail that may have arrived: its person, and the batch with its message and facts."""

    person: str
    batch: str
    message: str
    occasion: str
    facts: str


def earlier_batches(
    store: Store, message: str, webinar: int | None, occasion: str
) -> Mapping[str, Mapping[str, MailState]]:
    """Return the state of each mail by its Message-ID, for each batch of a message."""
    of = (MAILINGS.c.message == message, MAILINGS.c.occasion == occasion)
    same = MAILINGS.c.webinar.is_(None) if webinar is None else MAILINGS.c.webinar == webinar
    query = select(MAILS.c.id, MAILS.c.mailing, MAILS.c.state)
    found: dict[str, dict[str, MailState]] = defaultdict(dict)
    with store.reading() as connection:
        joined = query.join_from(MAILS, MAILINGS).where(*of, same)
        for row in connection.execute(joined) if connection else ():
            found[row.mailing][row.id] = MailState(row.state)
    return found


def told_about(
    store: Store, messages: Collection[str], webinar: int, but: Collection[str] = ()
) -> Mapping[str, ToldMail]:
    """Return the last mail of some messages about a webinar that each person got, by person.

    Those of some occasions do not count.
    """
    gone = _gone(store, messages, webinar)
    return {row.person: ToldMail(row.id, row.mailing) for row in gone if row.occasion not in but}


def arrived(store: Store, messages: Collection[str], webinar: int) -> list[ArrivedMail]:
    """Return the mails of some messages about a webinar that may have arrived, in their order."""
    return [
        ArrivedMail(row.person, row.mailing, row.message, row.occasion, row.facts)
        for row in _gone(store, messages, webinar)
    ]


def told_before(
    store: Store,
    messages: Collection[str],
    webinar: int,
    facts: Collection[str],
    but: Collection[str] = (),
) -> Mapping[str, ToldMail]:
    """Return the last mail about a webinar of each person whose last one has other facts.

    Those of some occasions do not count.
    """
    gone = _gone(store, messages, webinar)
    last = {row.person: row for row in gone if row.occasion not in but}
    old = {person: row for person, row in last.items() if row.facts not in facts}
    return {person: ToldMail(row.id, row.mailing) for person, row in old.items()}


def _gone(store: Store, messages: Collection[str], webinar: int) -> Sequence[Any]:
    """Return the mails of some messages about a webinar that may have arrived, in their order."""
    of = (MAILINGS.c.message.in_(messages), MAILINGS.c.webinar == webinar, MAILS.c.state.in_(GONE))
    batch = MAILINGS.c.message, MAILINGS.c.occasion, MAILINGS.c.facts
    columns = MAILS.c.id, MAILS.c.mailing, MAILS.c.person, *batch
    query = select(*columns).join_from(MAILS, MAILINGS).where(*of).order_by(MAILS.c.at)
    with store.reading() as connection:
        return connection.execute(query).all() if connection else []
