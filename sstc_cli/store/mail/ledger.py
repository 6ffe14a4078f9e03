"""The ledger while a batch is sent: the clock, claims with leases, the fence before the dot."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, case, func, literal_column, select, text, update
from sqlalchemy.exc import DBAPIError

from sstc_cli.errors import SstcError
from sstc_cli.store.about import refuse_strangers
from sstc_cli.store.mail.batch import BOUNCED, WAITING, MailState, add_stop, withdraw_stopped
from sstc_cli.store.schema import MAILINGS, MAILS
from sstc_cli.store.store import Store

_NOW = {
    "sqlite": text("SELECT (julianday('now') - 2440587.5) * 86400.0"),
    "postgresql": text("SELECT CAST(extract(epoch FROM clock_timestamp()) AS double precision)"),
}
_AHEAD = 300  # seconds that two clocks may differ


def now_of(connection: Connection) -> float:
    return float(connection.execute(_NOW[connection.dialect.name]).scalar_one())


def refuse_wrong_clock(connection: Connection, now: float) -> None:
    """Refuse a clock that is behind what the ledger has recorded: the pace would be wrong."""
    newest = connection.execute(text("SELECT max(at) FROM mails")).scalar_one()
    if newest is not None and newest > now + _AHEAD:
        hours = (newest - now) / 3600
        message = f"the last mail left in the future, {hours:,.1f} hours from now"
        whose = "this computer" if connection.dialect.name == "sqlite" else "the database's server"
        raise SstcError(f"{message}, so nothing was sent", f"correct the clock of {whose}")


_PACE_LOCK = 7_782_084  # an arbitrary number, which only sstc locks
_OTHERS_SEND = 1.0  # seconds to wait for mails that are being sent

Windows = tuple[tuple[int, int], ...]  # seconds, and the most mails in them


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that a sender may send. Its date is `first_at`, the same for ever."""

    id: str
    sha256: str
    size: int
    first_at: float
    attempts: int


@dataclass(frozen=True, slots=True)
class Grant:
    """The mails that were claimed `now`.

    If there are none, `wait` says after how many seconds the pace allows more, and is None if
    nothing is left that could be sent.
    """

    now: float
    mails: tuple[Claimed, ...] = ()
    wait: float | None = None


def room_for(connection: Connection, now: float, windows: Windows) -> tuple[int, float]:
    """Return how many mails the pace allows now, and after how many seconds it allows one more.

    All batches count. A mail in flight counts as one that leaves now, and one that has left by when
    its answer was recorded, so that in no window more are accepted than its limit.
    """
    in_flight = select(func.count()).select_from(MAILS).where(MAILS.c.lease > now)
    flying: int = connection.execute(in_flight).scalar_one()
    rooms = [_room_in(connection, now, flying, *window) for window in windows]
    return max(min(count for count, _ in rooms), 0), max(wait for _, wait in rooms)


def _room_in(
    connection: Connection, now: float, flying: int, seconds: int, most: int
) -> tuple[int, float]:
    recent = MAILS.c.at > now - seconds
    query = select(func.count()).select_from(MAILS).where(recent)
    room = most - flying - connection.execute(query).scalar_one()
    if room > 0:
        return room, 0
    if flying >= most:
        return 0, _OTHERS_SEND
    last = select(MAILS.c.at).where(recent).order_by(MAILS.c.at.desc())
    leaves: float = connection.execute(last.offset(most - flying - 1).limit(1)).scalar_one()
    return 0, leaves + seconds - now


_MAY_END = (MailState.CLAIMED, MailState.DOT, MailState.UNKNOWN)
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
    state: MailState
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
    if state is MailState.DEFERRED:
        next_at = now + done.delay
        if expires is not None and next_at >= expires:
            state, next_at = MailState.EXPIRED, None
    connection.execute(
        _ENDED,
        {
            "mail": done.id, "sender": owner, "now_state": state, "now_reason": done.reason,
            "now_next_at": next_at, "now_at": now, "more": int(done.state is MailState.DEFERRED),
        },
    )  # fmt: skip
    if done.bad_address:
        _stop_recipient(connection, done.id, now)


def _stop_recipient(connection: Connection, id_: str, now: float) -> None:
    """Write no more to the recipient of a mail, whose address does not exist."""
    query = select(MAILS.c.person).where(MAILS.c.id == id_)
    person = connection.execute(query).scalar_one_or_none()
    if person is not None:
        day = datetime.fromtimestamp(now, UTC).date().isoformat()
        add_stop(connection, person, BOUNCED, day)
        withdraw_stopped(connection, MAILS.c.person == person)


def recover(connection: Connection, now: float) -> None:
    """Let the mails of dead senders wait again; those at their dot become unknown."""
    dead = MAILS.c.lease <= now
    at_dot = MAILS.c.state == MailState.DOT
    values = {
        "state": case((at_dot, MailState.UNKNOWN), else_=MailState.PREPARED),
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


LEASE = 900  # seconds: longer than the wait for the answer to a dot
_OTHERS_CLAIM = 1.0  # seconds to wait for mails that another sender has claimed

# made once: to make it for each mail would take as long as the mail
_DOT = (
    update(MAILS)
    .where(
        MAILS.c.id == bindparam("mail"),
        MAILS.c.owner == bindparam("sender"),
        MAILS.c.lease > bindparam("now"),
        MAILS.c.state == literal_column(f"'{MailState.CLAIMED}'"),
    )
    .values(state=MailState.DOT, lease=bindparam("until"))
)


class Ledger:
    """The mails of one batch, for one sender with a name of its own, the owner of its claims."""

    def __init__(self, store: Store, connection: Connection, batch: str, owner: str) -> None:
        self._store = store
        self._connection = connection
        self._batch = batch
        self._owner = owner
        self._expires: float | None = None
        self._read_now: Callable[[Connection], float] = now_of

    def use_clock(self, read: Callable[[Connection], float]) -> None:
        """Use another clock than the database's, for tests."""
        self._read_now = read

    def begin(self, ahead: float = 0) -> None:
        """Recover what dead senders had; refuse a wrong clock.

        Mails expire as if it were so many seconds later: for people who work on another day.
        """
        with self._work() as now:
            refuse_strangers(self._connection, self._store.database.label)
            refuse_wrong_clock(self._connection, now)
            recover(self._connection, now)
            query = select(MAILINGS.c.expires).where(MAILINGS.c.id == self._batch)
            expires = self._connection.execute(query).scalar_one()
            self._expires = None if expires is None else expires - ahead

    def claim(self, most: int, windows: Windows, until: float | None = None) -> Grant:
        """Claim some mails, as many as the pace allows."""
        with self._work() as now:
            if self._connection.dialect.name == "postgresql":  # SQLite has one writer at a time
                self._connection.execute(text(f"SELECT pg_advisory_xact_lock({_PACE_LOCK})"))
            recover(self._connection, now)
            self._expire(now)
            if until is not None and now >= until:
                return Grant(now)
            room, wait = room_for(self._connection, now, windows)
            ids = self._ready(min(most, room), now) if room else ()
            if ids:
                return Grant(now, self._claimed(ids, now))
            return self._nothing(now, 0 if room else wait)

    def fence(self, done: Sequence[Outcome], id_: str) -> bool:
        """Record ends, and `dot` for a mail: False means that its dot must never be sent."""
        with self._work() as now:
            self._apply(done, now)
            row = {"mail": id_, "sender": self._owner, "now": now, "until": now + LEASE}
            return self._connection.execute(_DOT, row).rowcount == 1

    def keep(self, done: Sequence[Outcome]) -> None:
        with self._work() as now:
            self._apply(done, now)

    def renew(self) -> None:
        """Lengthen the claims that still hold."""
        with self._work() as now:
            mine = (MAILS.c.owner == self._owner, MAILS.c.state == MailState.CLAIMED)
            held = update(MAILS).where(*mine, MAILS.c.lease > now)
            self._connection.execute(held.values(lease=now + LEASE))

    def release(self) -> None:
        """Give up everything: claims wait again, and a mail at its dot is unknown."""
        with self._work() as now:
            bury(self._connection, [self._owner], now)

    def _apply(self, done: Sequence[Outcome], now: float) -> None:
        for outcome in done:
            apply(self._connection, outcome, self._owner, now, self._expires)

    def _expire(self, now: float) -> None:
        if self._expires is not None and self._expires <= now:
            late = (MAILS.c.mailing == self._batch, MAILS.c.state.in_(WAITING))
            expired = update(MAILS).where(*late).values(state=MailState.EXPIRED, next_at=None)
            self._connection.execute(expired)

    def _ready(self, most: int, now: float) -> list[str]:
        """Return the ids of mails that can be sent: deferred ones first, whose time has come."""
        here = select(MAILS.c.id).where(MAILS.c.mailing == self._batch)
        due = here.where(MAILS.c.state == MailState.DEFERRED, MAILS.c.next_at <= now)
        fresh = here.where(MAILS.c.state == MailState.PREPARED)
        found: list[str] = []
        for query in (due.order_by(MAILS.c.next_at, MAILS.c.id), fresh.order_by(MAILS.c.id)):
            if most > len(found):
                rows = query.limit(most - len(found)).with_for_update(skip_locked=True)
                found += self._connection.scalars(rows)
        return found

    def _claimed(self, ids: Sequence[str], now: float) -> tuple[Claimed, ...]:
        same = MAILS.c.id.in_(ids)
        first = case((MAILS.c.first_at.is_(None), float(int(now))), else_=MAILS.c.first_at)
        values = {"state": MailState.CLAIMED, "owner": self._owner, "lease": now + LEASE}
        self._connection.execute(update(MAILS).where(same).values(first_at=first, **values))
        columns = (MAILS.c.id, MAILS.c.sha256, MAILS.c.size, MAILS.c.first_at, MAILS.c.attempts)
        rows = self._connection.execute(select(*columns).where(same))
        found = {row.id: Claimed(*row) for row in rows}
        return tuple(found[id_] for id_ in ids)

    def _nothing(self, now: float, wait: float) -> Grant:
        """Return how long to wait if mails are left that can be sent."""
        here = MAILS.c.mailing == self._batch
        fresh = select(MAILS.c.id).where(here, MAILS.c.state == MailState.PREPARED).limit(1)
        due = select(func.min(MAILS.c.next_at)).where(here, MAILS.c.state == MailState.DEFERRED)
        next_at = self._connection.execute(due).scalar_one()
        is_left = self._connection.execute(fresh).first() is not None
        if is_left or (next_at is not None and next_at <= now):
            return Grant(now, wait=wait or _OTHERS_CLAIM)
        return Grant(now)

    @contextmanager
    def _work(self) -> Iterator[float]:
        """Provide a transaction, by the instant of its beginning; explain what prevents it."""
        try:
            with self._connection.begin():
                yield self._read_now(self._connection)
        except DBAPIError as error:
            raise self._store.database.explained(error) from error


@contextmanager
def open_ledger(store: Store, batch: str, owner: str) -> Iterator[Ledger]:
    """Provide the ledger of a batch on one connection: making one takes longer than a mail."""
    with store.reading():
        pass  # brings the store up to date, and refuses that of another series
    engine = store.database.engine(writing=True).execution_options(sstc_beside=True)
    try:
        with engine.connect() as connection:
            yield Ledger(store, connection, batch, owner)
    except DBAPIError as error:
        raise store.database.explained(error) from error
