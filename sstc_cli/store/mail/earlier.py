"""The earlier batches of a message, with the states of their mails."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select

from sstc_cli.store.mail.states import State
from sstc_cli.store.schema import MAILINGS, MAILS
from sstc_cli.store.store import Store


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
