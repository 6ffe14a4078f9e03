"""A batch of mails in the ledger: the states of a mail, and the recording of all or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from sstc_cli.errors import SstcError
from sstc_cli.store.database import in_parts
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import FORGOTTEN, MAILINGS, MAILS, STOPS
from sstc_cli.store.store import Store


class MailState(StrEnum):
    """What has become of a mail.

    Between `dot` and the answer of the server, it is unknown whether it was accepted. If the
    answer does not come, the mail is `unknown`, and never sent again without a person's word.
    """

    PREPARED = "prepared"
    CLAIMED = "claimed"
    DOT = "dot"
    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


STATES = (*MailState,)
WAITING = (MailState.PREPARED, MailState.DEFERRED)  # they can be sent
IN_FLIGHT = (MailState.CLAIMED, MailState.DOT)
GONE = (MailState.SENT, MailState.UNKNOWN)  # they may have arrived
OVER = (
    MailState.FAILED,
    MailState.EXPIRED,
    MailState.WITHDRAWN,
)  # they have not arrived, and will not


CHANGE = "change-"  # what the occasion of telling a change begins with
TO_ONE = "-one"  # what the id of a batch for one person who was named ends with
REST = "+"  # what a digest of all else that the mails of a batch say begins with, after its facts


def facts_in(content: str) -> str:
    """Return the digest of the facts, in that of all that the mails of a batch say."""
    return content.partition(REST)[0]


@dataclass(frozen=True, slots=True)
class Batch:
    """The mails of one message that were prepared together.

    `webinar` is an id, or None if they are about the whole series, and `occasion` empty but for a
    message that is sent on purpose once more. `facts` is a digest of what the mails say about the
    webinar, and of all else that they say, `expires_at` the instant, with an offset, after which
    none is sent, and `told` the plan of the webinar. The same batch again keeps what it told first.
    """

    id: str
    message: str
    kind: str
    webinar: str | None
    occasion: str
    facts: str
    release: str
    expires_at: str | None
    told: str | None = None


@dataclass(frozen=True, slots=True)
class MailRecord:
    """One mail of a batch: its Message-ID, the digest of its recipient, and that of its bytes.

    Of a contact, `reader` has what decides the words and the clock, as JSON. `entry` is the method
    of a calendar entry.
    """

    message_id: str
    person: str
    sha256: str
    size: int
    language: str
    reader: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording a batch has done.

    `new` mails were not in the ledger, `moved` ones were waiting in an earlier batch, `revived`
    ones had been withdrawn or were expired, `stopped` ones are not sent because their recipients
    want none. `states` has the number of mails in each state.
    """

    batch: str
    new: int
    moved: int
    revived: int
    stopped: int
    states: Mapping[MailState, int]


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
    return connection.execute(waiting.values(state=MailState.WITHDRAWN, reason="stopped")).rowcount


_WRITTEN = ("sha256", "size", "language", "reader", "entry")  # of a mail as it is prepared
_FRESH = {"state": MailState.PREPARED, "owner": None, "lease": None, "next_at": None, "reason": ""}


def record_batch(
    store: Store,
    pseudonyms: PseudonymKey,
    batch: Batch,
    entries: Sequence[MailRecord],
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
        new = [entry for entry in entries if entry.message_id not in known]
        if new:
            connection.execute(insert(MAILS), [_row(entry, batch) for entry in new])
        elsewhere = {id_ for id_, row in known.items() if row.mailing != batch.id}
        moved = [entry for entry in entries if entry.message_id in elsewhere]
        _move(connection, moved, known, batch)
        revived = _revive(connection, batch, [*known])
        stopped = withdraw_stopped(connection, MAILS.c.mailing == batch.id)
        # the batches whose mails have all moved to another one
        mails = select(MAILS.c.id).where(MAILS.c.mailing == MAILINGS.c.id)
        connection.execute(delete(MAILINGS).where(~mails.exists()))
        states = counts(connection, batch.id)
        return Recorded(batch.id, len(new), len(moved), revived, stopped, states)


def counts(connection: Connection, batch: str) -> Mapping[MailState, int]:
    query = select(MAILS.c.state, func.count()).where(MAILS.c.mailing == batch)
    found = {row[0]: row[1] for row in connection.execute(query.group_by(MAILS.c.state))}
    return {state: found.get(state, 0) for state in STATES}


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, Any]:
    columns = (MAILS.c.id, MAILS.c.mailing, MAILS.c.sha256, MAILS.c.state)
    found: dict[str, Any] = {}
    for part in in_parts(ids):
        query = select(*columns).where(MAILS.c.id.in_(part))
        found |= {row.id: row for row in connection.execute(query)}
    return found


def _refuse_gone(known: Mapping[str, Any], batch: Batch, entries: Sequence[MailRecord]) -> None:
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
    if connection.execute(query).first() is not None:  # its mails say the same of another plan
        same = update(MAILINGS).where(MAILINGS.c.id == batch.id)
        connection.execute(same.values(facts=batch.facts))
    else:
        values: dict[str, Any] = asdict(batch)
        if batch.expires_at is not None:
            values["expires"] = datetime.fromisoformat(batch.expires_at).timestamp()
        connection.execute(insert(MAILINGS).values(prepared=prepared.isoformat(), **values))


def _row(entry: MailRecord, batch: Batch) -> dict[str, Any]:
    return {
        "id": entry.message_id, "mailing": batch.id, "person": entry.person, "attempts": 0,
        **{name: getattr(entry, name) for name in _WRITTEN}, **_FRESH,
    }  # fmt: skip


def _move(
    connection: Connection, entries: Sequence[MailRecord], known: Mapping[str, Any], batch: Batch
) -> None:
    """Move waiting mails here. Other bytes are another text, which gets a date of its own."""
    here = update(MAILS).where(MAILS.c.id == bindparam("mail"))
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _WRITTEN}
    again: dict[str, Any] = {"first_at": None, "attempts": 0}
    for same, more in ((True, {}), (False, again)):
        rows = [
            {"mail": entry.message_id, **{f"new_{name}": getattr(entry, name) for name in _WRITTEN}}
            for entry in entries
            if (known[entry.message_id].sha256 == entry.sha256) is same
        ]
        if rows:
            moved = here.values(mailing=batch.id, **_FRESH, **values, **more)
            connection.execute(moved, rows)


def _revive(connection: Connection, batch: Batch, ids: Sequence[str]) -> int:
    """Let withdrawn and expired mails of a batch wait again; return their number."""
    ended = (MailState.WITHDRAWN, MailState.EXPIRED)
    revived = 0
    for part in in_parts(ids):
        here = (MAILS.c.mailing == batch.id, MAILS.c.state.in_(ended), MAILS.c.id.in_(part))
        revived += connection.execute(update(MAILS).where(*here).values(**_FRESH)).rowcount
    return revived
