"""What became of the mails of each batch, and what people confirm, withdraw and settle of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, update

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError, nothing_prepared
from sstc_cli.quantity import quantity
from sstc_cli.store.database import in_parts
from sstc_cli.store.mail.batch import (
    CHANGE,
    GONE,
    IN_FLIGHT,
    STATES,
    TO_ONE,
    WAITING,
    Batch,
    MailState,
    facts_in,
)
from sstc_cli.store.mail.ledger import bury, now_of
from sstc_cli.store.schema import MAILINGS, MAILS
from sstc_cli.store.store import Store

_WITH_REASONS = [state for state in STATES if state not in (MailState.PREPARED, MailState.SENT)]


@dataclass(frozen=True, slots=True)
class PreparedBatch:
    """A batch in the ledger, with the number of its mails in each state."""

    id: str
    message: str
    kind: str
    webinar: str | None
    occasion: str
    facts: str
    release: str
    expires_at: str | None
    prepared: str
    confirmed: int | None
    states: Mapping[MailState, int]

    @property
    def is_to_one(self) -> bool:
        """Whether it was prepared for one person, who was named."""
        return self.id.endswith(TO_ONE)

    @property
    def count(self) -> int:
        return sum(self.states.values())

    @property
    def waiting(self) -> int:
        return sum(self.states[state] for state in WAITING)

    @property
    def gone(self) -> int:
        return sum(self.states[state] for state in GONE)


@dataclass(frozen=True, slots=True)
class StoredMail:
    """One mail as the ledger has it."""

    id: str
    sha256: str
    size: int
    state: MailState
    reason: str
    next_at: float | None
    lease: float | None
    language: str
    at: float | None


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """How many people got mails that are true to the same facts, of a release if it has a name.

    Whether those of `unsure` people arrived is unknown.
    """

    release: str
    facts: str
    people: int
    unsure: int = 0


def mailings(store: Store) -> list[PreparedBatch]:
    query = select(MAILS.c.mailing, MAILS.c.state, func.count())
    query = query.group_by(MAILS.c.mailing, MAILS.c.state)
    columns = [column for column in MAILINGS.c if column.name not in ("expires", "told")]
    states: dict[str, dict[MailState, int]] = defaultdict(lambda: dict.fromkeys(STATES, 0))
    with store.reading() as connection:
        if connection is None:
            return []
        for batch, state, count in connection.execute(query):
            states[batch][MailState(state)] = count
        rows = connection.execute(select(*columns).order_by(MAILINGS.c.prepared, MAILINGS.c.id))
        return [PreparedBatch(**row._mapping, states=states[row.id]) for row in rows]


def last_sent(store: Store) -> dict[str, float]:
    """Return when the last mail of each batch was sent, for batches of which some were."""
    query = select(MAILS.c.mailing, func.max(MAILS.c.at)).where(MAILS.c.state == MailState.SENT)
    with store.reading() as connection:
        rows = connection.execute(query.group_by(MAILS.c.mailing)) if connection else ()
        return {batch: at for batch, at in rows if at is not None}


def find_mailings(store: Store, name: str) -> list[PreparedBatch]:
    """Return the batch of this name, or all whose names begin so; refuse a name of none."""
    known = mailings(store)
    if not known:
        raise nothing_prepared()
    exact = [mailing for mailing in known if mailing.id == name]
    found = exact or [mailing for mailing in known if name and mailing.id.startswith(name)]
    if found:
        return found
    names = [mailing.id for mailing in known]
    message = f"unknown batch `{name}`"
    hint = f"{did_you_mean(name, names)}; `sstc mail status` lists them"
    raise SstcError(message, hint, ExitCode.USAGE)


def find_mailing(store: Store, name: str, *, to_send: bool = False) -> PreparedBatch:
    """Return the batch of this name, or the only one that begins so (and waits, if `to_send`)."""
    found = find_mailings(store, name)
    if to_send and len(found) > 1:
        found = [mailing for mailing in found if mailing.waiting] or found
    if len(found) == 1:
        return found[0]
    message = f"{len(found)} batches begin with `{name}`"
    named = (
        f"{mailing.id} ({quantity(mailing.count, 'mail')} of {mailing.prepared})"
        for mailing in found
    )
    hint = f"choose one: {', '.join(named)}"
    raise SstcError(message, hint, ExitCode.USAGE)


def mails_of(store: Store, batch: str, states: Collection[MailState]) -> Sequence[StoredMail]:
    """Return the mails of a batch in some states, in the order of their Message-IDs."""
    names = ("id", "sha256", "size", "state", "reason", "next_at", "lease", "language", "at")
    query = select(*(MAILS.c[name] for name in names)).where(MAILS.c.mailing == batch)
    query = query.where(MAILS.c.state.in_(states)).order_by(MAILS.c.id)
    with store.reading() as connection:
        rows = connection.execute(query).all() if connection else []
    return [StoredMail(row[0], row[1], row[2], MailState(row[3]), *row[4:]) for row in rows]


def reasons_of(store: Store, batch: str) -> list[tuple[MailState, str, int]]:
    """Return the reasons of the states of mails, each with how many have it, the most first."""
    query = select(MAILS.c.state, MAILS.c.reason, func.count()).where(
        MAILS.c.mailing == batch, MAILS.c.state.in_(_WITH_REASONS), MAILS.c.reason != ""
    )
    query = query.group_by(MAILS.c.state, MAILS.c.reason)
    with store.reading() as connection:
        rows = connection.execute(query).all() if connection else []
    found = [(MailState(state), reason, count) for state, reason, count in rows]
    return sorted(found, key=lambda row: (STATES.index(row[0]), -row[2], row[1]))


def known_facts(store: Store, mailing: PreparedBatch) -> list[KnownFacts]:
    """Return what people know of the webinar of a batch, by the last mail that each of them got."""
    rows = _arrived(store, mailing)
    known = [(row, (row.release, facts_in(row.facts))) for row in rows]
    last = {row.person: what for row, what in known}
    sent = {(row.person, *what) for row, what in known if row.state == MailState.SENT}
    unsure = Counter(what for person, what in last.items() if (person, *what) not in sent)
    people_of = sorted(Counter(last.values()).items())
    return [KnownFacts(*what, count, unsure[what]) for what, count in people_of]


def last_facts(store: Store, mailing: PreparedBatch) -> Mapping[str, str]:
    """Return the facts in the last mail that each person got about the webinar of a batch."""
    return {row.person: facts_in(row.facts) for row in _arrived(store, mailing)}


def _arrived(store: Store, mailing: PreparedBatch) -> Sequence[Any]:
    """Return the mails about the webinar of a batch that may have arrived, in their order."""
    same = MAILINGS.c.webinar == mailing.webinar
    if mailing.webinar is None:
        same = MAILINGS.c.webinar.is_(None) & (MAILINGS.c.message == mailing.message)
    gone = select(MAILS.c.person, MAILINGS.c.release, MAILINGS.c.facts, MAILS.c.state)
    gone = gone.join_from(MAILS, MAILINGS).where(same, MAILS.c.state.in_(GONE))
    with store.reading() as connection:
        return connection.execute(gone.order_by(MAILS.c.at)).all() if connection else []


def ledger_now(store: Store) -> float | None:
    """Return the instant by the clock of the database, or None if there is no store."""
    with store.reading() as connection:
        return now_of(connection) if connection else None


def sent_since(store: Store, seconds: int) -> int:
    """Return how many mails of all batches have left in the last so many seconds."""
    with store.reading() as connection:
        if connection is None:
            return 0
        recent = MAILS.c.at > now_of(connection) - seconds
        query = select(func.count()).select_from(MAILS).where(recent)
        return int(connection.execute(query).scalar_one())


def mails_in_flight(store: Store) -> set[str]:
    """Return the owners of the mails that are being sent, or were when their senders died."""
    query = select(MAILS.c.owner).where(MAILS.c.state.in_(IN_FLIGHT)).distinct()
    with store.reading() as connection:
        return {*connection.scalars(query)} if connection else set()


def confirm(store: Store, batch: str, count: int) -> None:
    """Record how many mails a person has agreed to send, so that the same command continues."""
    with store.writing() as connection:
        same = update(MAILINGS).where(MAILINGS.c.id == batch)
        connection.execute(same.values(confirmed=count))


def withdraw(store: Store, batch: str) -> int:
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
    same = MAILINGS.c.webinar.is_not_distinct_from(batch.webinar)
    with store.writing() as connection:
        others = [*connection.scalars(select(MAILINGS.c.id).where(*of, same))]
        counts = {other: _withdraw(connection, other) for other in sorted(others)}
    return {other: count for other, count in counts.items() if count}


def _withdraw(connection: Connection, batch: str) -> int:
    here = (MAILS.c.mailing == batch, MAILS.c.state.in_(WAITING))
    values = {"state": MailState.WITHDRAWN, "next_at": None, "reason": ""}
    return connection.execute(update(MAILS).where(*here).values(**values)).rowcount


def settle(
    store: Store, ids: Sequence[str], state: MailState, states: Collection[MailState], reason: str
) -> int:
    """Give some mails in some states another one. One that waits again keeps its date and bytes."""
    settled = 0
    with store.writing() as connection:
        for part in in_parts(ids):
            old = update(MAILS).where(MAILS.c.id.in_(part), MAILS.c.state.in_(states))
            values = {"state": state, "reason": reason, "owner": None, "next_at": None}
            settled += connection.execute(old.values(**values)).rowcount
    return settled


def recover_from(store: Store, dead: Collection[str]) -> None:
    """Let the mails of dead senders wait again; those at their dot become unknown."""
    with store.writing() as connection:
        bury(connection, dead, now_of(connection))
