"""Removal of requests: those of a person, or those whose last event was before a day."""

from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select

from sstc_cli.store.schema import REQUEST_EVENTS, REQUESTS

_R = REQUESTS.c


def erase_requests(connection: Connection, where: ColumnElement[bool]) -> tuple[str, ...]:
    """Delete requests with their events, and return the ids that they had."""
    ids = request_ids(connection, where)
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        connection.execute(delete(REQUEST_EVENTS).where(REQUEST_EVENTS.c.request.in_(part)))
        connection.execute(delete(REQUESTS).where(_R.id.in_(part)))
    return ids


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
