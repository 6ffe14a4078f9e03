"""What a store contains: its imports, size and problems, and what was published from it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import delete, func, insert, literal, select

from sstc_cli.store.about import read_about, record_series, strangers
from sstc_cli.store.database import decoded, transaction
from sstc_cli.store.import_write import without_rows
from sstc_cli.store.mail.batch import GONE
from sstc_cli.store.response import ATTENDANCE_ID
from sstc_cli.store.schema import (
    ABOUT,
    ATTENDANCES,
    IDENTITIES,
    IMPORTS,
    MAILINGS,
    MAILS,
    PEOPLE_TABLES,
    REQUESTS,
    RESPONSES,
    ROW_TABLES,
)
from sstc_cli.store.store import Store

_PUBLISHED = "published"  # in the table `about`


@dataclass(frozen=True, slots=True, order=True)
class PublishedScope:
    """The responses to a survey from some webinars, by id, or the people who attended these."""

    survey: str
    webinars: tuple[str, ...]
    n: int


def published_scopes(store: Store) -> list[PublishedScope]:
    with store.reading() as connection:
        return _scopes_in(read_about(connection)) if connection else []


def record_published(store: Store, scopes: Iterable[PublishedScope]) -> None:
    """Remember what is published. Nothing is written if all of it was published before."""
    new = {*scopes} - {*published_scopes(store)}
    if not new or not store.begun:
        return
    with transaction(store.database, writing=True) as connection:
        about = read_about(connection)
        record_series(connection, about, store.series)
        known = sorted({*_scopes_in(about), *new})
        text = json.dumps([[scope.survey, scope.webinars, scope.n] for scope in known])
        connection.execute(delete(ABOUT).where(ABOUT.c.name == _PUBLISHED))
        connection.execute(insert(ABOUT).values(name=_PUBLISHED, value=text))


def _scopes_in(about: dict[str, str]) -> list[PublishedScope]:
    rows = decoded(about.get(_PUBLISHED, "[]"))
    return [PublishedScope(survey, tuple(webinars), n) for survey, webinars, n in rows]


class Import(NamedTuple):
    """One imported table and its effects. `webinars` are the ids of those of rows that remain."""

    id: int
    file: str
    sha256: str
    sheet: str
    platform: str
    survey: str
    imported: str
    rows: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    refused: int
    withdrawn: int
    webinars: tuple[str, ...]


def imports(store: Store, sha256: str | None = None) -> list[Import]:
    """Return all imports, or those of one file, the first one first."""
    webinars: dict[int, set[str]] = defaultdict(set)
    query = select(IMPORTS).order_by(IMPORTS.c.id)
    if sha256 is not None:
        query = query.where(IMPORTS.c.sha256 == sha256)
    with store.reading() as connection:
        if connection is None:
            return []
        rows = connection.execute(query).all()
        for table in ROW_TABLES if rows else ():
            of = select(table.c.import_id, table.c.webinar).distinct()
            for number, webinar in connection.execute(of):
                webinars[number].add(webinar)
        return [Import(**row._mapping, webinars=tuple(sorted(webinars[row.id]))) for row in rows]


def webinars_with_rows(store: Store) -> set[tuple[str, str]]:
    """Return the surveys and ids of webinars with a response, and of those with an attendance."""
    responses = select(RESPONSES.c.survey, RESPONSES.c.webinar)
    visits = select(literal(ATTENDANCE_ID), ATTENDANCES.c.webinar)
    query = responses.union(visits)
    with store.reading() as connection:
        return {(row[0], row[1]) for row in connection.execute(query)} if connection else set()


class WebinarRows(NamedTuple):
    """How many responses, attendances and mails that may have arrived are of a webinar."""

    responses: int
    attendances: int
    mails: int


def rows_by_webinar(store: Store) -> dict[str, WebinarRows]:
    """Return how many rows there are of each webinar, by id, also of those that the plan lacks."""
    mails = select(MAILINGS.c.webinar, func.count()).join_from(MAILS, MAILINGS)
    mails = mails.where(MAILINGS.c.webinar.is_not(None), MAILS.c.state.in_(GONE))
    rows = (select(table.c.webinar, func.count()) for table in (RESPONSES, ATTENDANCES))
    counts: list[dict[str, int]] = []
    with store.reading() as connection:
        if connection is None:
            return {}
        for query in (*rows, mails):
            found = connection.execute(query.group_by(query.selected_columns[0]))
            counts.append({row[0]: row[1] for row in found})
    ids = sorted({id_ for count in counts for id_ in count})
    return {id_: WebinarRows(*(count.get(id_, 0) for count in counts)) for id_ in ids}


def has_requests(store: Store) -> bool:
    with store.reading() as connection:
        if connection is None:
            return False
        return connection.execute(select(REQUESTS.c.id).limit(1)).first() is not None


def store_problems(store: Store) -> list[str]:
    """Return the problems of the store: damage, permissions, rows that belong to nothing."""
    lines = store.database.problems(fix=store.keeps)
    with store.reading() as connection:
        if connection is None:
            return lines
        about = read_about(connection)
        lines += [f"sstc did not make the {what}: delete it" for what in strangers(connection)]
        for table in ROW_TABLES:
            orphan = ~select(IMPORTS.c.id).where(IMPORTS.c.id == table.c.import_id).exists()
            query = select(func.count()).select_from(table).where(orphan)
            lines += _some(connection.execute(query).scalar_one(), table.name, "import")
        for table in PEOPLE_TABLES:
            query = select(func.count()).select_from(table).where(without_rows(table))
            lines += _some(connection.execute(query).scalar_one(), table.name, "response")
        missing = sorted({"version", "key", "rows"} - set(about))
    return lines + [f"the store does not record its {name}" for name in missing]


def store_size(store: Store) -> tuple[int, int, int]:
    with store.reading() as connection:
        if connection is None:
            return 0, 0, 0
        tables = (RESPONSES, ATTENDANCES, IDENTITIES)
        counts = [select(func.count()).select_from(table) for table in tables]
        responses, attendances, persons = (connection.execute(q).scalar_one() for q in counts)
        return responses, attendances, persons


def _some(count: int, table: str, owner: str) -> list[str]:
    return [f"{count} rows in `{table}` belong to no {owner}"] if count else []
