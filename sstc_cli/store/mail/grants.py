"""The mails that a sender may send now, and how long it has to wait for more."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from sstc_cli.store.schema import MAILS

_PACE_LOCK = 7_782_084  # an arbitrary number, which only sstc locks
_OTHERS = 1.0  # seconds to wait for mails that are being sent

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
    nothing is left that could be sent; `due` is when the next deferred mail may be tried.
    """

    now: float
    mails: tuple[Claimed, ...] = ()
    wait: float | None = None
    due: float | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """How many mails the pace allows now, and after how many seconds it allows one more."""

    count: int
    wait: float


def lock_pace(connection: Connection) -> None:
    """Let one sender at a time count what was sent. In SQLite, any transaction that writes does."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_PACE_LOCK})"))


def room_for(connection: Connection, now: float, windows: Windows) -> Room:
    """Return how many mails the pace allows, counted in the ledger of all batches.

    A mail in flight counts as one that leaves now, and one that has left by when its answer was
    recorded, so that in no window more are accepted than its limit.
    """
    in_flight = select(func.count()).select_from(MAILS).where(MAILS.c.lease > now)
    flying: int = connection.execute(in_flight).scalar_one()
    rooms = [_room_in(connection, now, flying, *window) for window in windows]
    return Room(max(min(room.count for room in rooms), 0), max(room.wait for room in rooms))


def _room_in(connection: Connection, now: float, flying: int, seconds: int, most: int) -> Room:
    """Return the room in the window of so many seconds that ends now."""
    recent = MAILS.c.at > now - seconds
    query = select(func.count()).select_from(MAILS).where(recent)
    room = most - flying - connection.execute(query).scalar_one()
    if room > 0:
        return Room(room, 0)
    if flying >= most:
        return Room(0, _OTHERS)
    last = select(MAILS.c.at).where(recent).order_by(MAILS.c.at.desc())
    leaves: float = connection.execute(last.offset(most - flying - 1).limit(1)).scalar_one()
    return Room(0, leaves + seconds - now)
