"""What has become of a mail after an attempt, as the ledger records it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, case, literal_column, select, update

from sstc_cli.store.mail.clock import day_of
from sstc_cli.store.mail.states import State
from sstc_cli.store.mail.stopping import BOUNCED, add_stop, withdraw_stopped
from sstc_cli.store.schema import MAILS

_MAY_END = (State.CLAIMED, State.DOT, State.UNKNOWN)
# made once: to make it for each mail would take as long as the mail
_ENDED = (
    update(MAILS)
    .where(
        MAILS.c.id == bindparam("mail"),
        MAILS.c.owner == bindparam("sender"),
        MAILS.c.state.in_([literal_column(f"'{state}'") for state in _MAY_END]),
    )
    .values(
        state=bindparam("now_state"),
        reason=bindparam("now_reason"),
        next_at=bindparam("now_next_at"),
        at=bindparam("now_at"),
        attempts=MAILS.c.attempts + bindparam("more"),
        owner=None,
        lease=None,
    )
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of an attempt, with the code of the reply as its reason, and no text of it.

    A deferred mail may be tried again after `delay` seconds. A `bad_address` gets no more mail.
    """

    id: str
    state: State
    reason: str = ""
    delay: float = 0
    bad_address: bool = False


def apply(
    connection: Connection, done: Outcome, owner: str, now: float, expires: float | None
) -> None:
    """Record the end of an attempt, also if the answer came after the lease had ended.

    A mail that would be tried again only when it has expired is expired.
    """
    state, next_at = done.state, None
    if state is State.DEFERRED:
        next_at = now + done.delay
        if expires is not None and next_at >= expires:
            state, next_at = State.EXPIRED, None
    connection.execute(
        _ENDED,
        {
            "mail": done.id, "sender": owner, "now_state": state, "now_reason": done.reason,
            "now_next_at": next_at, "now_at": now, "more": int(done.state is State.DEFERRED),
        },
    )  # fmt: skip
    if done.bad_address:
        _stop_recipient(connection, done.id, now)


def _stop_recipient(connection: Connection, id_: str, now: float) -> None:
    """Write no more to the recipient of a mail, whose address does not exist."""
    query = select(MAILS.c.person).where(MAILS.c.id == id_)
    person = connection.execute(query).scalar_one_or_none()
    if person is not None:
        add_stop(connection, person, BOUNCED, day_of(now))
        withdraw_stopped(connection, MAILS.c.person == person)


def recover(connection: Connection, now: float) -> None:
    """Let the mails of dead senders wait again; those at their dot become unknown."""
    dead = MAILS.c.lease <= now
    at_dot = MAILS.c.state == State.DOT
    values = {
        "state": case((at_dot, State.UNKNOWN), else_=State.PREPARED),
        "at": case((at_dot, now), else_=MAILS.c.at),
        "reason": case((at_dot, "interrupted"), else_=MAILS.c.reason),
    }
    connection.execute(update(MAILS).where(dead).values(lease=None, **values))


def bury(connection: Connection, owners: Collection[str], now: float) -> None:
    """End the leases of dead senders, and recover what they had."""
    if owners:
        held = update(MAILS).where(MAILS.c.owner.in_(owners), MAILS.c.lease.is_not(None))
        connection.execute(held.values(lease=0))
    recover(connection, now)
