"""The registrations of everybody, each with who it was, the earliest first."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from sstc_cli.store.database import decoded
from sstc_cli.store.mail.before import stopped
from sstc_cli.store.names.given import offices_of
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import ATTENDANCES, PEOPLE_TABLES, RESPONSES
from sstc_cli.store.store import Store

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Registration:
    """The answers of a person to a survey, perhaps with `consent` that they are kept.

    It does not count if the person answered the same survey again.
    """

    survey: str
    webinar: int
    answers: Answers
    consent: bool
    organisation: str | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Registrant:
    """A person with all registrations, the earliest first; `stopped` if mail is not wanted."""

    person: str
    registrations: tuple[Registration, ...]
    attended: frozenset[int] = frozenset()
    has_address: bool = True
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """Who people are, import by import, and where they were."""

    offices: Mapping[tuple[str, int], str]
    addresses: Collection[str]
    attended: Mapping[str, set[int]]
    stopped: Collection[str]


def registrants(store: Store, surveys: Collection[str], key: PseudonymKey) -> list[Registrant]:
    """Return everybody who answered one of the surveys, in the order of their digests.

    The order of the imports does not matter: registrations are in the order of their instants.
    """
    with store.reading() as connection:
        if connection is None:
            return []
        rows = defaultdict[str, list[Any]](list)
        for row in _responses(connection, surveys):
            rows[row.person].append(row)
        known = _known(connection, {*stopped(store)}, key)
    return [_registrant(person, rows[person], known) for person in sorted(rows)]


def _responses(connection: Connection, surveys: Collection[str]) -> Iterator[Any]:
    """Yield the responses that are of somebody."""
    said = RESPONSES.c
    columns = (said.person, said.survey, said.webinar, said.instant, said.key)
    query = select(*columns, said.import_id, said.consent, said.answers, said.superseded)
    chosen = (said.survey.in_([*surveys]), said.person.is_not(None))
    yield from connection.execute(query.where(*chosen))


def _known(connection: Connection, silent: Collection[str], key: PseudonymKey) -> _Known:
    """Return who people are; `silent` are digests as in the ledger of mails."""
    offices: dict[tuple[str, int], str] = {}
    addresses: dict[str, str] = {}
    for table in PEOPLE_TABLES:
        who = table.c
        columns = (who.person, who.import_id, who.email, who.organisation, who.contacts)
        for row in connection.execute(select(*columns)):
            if row.email:
                addresses[row.person] = row.email
            if office := next(offices_of(row.organisation, row.contacts), None):
                offices[row.person, row.import_id] = office
    attended = defaultdict[str, set[int]](set)
    there = ATTENDANCES.c
    for person, webinar in connection.execute(select(there.person, there.webinar)):
        if person:
            attended[person].add(webinar)
    people = addresses.items() if silent else ()
    quiet = {person for person, address in people if key.recipient(address) in silent}
    return _Known(offices, addresses, attended, quiet)


def _registrant(person: str, rows: list[Any], known: _Known) -> Registrant:
    in_time = sorted(rows, key=lambda row: (row.instant, row.webinar, row.survey, row.key))
    registrations = tuple(
        Registration(
            row.survey,
            row.webinar,
            decoded(row.answers),
            row.consent is not None,
            known.offices.get((person, row.import_id)),
            not row.superseded,
        )
        for row in in_time
    )
    attended = frozenset(known.attended.get(person, ()))
    address, stopped = person in known.addresses, person in known.stopped
    return Registrant(person, registrations, attended, address, stopped)
