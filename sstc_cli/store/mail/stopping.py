"""Stops of mail inside a transaction: people who get none, and their waiting mails."""

from sqlalchemy import ColumnElement, Connection, insert, select, update

from sstc_cli.store.mail.states import WAITING, State
from sstc_cli.store.schema import FORGOTTEN, MAILINGS, MAILS, STOPS

ASKED, BOUNCED = "asked", "bounced"
INVITATION = "invitation"  # the kind of a batch that obeys those who asked


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
