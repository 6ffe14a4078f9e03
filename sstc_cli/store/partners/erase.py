"""Removal of requests: those of a person, of people who are gone, or from before a day."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, Table, delete, func, or_, select

from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import PEOPLE_TABLES, REQUEST_EVENTS, REQUESTS, ROW_TABLES

_R = REQUESTS.c


def erase_requests(connection: Connection, ids: Sequence[str]) -> tuple[str, ...]:
    """Delete the requests with these ids, and their events, and return the ids."""
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        connection.execute(delete(REQUEST_EVENTS).where(REQUEST_EVENTS.c.request.in_(part)))
        connection.execute(delete(REQUESTS).where(_R.id.in_(part)))
    return (*ids,)


def request_ids(connection: Connection, where: ColumnElement[bool]) -> tuple[str, ...]:
    """Return the ids of the requests that fulfil a condition."""
    return (*connection.scalars(select(_R.id).where(where).order_by(_R.id)),)


def requests_of(person: str) -> ColumnElement[bool]:
    """Return the condition that a person, as the ledger of mails has them, is one of the sides."""
    return or_(_R.first == person, _R.second == person)


def requests_before(day: date) -> ColumnElement[bool]:
    """Return the condition that nothing has happened to a request since a day."""
    last = select(func.max(REQUEST_EVENTS.c.day)).where(REQUEST_EVENTS.c.request == _R.id)
    return last.scalar_subquery() < day.isoformat()


def requests_without(
    connection: Connection, stays: Callable[[Table], ColumnElement[bool]], pseudonyms: PseudonymKey
) -> tuple[str, ...]:
    """Return the ids of the requests of which a side has no row that stays in the store."""
    rows = connection.execute(select(_R.id, _R.first, _R.second).order_by(_R.id)).all()
    if not rows:
        return ()
    people = {
        person
        for table in ROW_TABLES
        for person in connection.scalars(select(table.c.person).where(stays(table)).distinct())
    }
    known = {
        pseudonyms.recipient(email)
        for table in PEOPLE_TABLES
        for person, email in connection.execute(select(table.c.person, table.c.email))
        if email and person in people
    }
    return (*(id_ for id_, *sides in rows if not known.issuperset(sides)),)
