"""Everybody who attended: address, minutes at each webinar, names as given, answers to surveys."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from sstc_cli.store.database import decoded
from sstc_cli.store.names.given import names_of
from sstc_cli.store.schema import ATTENDANCES, IMPORTS, PEOPLE_TABLES, RESPONSES
from sstc_cli.store.store import Store

Answers = Mapping[str, object]


@dataclass(slots=True)
class Attendee:
    """A person who attended: `minutes` by webinar, `answers` by survey and webinar.

    Without an `email`, nobody can tell who it is. `names` are those that the person gave, each with
    the survey, or the attendance, in which it was given, the last import first.
    """

    person: str
    email: str | None = None
    minutes: dict[int, int] = field(default_factory=dict)
    names: list[tuple[str, str]] = field(default_factory=list)
    answers: dict[tuple[str, int], Answers] = field(default_factory=dict)


def attendees(store: Store, webinars: Sequence[int]) -> list[Attendee]:
    """Return everybody who attended one of the webinars, in the order of their addresses."""
    with store.reading() as connection:
        if connection is None:
            return []
        found = _with_minutes(connection, webinars)
        for person, survey, email, name in _identities(connection):
            if attendee := found.get(person):
                attendee.email = attendee.email or email
                attendee.names += [(name, survey)] if name else []
        for row in _responses(connection):
            if attendee := found.get(row.person):
                attendee.answers[row.survey, row.webinar] = decoded(row.answers)
    return sorted(found.values(), key=lambda who: (who.email or "", who.person))


def _with_minutes(connection: Connection, webinars: Sequence[int]) -> dict[str, Attendee]:
    """Return those who attended by pseudonym; stays that several reports have do not add up."""
    found: dict[str, Attendee] = {}
    there = ATTENDANCES.c
    query = select(there.person, there.webinar, there.minutes).where(there.webinar.in_(webinars))
    for person, webinar, minutes in connection.execute(query):
        if person:
            attendee = found.setdefault(person, Attendee(person))
            attendee.minutes[webinar] = max(minutes, attendee.minutes.get(webinar, 0))
    return found


def _identities(connection: Connection) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Yield who everybody is, as each import has it, the last import first."""
    rows: list[Any] = []
    for table in PEOPLE_TABLES:
        who = table.c
        columns = (who.person, who.import_id, who.email, who.name, who.contacts, IMPORTS.c.survey)
        query = select(*columns).join_from(table, IMPORTS, who.import_id == IMPORTS.c.id)
        rows += connection.execute(query).all()
    for row in sorted(rows, key=lambda row: -row.import_id):
        yield row.person, row.survey, row.email, next(names_of(row.name, row.contacts), None)


def _responses(connection: Connection) -> Iterator[Any]:
    """Yield the answers that count."""
    said = RESPONSES.c
    query = select(said.person, said.survey, said.webinar, said.answers).where(~said.superseded)
    yield from connection.execute(query)


def known_attendance(store: Store) -> dict[int, int]:
    """Return the webinars with attendance, each with the number of people who were there."""
    counts: dict[int, int] = defaultdict(int)
    with store.reading() as connection:
        rows = connection.scalars(select(ATTENDANCES.c.webinar)) if connection else ()
        for webinar in rows:
            counts[webinar] += 1
    return dict(counts)
