"""People who get no more mail, because they asked for none or because their mails came back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, delete, insert, select

from sstc_cli.store.database import in_parts
from sstc_cli.store.mail.batch import ASKED, BOUNCED, add_stop, withdraw_stopped
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import BOUNCES, MAILS, STOPS
from sstc_cli.store.store import Store


def stop(store: Store, pseudonyms: PseudonymKey, person: str, reason: str, day: date) -> int:
    """Stop mail to a person, and return how many waiting mails that withdraws."""
    with store.beginning(pseudonyms, mails=True) as connection:
        add_stop(connection, person, reason, day.isoformat())
        return withdraw_stopped(connection, MAILS.c.person == person)


def allow(store: Store, pseudonyms: PseudonymKey, person: str) -> str | None:
    """Let a person get mail again; return why there was none, or None if there was."""
    with store.beginning(pseudonyms, mails=True) as connection:
        known = select(STOPS.c.reason).where(STOPS.c.person == person)
        reason: str | None = connection.execute(known).scalar_one_or_none()
        connection.execute(delete(STOPS).where(STOPS.c.person == person))
        return reason


def was_written_to(store: Store, person: str) -> bool:
    """Return whether the ledger has a mail to a person, sent or not."""
    query = select(MAILS.c.id).where(MAILS.c.person == person).limit(1)
    with store.reading() as connection:
        return connection is not None and connection.execute(query).first() is not None


HARD, SOFT = "hard", "soft"
_ENOUGH, _WITHIN = 3, timedelta(days=14)  # soft bounces after which an address gets no more mail


@dataclass(frozen=True, slots=True)
class Returned:
    """A mail that came back: the Message-IDs in the bounce, its day, kind and status."""

    ids: tuple[str, ...]
    day: date
    kind: str
    status: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What bounces and wishes have changed.

    Bounces are `new`, `known` from an earlier time, or `foreign`: of no mail in the ledger.
    `bounced` addresses and people who `asked` are those who are stopped now, and `withdrawn` the
    mails to them that were waiting. `unknown` wishes have an unknown code.
    """

    new: int
    known: int
    foreign: int
    bounced: int
    asked: int
    unknown: int
    withdrawn: int


def people_in(store: Store) -> set[str]:
    """Return the digests of all people to whom mail was prepared."""
    with store.reading() as connection:
        query = select(MAILS.c.person).distinct()
        return {*connection.scalars(query)} if connection else set()


def settle_returned(
    store: Store,
    pseudonyms: PseudonymKey,
    returned: Sequence[Returned],
    wishes: Collection[str | None],
    today: date,
) -> Settled:
    """Record bounces and wishes in one transaction; the same ones again change nothing.

    `wishes` are the digests of the people who have them, or None for an unknown code.
    """
    asked = {person for person in wishes if person is not None}
    with store.beginning(pseudonyms, mails=True) as connection:
        stopped = dict(connection.execute(select(STOPS.c.person, STOPS.c.reason)).all())
        kinds, known, foreign = _record(connection, returned)
        failed = {person for person in kinds if _has_failed(connection, person, kinds[person])}
        withdrawn = _stop(connection, asked, failed, today.isoformat())
    bounced = sum(stopped.get(person) != BOUNCED for person in failed)
    unknown = sum(person is None for person in wishes)
    new = sum(map(len, kinds.values()))
    left = len(asked - stopped.keys())
    return Settled(new, known, foreign, bounced, left, unknown, withdrawn)


def _stop(connection: Connection, asked: set[str], failed: set[str], day: str) -> int:
    for people, reason in ((asked, ASKED), (failed, BOUNCED)):
        for person in sorted(people):
            add_stop(connection, person, reason, day)
    affected = sorted(asked | failed)
    return sum(withdraw_stopped(connection, MAILS.c.person == person) for person in affected)


def _people_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    ordered, found = sorted(ids), {}
    for part in in_parts(ordered):
        query = select(MAILS.c.id, MAILS.c.person).where(MAILS.c.id.in_(part))
        found.update({row.id: row.person for row in connection.execute(query)})
    return found


def _record(
    connection: Connection, returned: Sequence[Returned]
) -> tuple[dict[str, list[str]], int, int]:
    """Record new bounces; return their kinds by person, and how many are known and foreign.

    The same bounce of a mail and a day counts once.
    """
    people = _people_of(connection, {id_ for bounce in returned for id_ in bounce.ids})
    rows = connection.execute(select(BOUNCES.c.mail, BOUNCES.c.day))
    seen = {(row.mail, row.day) for row in rows}
    kinds: dict[str, list[str]] = {}
    known = foreign = 0
    for bounce in returned:
        mail = next((id_ for id_ in bounce.ids if id_ in people), None)
        key = (mail, bounce.day.isoformat())
        if mail is None:
            foreign += 1
        elif key in seen:
            known += 1
        else:
            seen.add(key)
            values = {"mail": mail, "day": key[1], "kind": bounce.kind, "status": bounce.status}
            connection.execute(insert(BOUNCES).values(**values))
            kinds.setdefault(people[mail], []).append(bounce.kind)
    return kinds, known, foreign


def _has_failed(connection: Connection, person: str, kinds: Collection[str]) -> bool:
    if HARD in kinds:
        return True
    if SOFT not in kinds:
        return False
    query = select(BOUNCES.c.day).join_from(BOUNCES, MAILS)
    query = query.where(MAILS.c.person == person, BOUNCES.c.kind == SOFT)
    days = sorted(map(date.fromisoformat, connection.scalars(query)))
    runs = zip(days, days[_ENOUGH - 1 :], strict=False)
    return any(last - first <= _WITHIN for first, last in runs)
