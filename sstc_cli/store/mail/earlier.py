"""The earlier batches of a message, with the states of their mails."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from sstc_cli.store.mail.states import GONE, State
from sstc_cli.store.schema import MAILINGS, MAILS
from sstc_cli.store.store import Store


@dataclass(frozen=True, slots=True)
class Told:
    """A mail that a person got: its Message-ID and its batch."""

    message_id: str
    batch: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail that may have arrived: its person, and the batch with its message and facts."""

    person: str
    batch: str
    message: str
    occasion: str
    facts: str


def earlier_batches(
    store: Store, message: str, webinar: int | None, occasion: str
) -> Mapping[str, Mapping[str, State]]:
    """Return the state of each mail by its Message-ID, for each batch of a message."""
    of = (MAILINGS.c.message == message, MAILINGS.c.occasion == occasion)
    same = MAILINGS.c.webinar.is_(None) if webinar is None else MAILINGS.c.webinar == webinar
    query = select(MAILS.c.id, MAILS.c.mailing, MAILS.c.state)
    found: dict[str, dict[str, State]] = defaultdict(dict)
    with store.reading() as connection:
        joined = query.join_from(MAILS, MAILINGS).where(*of, same)
        for row in connection.execute(joined) if connection else ():
            found[row.mailing][row.id] = State(row.state)
    return found


def told_about(
    store: Store, messages: Collection[str], webinar: int, but: Collection[str] = ()
) -> Mapping[str, Told]:
    """Return the last mail of some messages about a webinar that each person got, by person.

    Those of some occasions do not count.
    """
    gone = _gone(store, messages, webinar)
    return {row.person: Told(row.id, row.mailing) for row in gone if row.occasion not in but}


def arrived(store: Store, messages: Collection[str], webinar: int) -> list[Arrived]:
    """Return the mails of some messages about a webinar that may have arrived, in their order."""
    return [
        Arrived(row.person, row.mailing, row.message, row.occasion, row.facts)
        for row in _gone(store, messages, webinar)
    ]


def told_before(
    store: Store,
    messages: Collection[str],
    webinar: int,
    facts: Collection[str],
    but: Collection[str] = (),
) -> Mapping[str, Told]:
    """Return the last mail about a webinar of each person whose last one has other facts.

    Those of some occasions do not count.
    """
    gone = _gone(store, messages, webinar)
    last = {row.person: row for row in gone if row.occasion not in but}
    old = {person: row for person, row in last.items() if row.facts not in facts}
    return {person: Told(row.id, row.mailing) for person, row in old.items()}


def _gone(store: Store, messages: Collection[str], webinar: int) -> Sequence[Any]:
    """Return the mails of some messages about a webinar that may have arrived, in their order."""
    of = (MAILINGS.c.message.in_(messages), MAILINGS.c.webinar == webinar, MAILS.c.state.in_(GONE))
    batch = MAILINGS.c.message, MAILINGS.c.occasion, MAILINGS.c.facts
    columns = MAILS.c.id, MAILS.c.mailing, MAILS.c.person, *batch
    query = select(*columns).join_from(MAILS, MAILINGS).where(*of).order_by(MAILS.c.at)
    with store.reading() as connection:
        return connection.execute(query).all() if connection else []
