"""People who get no more mail."""

from datetime import date

from sqlalchemy import delete, select

from sstc_cli.store.mail.stopping import add_stop, withdraw_stopped
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import MAILS, STOPS
from sstc_cli.store.store import Store


def stop(store: Store, pseudonyms: PseudonymKey, person: str, reason: str, day: date) -> int:
    """Stop mail to a person, and return how many waiting mails that withdraws."""
    with store.beginning(pseudonyms, mails=True) as connection:
        add_stop(connection, person, reason, day.isoformat())
        return withdraw_stopped(connection, MAILS.c.person == person)


def allow(store: Store, pseudonyms: PseudonymKey, person: str) -> str | None:
    """Let a person get mail again; return why there was none, or None if there was."""
    with store.beginning(pseudonyms, mails=True) as connection:
        known = select(STOPS.c.reason).where(STOPS.c.person == person)
        reason: str | None = connection.execute(known).scalar_one_or_none()
        connection.execute(delete(STOPS).where(STOPS.c.person == person))
        return reason


def was_written_to(store: Store, person: str) -> bool:
    """Return whether the ledger has a mail to a person, sent or not."""
    query = select(MAILS.c.id).where(MAILS.c.person == person).limit(1)
    with store.reading() as connection:
        return connection is not None and connection.execute(query).first() is not None
