"""Removal from the ledger: a person, or what is too old to keep."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, func, or_, select, update

from sstc_cli.store.mail.states import GONE, IN_FLIGHT, OVER, WAITING
from sstc_cli.store.schema import BOUNCES, MAILINGS, MAILS, STOPS
from sstc_cli.store.store import Store

_DETAILED = or_(MAILS.c.state.in_(OVER), MAILS.c.sha256 != "")


@dataclass(frozen=True, slots=True)
class Purged:
    """The batches of which details were erased, and those that still have mails to send."""

    batches: tuple[str, ...]
    left: tuple[str, ...]
    mails: int


def erase_recipient(connection: Connection, person: str) -> tuple[str, ...]:
    """Erase a person from the ledger, and return the Message-IDs of their mails."""
    ids = (*connection.scalars(select(MAILS.c.id).where(MAILS.c.person == person)),)
    connection.execute(delete(BOUNCES).where(BOUNCES.c.mail.in_(ids)))
    connection.execute(delete(MAILS).where(MAILS.c.person == person))
    connection.execute(delete(STOPS).where(STOPS.c.person == person))
    return ids


def purge_mails(
    store: Store, before: date, drop_files: Callable[[Iterable[str]], None], *, dry_run: bool
) -> Purged:
    """Erase what the ledger has of batches from before a day, but first drop their files.

    Of mails that may have arrived, their Message-ID, the digest of their recipient and their state
    stay, so that nobody ever gets one twice.
    """
    with store.writing() as connection:
        purged = _found(connection, before)
        if purged.batches and not dry_run:
            _erase(connection, purged.batches)
            store.database.rewrite(connection)
            drop_files(purged.batches)  # before the end, so that after a kill they are found
    if purged.batches and not dry_run:
        store.database.wipe()
    return purged


def _found(connection: Connection, before: date) -> Purged:
    """Return what can be erased of batches from before a day."""
    old = select(MAILINGS.c.id).where(MAILINGS.c.prepared < before.isoformat())
    active = select(MAILS.c.mailing).where(MAILS.c.state.in_((*WAITING, *IN_FLIGHT)))
    left = connection.scalars(old.where(MAILINGS.c.id.in_(active)).order_by(MAILINGS.c.id)).all()
    done = (MAILS.c.mailing.in_(old.where(MAILINGS.c.id.not_in(active))), _DETAILED)
    found = select(MAILS.c.mailing, func.count()).where(*done).group_by(MAILS.c.mailing)
    counts = {row[0]: row[1] for row in connection.execute(found)}
    return Purged(tuple(sorted(counts)), (*left,), sum(counts.values()))


def _erase(connection: Connection, batches: tuple[str, ...]) -> None:
    here = MAILS.c.mailing.in_(batches)
    mails = select(MAILS.c.id).where(here)
    connection.execute(delete(BOUNCES).where(BOUNCES.c.mail.in_(mails)))
    connection.execute(delete(MAILS).where(here, MAILS.c.state.in_(OVER)))
    kept = update(MAILS).where(here, MAILS.c.state.in_(GONE))
    values = {"sha256": "", "size": 0, "language": "", "reason": ""}
    connection.execute(kept.values(**values))
    empty = ~select(MAILS.c.id).where(MAILS.c.mailing == MAILINGS.c.id).exists()
    connection.execute(delete(MAILINGS).where(MAILINGS.c.id.in_(batches), empty))
