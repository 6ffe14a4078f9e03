"""What people got before: the earlier batches of a message, what was told, and who is stopped."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlalchemy import select

from sstc_cli.store.database import in_parts
from sstc_cli.store.mail.batch import GONE, MailState, facts_in
from sstc_cli.store.schema import FORGOTTEN, MAILINGS, MAILS, STOPS
from sstc_cli.store.store import Store

FORGOTTEN_REASON = "forgotten"


def sent_before(
    store: Store, message: str, webinar: str | None, occasion: str
) -> Mapping[str, MailState]:
    """Return the state of a message on an occasion for each person in the ledger."""
    of = (MAILINGS.c.message == message, MAILINGS.c.occasion == occasion)
    same = MAILINGS.c.webinar.is_not_distinct_from(webinar)
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


def last_written(store: Store, person: str) -> tuple[str, str] | None:
    """Return the languages and the reader of the last mail that was prepared for a person."""
    query = select(MAILS.c.language, MAILS.c.reader).join_from(MAILS, MAILINGS)
    query = query.where(MAILS.c.person == person).order_by(MAILINGS.c.prepared.desc(), MAILS.c.id)
    with store.reading() as connection:
        row = connection.execute(query).first() if connection else None
        return (row.language, row.reader) if row else None


@dataclass(frozen=True, slots=True)
class ArrivedMail:
    """A mail that may have arrived: its person, its batch, and what it told."""

    message_id: str
    batch: str
    person: str
    reader: str
    entry: str
    message: str
    occasion: str
    facts: str


def earlier_batches(
    store: Store, message: str, webinar: str | None, occasion: str
) -> Mapping[str, Mapping[str, MailState]]:
    """Return the state of each mail by its Message-ID, for each batch of a message."""
    of = (MAILINGS.c.message == message, MAILINGS.c.occasion == occasion)
    same = MAILINGS.c.webinar.is_not_distinct_from(webinar)
    query = select(MAILS.c.id, MAILS.c.mailing, MAILS.c.state)
    found: dict[str, dict[str, MailState]] = defaultdict(dict)
    with store.reading() as connection:
        joined = query.join_from(MAILS, MAILINGS).where(*of, same)
        for row in connection.execute(joined) if connection else ():
            found[row.mailing][row.id] = MailState(row.state)
    return found


def day_of(at: float | None, prepared: str, zone: tzinfo) -> date:
    """Return the day when a mail left, for people who work on another day.

    It cannot have left before it was prepared, which is a day that they may have chosen. When a
    mail was sent by hand is not known.
    """
    day = date.fromisoformat(prepared)
    return day if at is None else max(datetime.fromtimestamp(at, zone).date(), day)


def sent_on(store: Store, ids: Collection[str], zone: tzinfo) -> list[date]:
    """Return the days when those of some mails left that were sent."""
    sent = select(MAILS.c.at, MAILINGS.c.prepared).join_from(MAILS, MAILINGS)
    sent = sent.where(MAILS.c.state == MailState.SENT)
    with store.reading() as connection:
        if connection is None:
            return []
        parts = (sent.where(MAILS.c.id.in_(part)) for part in in_parts(sorted(ids)))
        return [day_of(*row, zone) for part in parts for row in connection.execute(part)]


def arrived(store: Store, messages: Collection[str], webinar: str) -> list[ArrivedMail]:
    """Return the mails of some messages about a webinar that may have arrived, in their order."""
    of = (MAILINGS.c.message.in_(messages), MAILINGS.c.webinar == webinar, MAILS.c.state.in_(GONE))
    mail = MAILS.c.id, MAILS.c.mailing, MAILS.c.person, MAILS.c.reader, MAILS.c.entry
    query = select(*mail, MAILINGS.c.message, MAILINGS.c.occasion, MAILINGS.c.facts)
    query = query.join_from(MAILS, MAILINGS).where(*of).order_by(MAILS.c.at)
    with store.reading() as connection:
        rows = connection.execute(query) if connection else ()
        return [ArrivedMail(*row[:-1], facts_in(row.facts)) for row in rows]


def told_by_batches(store: Store, webinar: str) -> dict[str, str]:
    """Return the plan of a webinar that each batch told, by the names of the batches."""
    query = select(MAILINGS.c.id, MAILINGS.c.told).where(MAILINGS.c.webinar == webinar)
    with store.reading() as connection:
        rows = connection.execute(query.where(MAILINGS.c.told.is_not(None))) if connection else ()
        return {row.id: row.told for row in rows}
