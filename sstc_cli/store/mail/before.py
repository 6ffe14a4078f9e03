"""What the ledger knows about people before a message is prepared."""

from collections.abc import Mapping

from sqlalchemy import select

from sstc_cli.store.mail.states import State
from sstc_cli.store.schema import FORGOTTEN, MAILINGS, MAILS, STOPS
from sstc_cli.store.store import Store

FORGOTTEN_REASON = "forgotten"


def sent_before(
    store: Store, message: str, webinar: int | None, occasion: str
) -> Mapping[str, State]:
    """Return the state of a message on an occasion for each person in the ledger."""
    of = (MAILINGS.c.message == message, MAILINGS.c.occasion == occasion)
    same = MAILINGS.c.webinar.is_(None) if webinar is None else MAILINGS.c.webinar == webinar
    query = select(MAILS.c.person, MAILS.c.state).join_from(MAILS, MAILINGS).where(*of, same)
    with store.reading() as connection:
        rows = connection.execute(query).all() if connection else []
    return {person: State(state) for person, state in rows}


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
