"""Mails that came back, and people who stopped: what they change for later mails."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, insert, select

from sstc_cli.store.mail.stopping import ASKED, BOUNCED, add_stop, withdraw_stopped
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import BOUNCES, MAILS, STOPS
from sstc_cli.store.store import Store

HARD, SOFT = "hard", "soft"
_ENOUGH, _WITHIN = 3, timedelta(days=14)  # soft bounces after which an address gets no more mail
_AT_ONCE = 500  # ids in one statement


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
    mails to them that were waiting. `unknown` wishes have a code that nobody has.
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
    with store.beginning(pseudonyms, mails=True) as connection:
        stopped = dict(connection.execute(select(STOPS.c.person, STOPS.c.reason)).all())
        ids = {id_ for bounce in returned for id_ in bounce.ids}
        people = _people_of(connection, ids)
        new, known, foreign = _record(connection, returned, people)
        failed = {person for person in new if _has_failed(connection, person, new[person])}
        asked = {person for person in wishes if person is not None}
        for person, reason in [*((p, ASKED) for p in asked), *((p, BOUNCED) for p in failed)]:
            add_stop(connection, person, reason, today.isoformat())
        affected = asked | failed
        withdrawn = sum(
            withdraw_stopped(connection, MAILS.c.person == person) for person in sorted(affected)
        )
        return Settled(
            new=sum(map(len, new.values())),
            known=known,
            foreign=foreign,
            bounced=sum(stopped.get(person) != BOUNCED for person in failed),
            asked=sum(person not in stopped for person in asked),
            unknown=sum(person is None for person in wishes),
            withdrawn=withdrawn,
        )


def _people_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the person of each mail in the ledger that has one of the Message-IDs."""
    ordered, found = sorted(ids), {}
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        query = select(MAILS.c.id, MAILS.c.person).where(MAILS.c.id.in_(some))
        found.update({row.id: row.person for row in connection.execute(query)})
    return found


def _record(
    connection: Connection, returned: Sequence[Returned], people: Mapping[str, str]
) -> tuple[dict[str, list[str]], int, int]:
    """Record new bounces; return their kinds by person, and how many are known and foreign."""
    recorded = {
        (row.mail, row.day) for row in connection.execute(select(BOUNCES.c.mail, BOUNCES.c.day))
    }
    new: dict[str, list[str]] = {}
    known = foreign = 0
    for bounce in returned:
        mail = next((id_ for id_ in bounce.ids if id_ in people), None)
        if mail is None:
            foreign += 1
            continue
        row = (mail, bounce.day.isoformat())
        if row in recorded:
            known += 1
            continue
        recorded.add(row)
        values = {"mail": mail, "day": row[1], "kind": bounce.kind, "status": bounce.status}
        connection.execute(insert(BOUNCES).values(**values))
        new.setdefault(people[mail], []).append(bounce.kind)
    return new, known, foreign


def _has_failed(connection: Connection, person: str, kinds: Collection[str]) -> bool:
    """Return whether a person's address does not exist, or has failed often enough."""
    if HARD in kinds:
        return True
    if SOFT not in kinds:
        return False
    query = select(BOUNCES.c.day).join_from(BOUNCES, MAILS)
    query = query.where(MAILS.c.person == person, BOUNCES.c.kind == SOFT)
    days = sorted(map(date.fromisoformat, connection.scalars(query)))
    runs = zip(days, days[_ENOUGH - 1 :], strict=False)
    return any(last - first <= _WITHIN for first, last in runs)
