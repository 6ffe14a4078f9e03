"""People who get no more mail."""

from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from sstc_cli.store.mail.states import WAITING, State
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import FORGOTTEN, MAILINGS, MAILS, STOPS
from sstc_cli.store.store import Store

ASKED, BOUNCED = "asked", "bounced"
INVITATION = "invitation"  # the kind of a batch that obeys those who asked


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


def add_stop(connection: Connection, person: str, reason: str, day: str) -> None:
    """Record a stop. One for a bad address is stronger than a wish."""
    known = select(STOPS.c.reason).where(STOPS.c.person == person)
    before = connection.execute(known).scalar_one_or_none()
    if before is None:
        connection.execute(insert(STOPS).values(person=person, reason=reason, since=day))
    elif reason == BOUNCED != before:
        connection.execute(update(STOPS).where(STOPS.c.person == person).values(reason=reason))


def withdraw_stopped(connection: Connection, which: ColumnElement[bool]) -> int:
    """Withdraw those of some waiting mails whose recipients get none; return their number."""
    mailings = select(MAILINGS.c.id).where(MAILINGS.c.kind == INVITATION)
    for_all = select(STOPS.c.person).where(STOPS.c.reason == BOUNCED)
    stopped = (
        MAILS.c.person.in_(for_all)
        | MAILS.c.person.in_(select(FORGOTTEN.c.person))
        | (MAILS.c.person.in_(select(STOPS.c.person)) & MAILS.c.mailing.in_(mailings))
    )
    waiting = update(MAILS).where(which, MAILS.c.state.in_(WAITING), stopped)
    return connection.execute(waiting.values(state=State.WITHDRAWN, reason="stopped")).rowcount
