"""The recording of a batch of mails, all of it or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from sstc_cli.errors import SstcError
from sstc_cli.store.mail.batch import Batch, Entry, Recorded
from sstc_cli.store.mail.states import GONE, IN_FLIGHT, STATES, State
from sstc_cli.store.mail.stopping import withdraw_stopped
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import MAILINGS, MAILS
from sstc_cli.store.store import Store

_AT_ONCE = 500  # ids in one query
_FRESH = {"state": State.PREPARED, "owner": None, "lease": None, "next_at": None, "reason": ""}


def record_batch(
    store: Store,
    pseudonyms: PseudonymKey,
    batch: Batch,
    entries: Sequence[Entry],
    prepared: date,
) -> Recorded:
    """Keep a batch in one transaction; the same batch again changes nothing that was sent.

    Mails that wait in an earlier batch move to this one, with their new bytes. Those that were
    withdrawn or are expired wait again.
    """
    with store.beginning(pseudonyms, mails=True) as connection:
        known = _known(connection, [entry.message_id for entry in entries])
        _refuse_gone(known, batch, entries)
        _add_mailing(connection, batch, prepared)
        return _kept(connection, batch, entries, known)


def _kept(
    connection: Connection, batch: Batch, entries: Sequence[Entry], known: Mapping[str, Any]
) -> Recorded:
    """Keep the mails of a batch, and return what that has done."""
    new = [entry for entry in entries if entry.message_id not in known]
    if new:
        connection.execute(insert(MAILS), [_row(entry, batch) for entry in new])
    moved = [entry for entry in entries if _is_elsewhere(known, entry, batch)]
    _move(connection, moved, known, batch)
    revived = _revive(connection, batch, [*known])
    stopped = withdraw_stopped(connection, MAILS.c.mailing == batch.id)
    _drop_empty(connection)
    states = counts(connection, batch.id)
    return Recorded(batch.id, len(new), len(moved), revived, stopped, states)


def counts(connection: Connection, batch: str) -> Mapping[State, int]:
    """Return the number of mails of a batch in each state, also where it is zero."""
    query = select(MAILS.c.state, func.count()).where(MAILS.c.mailing == batch)
    found = {row[0]: row[1] for row in connection.execute(query.group_by(MAILS.c.state))}
    return {state: found.get(state, 0) for state in STATES}


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, Any]:
    """Return the rows of mails that the ledger has already, by their Message-IDs."""
    columns = (MAILS.c.id, MAILS.c.mailing, MAILS.c.sha256, MAILS.c.state)
    found: dict[str, Any] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = select(*columns).where(MAILS.c.id.in_(ids[start : start + _AT_ONCE]))
        found |= {row.id: row for row in connection.execute(query)}
    return found


def _is_elsewhere(known: Mapping[str, Any], entry: Entry, batch: Batch) -> bool:
    return entry.message_id in known and known[entry.message_id].mailing != batch.id


def _refuse_gone(known: Mapping[str, Any], batch: Batch, entries: Sequence[Entry]) -> None:
    """Refuse other bytes for a mail of this batch, and mails that another batch has sent."""
    found = [(entry, known[entry.message_id]) for entry in entries if entry.message_id in known]
    gone = [entry for entry, row in found
            if row.mailing != batch.id and row.state in (*GONE, *IN_FLIGHT)]  # fmt: skip
    if gone:
        message = f"{len(gone)} of these mails were sent while this command was working"
        raise SstcError(message, "run this again, to leave them out")
    # of a purged mail, the digest is gone
    if any(
        row.mailing == batch.id and row.sha256 not in ("", entry.sha256) for entry, row in found
    ):
        message = f"the batch `{batch.id}` has other mails in the ledger"
        raise SstcError(message, "run this again; if that does not help, restore a backup")


def _add_mailing(connection: Connection, batch: Batch, prepared: date) -> None:
    query = select(MAILINGS.c.id).where(MAILINGS.c.id == batch.id)
    if connection.execute(query).first() is None:
        names = ("id", "message", "kind", "webinar", "occasion", "facts", "release", "expires_at")
        values: dict[str, Any] = {name: getattr(batch, name) for name in names}
        if batch.expires_at is not None:
            values["expires"] = datetime.fromisoformat(batch.expires_at).timestamp()
        connection.execute(insert(MAILINGS).values(prepared=prepared.isoformat(), **values))


def _row(entry: Entry, batch: Batch) -> dict[str, Any]:
    """Return the row of a new mail."""
    return {
        "id": entry.message_id, "mailing": batch.id, "person": entry.person,
        "sha256": entry.sha256, "size": entry.size, "language": entry.language, "attempts": 0,
        **_FRESH,
    }  # fmt: skip


def _move(
    connection: Connection, entries: Sequence[Entry], known: Mapping[str, Any], batch: Batch
) -> None:
    """Move waiting mails here. Other bytes are another text, which gets a date of its own."""
    columns = ("sha256", "size", "language")
    here = update(MAILS).where(MAILS.c.id == bindparam("mail"))
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in columns}
    again: dict[str, Any] = {"first_at": None, "attempts": 0}
    for same, more in ((True, {}), (False, again)):
        rows = [
            {"mail": entry.message_id, **{f"new_{name}": getattr(entry, name) for name in columns}}
            for entry in entries
            if (known[entry.message_id].sha256 == entry.sha256) is same
        ]
        if rows:
            moved = here.values(mailing=batch.id, **_FRESH, **values, **more)
            connection.execute(moved, rows)


def _revive(connection: Connection, batch: Batch, ids: Sequence[str]) -> int:
    """Let withdrawn and expired mails of a batch wait again; return their number."""
    ended = (State.WITHDRAWN, State.EXPIRED)
    revived = 0
    for part in _parts(ids):
        here = (MAILS.c.mailing == batch.id, MAILS.c.state.in_(ended), MAILS.c.id.in_(part))
        revived += connection.execute(update(MAILS).where(*here).values(**_FRESH)).rowcount
    return revived


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _drop_empty(connection: Connection) -> None:
    """Delete the batches whose mails have all moved to another one."""
    mails = select(MAILS.c.id).where(MAILS.c.mailing == MAILINGS.c.id)
    connection.execute(delete(MAILINGS).where(~mails.exists()))
