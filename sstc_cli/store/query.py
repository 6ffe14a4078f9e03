"""Queries of the store for exports, and for first-time and returning participants."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, func, select, union_all

from sstc_cli.store.schema import ATTENDANCES, IDENTITIES, RESPONSES
from sstc_cli.store.store import Store

Identified = Mapping[str, Any]

_AT_ONCE = 5_000  # more need more memory, fewer need more messages to a server

CONTACTS = ("email", "name", "organisation", "contacts")


@dataclass(frozen=True, slots=True)
class IdentifiedRows:
    """Rows with the people they are of, in the order of their keys, read some at a time."""

    store: Store
    table: Table
    keys: Sequence[str]

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Identified]:
        columns, people = self.table.c, IDENTITIES.c
        query = select(*columns, *(people[name] for name in CONTACTS))
        query = query.join_from(
            self.table, IDENTITIES, columns.person == people.person, isouter=True
        )
        for start in range(0, len(self.keys), _AT_ONCE):
            keys = self.keys[start : start + _AT_ONCE]
            with self.store.reading() as connection:
                found = connection.execute(query.where(columns.key.in_(keys))) if connection else ()
                rows = {row.key: row._asdict() for row in found}
            yield from (rows[key] for key in keys if key in rows)


def identified_responses(store: Store, survey: str, webinars: Sequence[int]) -> IdentifiedRows:
    """Return the responses to a survey that count, with the people, in the order of their keys."""
    return _identified(store, RESPONSES, webinars, survey)


def identified_attendances(store: Store, webinars: Sequence[int]) -> IdentifiedRows:
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
) -> IdentifiedRows:
    """Return rows by their keys, because sorting all of their contents takes much memory."""
    columns = table.c
    query = select(columns.key).order_by(columns.webinar, columns.key)
    if survey:
        query = query.where(columns.survey == survey, ~columns.superseded)
    if webinars:
        query = query.where(columns.webinar.in_(webinars))
    with store.reading() as connection:
        keys = connection.scalars(query).all() if connection else []
    return IdentifiedRows(store, table, keys)
