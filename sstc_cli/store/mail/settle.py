"""Changes of a batch by people: what they confirm, withdraw, and know of unknown mails."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, select, update

from sstc_cli.store.mail.batch import CHANGE, Batch
from sstc_cli.store.mail.clock import now_of
from sstc_cli.store.mail.outcomes import bury
from sstc_cli.store.mail.states import WAITING, State
from sstc_cli.store.schema import MAILINGS, MAILS
from sstc_cli.store.store import Store

_AT_ONCE = 500  # ids in one statement


def confirm(store: Store, batch: str, count: int) -> None:
    """Record how many mails somebody has agreed to send, so that the same command goes on."""
    with store.writing() as connection:
        same = update(MAILINGS).where(MAILINGS.c.id == batch)
        connection.execute(same.values(confirmed=count))


def withdraw(store: Store, batch: str) -> int:
    """Withdraw the mails that have not left, and return their number."""
    with store.writing() as connection:
        return _withdraw(connection, batch)


def withdraw_outdated(store: Store, batch: Batch) -> Mapping[str, int]:
    """Withdraw the waiting mails of a batch's message that have other facts; return them by batch.

    They can never be sent as they are, and the batch has the mails that replace them. Those about
    a change have other facts if they are of another one.
    """
    other = MAILINGS.c.facts != batch.facts
    if batch.occasion.startswith(CHANGE):
        is_change = MAILINGS.c.occasion.startswith(CHANGE)
        other |= is_change & (MAILINGS.c.occasion != batch.occasion)
    of = (MAILINGS.c.message == batch.message, other)
    same = (
        MAILINGS.c.webinar.is_(None)
        if batch.webinar is None
        else MAILINGS.c.webinar == batch.webinar
    )
    with store.writing() as connection:
        others = [*connection.scalars(select(MAILINGS.c.id).where(*of, same))]
        counts = {other: _withdraw(connection, other) for other in sorted(others)}
    return {other: count for other, count in counts.items() if count}


def _withdraw(connection: Connection, batch: str) -> int:
    here = (MAILS.c.mailing == batch, MAILS.c.state.in_(WAITING))
    values = {"state": State.WITHDRAWN, "next_at": None, "reason": ""}
    return connection.execute(update(MAILS).where(*here).values(**values)).rowcount


def settle(
    store: Store, ids: Sequence[str], state: State, states: Collection[State], reason: str
) -> int:
    """Give the mails with these ids that are in some states another one; return their number.

    A mail that waits again keeps its date: it is sent with the same bytes.
    """
    settled = 0
    with store.writing() as connection:
        for start in range(0, len(ids), _AT_ONCE):
            same = MAILS.c.id.in_(ids[start : start + _AT_ONCE])
            old = update(MAILS).where(same, MAILS.c.state.in_(states))
            values = {"state": state, "reason": reason, "owner": None, "next_at": None}
            settled += connection.execute(old.values(**values)).rowcount
    return settled


def recover_from(store: Store, dead: Collection[str]) -> None:
    """Let the mails of dead senders wait again; those at their dot become unknown."""
    with store.writing() as connection:
        bury(connection, dead, now_of(connection))
