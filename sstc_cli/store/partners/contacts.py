"""How to reach people: address, name and organisation, as their last import has them."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from sstc_cli.store.names.given import names_of, offices_of
from sstc_cli.store.schema import PEOPLE_TABLES
from sstc_cli.store.store import Store


@dataclass(frozen=True, slots=True)
class Contact:
    """What the store has of a person who gave an address; the rest may be missing."""

    email: str
    name: str | None
    organisation: str | None


def contacts(store: Store) -> dict[str, Contact]:
    """Return everybody who gave an address by pseudonym; an earlier import fills gaps."""
    found: dict[str, Contact] = {}
    with store.reading() as connection:
        if connection is None:
            return found
        rows = [row for table in PEOPLE_TABLES for row in connection.execute(select(table))]
    for row in sorted(rows, key=lambda row: -row.import_id):
        name = next(names_of(row.name, row.contacts), None)
        office = next(offices_of(row.organisation, row.contacts), None)
        if known := found.get(row.person):
            name, office = known.name or name, known.organisation or office
            found[row.person] = replace(known, name=name, organisation=office)
        elif row.email:
            found[row.person] = Contact(row.email, name, office)
    return found
