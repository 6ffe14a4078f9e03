"""What imports tell about each person: registrants, those who attended, and how to reach them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, func, select

from sstc_cli.store.database import decoded
from sstc_cli.store.mail.earlier import stopped
from sstc_cli.store.names import names_of, offices_of
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import ATTENDANCES, IMPORTS, PEOPLE_TABLES, RESPONSES
from sstc_cli.store.store import Store


@dataclass(frozen=True, slots=True)
class Contact:
    """What the store has of a person who gave an address; the rest may be missing."""

    email: str
    name: str | None
    organisation: str | None


def contacts(store: Store) -> dict[str, Contact]:
    """Return all people who gave an address by pseudonym; an earlier import fills gaps."""
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


Answers = Mapping[str, object]


@dataclass(slots=True)
class Attendee:
    """A person who attended: `minutes` by webinar, `answers` by survey and webinar, as ids.

    Without an `email`, it is unknown who that is. `names` are those that the person gave, each with
    the survey, or the attendance, in which it was given, the last import first.
    """

    person: str
    email: str | None = None
    minutes: dict[str, int] = field(default_factory=dict)
    names: list[tuple[str, str]] = field(default_factory=list)
    answers: dict[tuple[str, str], Answers] = field(default_factory=dict)


def attendees(store: Store, webinars: Sequence[str]) -> list[Attendee]:
    """Return all people who attended one of the webinars, in the order of their addresses."""
    with store.reading() as connection:
        if connection is None:
            return []
        found = _with_minutes(connection, webinars)
        for person, survey, email, name in _identities(connection):
            if attendee := found.get(person):
                attendee.email = attendee.email or email
                attendee.names += [(name, survey)] if name else []
        said = RESPONSES.c
        answers = select(said.person, said.survey, said.webinar, said.answers)
        for row in connection.execute(answers.where(~said.superseded)):
            if attendee := found.get(row.person):
                attendee.answers[row.survey, row.webinar] = decoded(row.answers)
    return sorted(found.values(), key=lambda who: (who.email or "", who.person))


def _with_minutes(connection: Connection, webinars: Sequence[str]) -> dict[str, Attendee]:
    found: dict[str, Attendee] = {}
    there = ATTENDANCES.c
    query = select(there.person, there.webinar, there.minutes).where(there.webinar.in_(webinars))
    for person, webinar, minutes in connection.execute(query):
        if person:
            attendee = found.setdefault(person, Attendee(person))
            attendee.minutes[webinar] = max(minutes, attendee.minutes.get(webinar, 0))
    return found


def _identities(connection: Connection) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Yield who each person is, as each import has it, the last import first."""
    rows: list[Any] = []
    for table in PEOPLE_TABLES:
        who = table.c
        columns = (who.person, who.import_id, who.email, who.name, who.contacts, IMPORTS.c.survey)
        query = select(*columns).join_from(table, IMPORTS, who.import_id == IMPORTS.c.id)
        rows += connection.execute(query).all()
    for row in sorted(rows, key=lambda row: -row.import_id):
        yield row.person, row.survey, row.email, next(names_of(row.name, row.contacts), None)


def known_attendance(store: Store) -> dict[str, int]:
    """Return the ids of webinars with attendance, each with the number of people who were there."""
    with store.reading() as connection:
        return dict(
            Counter(connection.scalars(select(ATTENDANCES.c.webinar)) if connection else ())
        )


@dataclass(frozen=True, slots=True)
class Registration:
    """The answers of a person to a survey, perhaps with `consent` that they are kept.

    `webinar` is 0 if the plan has it no more. They do not count if the person answered the same
    survey again.
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


def registrants(store: Store, surveys: Collection[str], key: PseudonymKey) -> list[Registrant]:
    """Return who answered one of the surveys, by digest; registrations are in order of instants."""
    with store.reading() as connection:
        if connection is None:
            return []
        said = RESPONSES.c
        number = func.coalesce(store.number(said.webinar), 0).label("number")
        columns = (said.person, said.survey, number, said.instant, said.key)
        query = select(*columns, said.import_id, said.consent, said.answers, said.superseded)
        chosen = (said.survey.in_([*surveys]), said.person.is_not(None))
        rows = defaultdict[str, list[Any]](list)
        for row in connection.execute(query.where(*chosen)):
            rows[row.person].append(row)
        offices, addresses = _offices_and_addresses(connection)
        silent = stopped(store)  # by digests as in the ledger of mails
        attended = defaultdict[str, set[int]](set)
        there = ATTENDANCES.c
        visited = select(there.person, store.number(there.webinar))
        for person, webinar in connection.execute(visited):
            if person and webinar is not None:
                attended[person].add(webinar)
    known = addresses.items() if silent else ()
    quiet = {person for person, address in known if key.recipient(address) in silent}
    found = []
    for person in sorted(rows):
        registrations = tuple(
            Registration(
                row.survey,
                row.number,
                decoded(row.answers),
                row.consent is not None,
                offices.get((person, row.import_id)),
                not row.superseded,
            )
            for row in sorted(
                rows[person], key=lambda row: (row.instant, row.number, row.survey, row.key)
            )
        )
        visits = frozenset(attended.get(person, ()))
        found.append(
            Registrant(person, registrations, visits, person in addresses, person in quiet)
        )
    return found


def _offices_and_addresses(
    connection: Connection,
) -> tuple[dict[tuple[str, int], str], dict[str, str]]:
    """Return what people work for, by person and import, and their addresses by person."""
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
    return offices, addresses
