"""Queries of the store for exports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select

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
