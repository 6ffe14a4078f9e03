"""The ledger while a batch is sent: claims with leases, the fence before the dot, and ends.

A mail is `claimed` by one sender for a time. Between its text and its last dot, the sender records
`dot`, on condition that the claim still holds; otherwise it closes the connection. So two senders
never send the same mail, whatever happened to one of them meanwhile.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, bindparam, case, func, literal_column, select, update
from sqlalchemy.exc import DBAPIError

from sstc_cli.store.mail.clock import now_of, refuse_wrong_clock
from sstc_cli.store.mail.grants import Claimed, Grant, Windows, lock_pace, room_for
from sstc_cli.store.mail.outcomes import Outcome, apply, bury, recover
from sstc_cli.store.mail.states import WAITING, State
from sstc_cli.store.schema import MAILINGS, MAILS
from sstc_cli.store.store import Store
from sstc_cli.store.strangers import refuse_strangers

LEASE = 900  # seconds: longer than the wait for the answer to a dot
_OTHERS = 1.0  # seconds to wait for mails that another sender has claimed

# made once: to make it for each mail would take as long as the mail
_DOT = (
    update(MAILS)
    .where(
        MAILS.c.id == bindparam("mail"),
        MAILS.c.owner == bindparam("sender"),
        MAILS.c.lease > bindparam("now"),
        MAILS.c.state == literal_column(f"'{State.CLAIMED}'"),
    )
    .values(state=State.DOT, lease=bindparam("until"))
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
            lock_pace(self._connection)
            recover(self._connection, now)
            self._expire(now)
            if until is not None and now >= until:
                return Grant(now)
            room = room_for(self._connection, now, windows)
            ids = self._ready(min(most, room.count), now) if room.count else ()
            if ids:
                return Grant(now, self._claimed(ids, now))
            return self._nothing(now, room.wait if not room.count else 0)

    def fence(self, done: Sequence[Outcome], id_: str) -> bool:
        """Record ends, and `dot` for a mail: False means that its dot must never be sent."""
        with self._work() as now:
            self._apply(done, now)
            row = {"mail": id_, "sender": self._owner, "now": now, "until": now + LEASE}
            return self._connection.execute(_DOT, row).rowcount == 1

    def keep(self, done: Sequence[Outcome]) -> None:
        """Record the ends of attempts."""
        with self._work() as now:
            self._apply(done, now)

    def renew(self) -> None:
        """Lengthen the claims that still hold."""
        with self._work() as now:
            mine = (MAILS.c.owner == self._owner, MAILS.c.state == State.CLAIMED)
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
            expired = update(MAILS).where(*late).values(state=State.EXPIRED, next_at=None)
            self._connection.execute(expired)

    def _ready(self, most: int, now: float) -> list[str]:
        """Return the ids of mails that can be sent: deferred ones first, whose time has come."""
        here = select(MAILS.c.id).where(MAILS.c.mailing == self._batch)
        due = here.where(MAILS.c.state == State.DEFERRED, MAILS.c.next_at <= now)
        fresh = here.where(MAILS.c.state == State.PREPARED)
        found: list[str] = []
        for query in (due.order_by(MAILS.c.next_at, MAILS.c.id), fresh.order_by(MAILS.c.id)):
            if most > len(found):
                rows = query.limit(most - len(found)).with_for_update(skip_locked=True)
                found += self._connection.scalars(rows)
        return found

    def _claimed(self, ids: Sequence[str], now: float) -> tuple[Claimed, ...]:
        """Claim mails; the first claim of each sets its date."""
        same = MAILS.c.id.in_(ids)
        first = case((MAILS.c.first_at.is_(None), float(int(now))), else_=MAILS.c.first_at)
        values = {"state": State.CLAIMED, "owner": self._owner, "lease": now + LEASE}
        self._connection.execute(update(MAILS).where(same).values(first_at=first, **values))
        columns = (MAILS.c.id, MAILS.c.sha256, MAILS.c.size, MAILS.c.first_at, MAILS.c.attempts)
        rows = self._connection.execute(select(*columns).where(same))
        found = {row.id: Claimed(*row) for row in rows}
        return tuple(found[id_] for id_ in ids)

    def _nothing(self, now: float, wait: float) -> Grant:
        """Return how long to wait if mails are left, or when a deferred one may be tried."""
        here = MAILS.c.mailing == self._batch
        fresh = select(MAILS.c.id).where(here, MAILS.c.state == State.PREPARED).limit(1)
        due = select(func.min(MAILS.c.next_at)).where(here, MAILS.c.state == State.DEFERRED)
        next_at = self._connection.execute(due).scalar_one()
        is_left = self._connection.execute(fresh).first() is not None
        if is_left or (next_at is not None and next_at <= now):
            return Grant(now, wait=wait or _OTHERS, due=next_at)
        return Grant(now, due=next_at)

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
