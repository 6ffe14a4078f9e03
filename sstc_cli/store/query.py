"""Queries of the store for exports, and for first-time and returning participants."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, func, select, union_all

from sstc_cli.store.schema import ATTENDANCES, IDENTITIES, RESPONSES
from sstc_cli.store.store import Store

Identified = Mapping[str, Any]

CONTACTS = ("email", "name", "organisation", "contacts")


def identified_responses(
    store: Store, survey: str, webinars: Sequence[int]
) -> Sequence[Identified]:
    """Return the responses to a survey that count, with the people, in the order of their keys."""
    return _identified(store, RESPONSES, webinars, survey)


def identified_attendances(store: Store, webinars: Sequence[int]) -> Sequence[Identified]:
    """Return the attendances, with the people, in the order of their keys."""
    return _identified(store, ATTENDANCES, webinars)


def attendances(store: Store, webinars: Sequence[int]) -> Sequence[tuple[int, str | None]]:
    """Return the webinar and the person of each attendance."""
    query = select(ATTENDANCES.c.webinar, ATTENDANCES.c.person)
    if webinars:
        query = query.where(ATTENDANCES.c.webinar.in_(webinars))
    with store.reading() as connection:
        rows = connection.execute(query).all() if connection else []
        return [(webinar, person) for webinar, person in rows]


def persons_with_address(store: Store) -> set[str]:
    """Return the pseudonyms that are made of an address."""
    query = select(IDENTITIES.c.person).where(IDENTITIES.c.email.is_not(None))
    with store.reading() as connection:
        return set(connection.execute(query).scalars()) if connection else set()


def first_webinars(store: Store, after: Iterable[str]) -> Mapping[str, int | None]:
    """Return the first webinar of each person with an address, or None if there was none.

    A person took part by attending, or by answering one of the surveys `after` a webinar.
    """
    answered = select(RESPONSES.c.person, RESPONSES.c.webinar).where(
        RESPONSES.c.survey.in_([*after])
    )
    participations = union_all(
        answered, select(ATTENDANCES.c.person, ATTENDANCES.c.webinar)
    ).subquery()
    took_part = select(participations.c.person, func.min(participations.c.webinar))
    took_part = took_part.group_by(participations.c.person)
    with store.reading() as connection:
        rows = connection.execute(took_part) if connection else ()
        first = {row[0]: row[1] for row in rows}
    return {person: first.get(person) for person in persons_with_address(store)}


def _identified(
    store: Store, table: Table, webinars: Sequence[int], survey: str | None = None
) -> Sequence[Identified]:
    columns, people = table.c, IDENTITIES.c
    query = select(*columns, *(people[name] for name in CONTACTS))
    query = query.join_from(table, IDENTITIES, columns.person == people.person, isouter=True)
    query = query.order_by(columns.webinar, columns.key)
    if survey:
        query = query.where(columns.survey == survey, ~columns.superseded)
    if webinars:
        query = query.where(columns.webinar.in_(webinars))
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all() if connection else []
        return [dict(row) for row in rows]
