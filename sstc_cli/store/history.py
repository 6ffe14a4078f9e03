"""What a store contains: its imports, size and problems, and what was published from it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, literal, select

from sstc_cli.quantity import quantity
from sstc_cli.store.about import read_about, record_series, strangers
from sstc_cli.store.database import decoded, transaction
from sstc_cli.store.gone import EDITIONS, PEOPLE_GONE, UNDONE, Gone, gone_in
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

_HANDED_OUT, _BOARDS = "handed out", "boards"  # in the table `about`


@dataclass(frozen=True, slots=True, order=True)
class HandedOut:
    """A count that a summary showed: its name, and the ids of the webinars that it covers."""

    name: str
    webinars: tuple[str, ...]
    count: int


def handed_out(store: Store) -> list[HandedOut]:
    with store.reading() as connection:
        return _counts_in(read_about(connection)) if connection else []


def record_handed_out(store: Store, counts: Iterable[HandedOut]) -> None:
    """Remember what a summary showed. Nothing is written if all of it was shown before."""
    new = {*counts} - {*handed_out(store)}
    if not new or not store.begun:
        return
    with transaction(store.database, writing=True) as connection:
        about = read_about(connection)
        record_series(connection, about, store.series)
        known = sorted({*_counts_in(about), *new})
        text = json.dumps([[shown.name, shown.webinars, shown.count] for shown in known])
        _replace(connection, _HANDED_OUT, text)


def _replace(connection: Connection, name: str, text: str) -> None:
    connection.execute(delete(ABOUT).where(ABOUT.c.name == name))
    connection.execute(insert(ABOUT).values(name=name, value=text))


def _counts_in(about: dict[str, str]) -> list[HandedOut]:
    rows = decoded(about.get(_HANDED_OUT, "[]"))
    return [HandedOut(name, tuple(webinars), count) for name, webinars, count in rows]


def read_editions(store: Store) -> dict[str, Any]:
    """Return what is remembered of the published reports, or nothing."""
    return _remembered(store, EDITIONS)


def write_editions(store: Store, editions: Mapping[str, Any]) -> None:
    """Remember the published reports; people who are erased from now on count anew."""
    _remember(store, EDITIONS, editions, without=(PEOPLE_GONE, UNDONE))


def people_gone(store: Store) -> Gone:
    """Return how many people were erased since the last report was published."""
    with store.reading() as connection:
        return gone_in(read_about(connection) if connection else {})


@dataclass(frozen=True, slots=True)
class Boards:
    """The counts that all boards have shown, by their names, and the least of the last board."""

    least: int = 0
    counts: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def then(self, least: int, shown: Mapping[str, int]) -> "Boards":
        """Return what is known after one more board."""
        more = {name: sorted({*self.counts.get(name, ()), count}) for name, count in shown.items()}
        return Boards(least, {**self.counts, **more})


def read_boards(store: Store) -> Boards:
    return Boards(**_remembered(store, _BOARDS))


def write_boards(store: Store, boards: Boards) -> None:
    """Remember what the boards have shown; nothing is written if that was known before."""
    if boards != read_boards(store):
        _remember(store, _BOARDS, asdict(boards))


def _remembered(store: Store, name: str) -> dict[str, Any]:
    with store.reading() as connection:
        about = read_about(connection) if connection else {}
    found: dict[str, Any] = decoded(about.get(name, "{}"))
    return found


def _remember(
    store: Store, name: str, what: Mapping[str, Any], without: Sequence[str] = ()
) -> None:
    with transaction(store.database, writing=True) as connection:
        record_series(connection, read_about(connection), store.series)
        _replace(connection, name, json.dumps(what))
        connection.execute(delete(ABOUT).where(ABOUT.c.name.in_(without)))


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


def rows_by_survey(store: Store) -> dict[tuple[str, str], int]:
    """Return how many responses there are, by survey and id of the webinar, and attendances."""
    responses = select(RESPONSES.c.survey, RESPONSES.c.webinar, func.count())
    visits = select(literal(ATTENDANCE_ID), ATTENDANCES.c.webinar, func.count())
    query = responses.group_by(RESPONSES.c.survey, RESPONSES.c.webinar).union_all(
        visits.group_by(ATTENDANCES.c.webinar)
    )
    with store.reading() as connection:
        rows = connection.execute(query) if connection else ()
        return {(survey, webinar): count for survey, webinar, count in rows}


def webinars_with_rows(store: Store) -> set[tuple[str, str]]:
    """Return the surveys and ids of webinars with a response, and of those with an attendance."""
    return {*rows_by_survey(store)}


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


LOST_HINT = (
    "if its `id` was changed, change it back; if it will not take place, put it back with "
    "`status: cancelled`, so that you can inform its people"
)


def lost_webinars(store: Store) -> dict[str, str]:
    """Return in words what the store has of each webinar that the plan no longer has, by id."""
    nouns = ("answer", "attendance", "mail")
    found = {}
    for id_, rows in rows_by_webinar(store).items():
        if id_ not in store.webinars:
            parts = [
                quantity(count, noun) for count, noun in zip(rows, nouns, strict=True) if count
            ]
            has = f"the store has {' and '.join(parts)} of the webinar `{id_}`"
            found[id_] = f"{has}, which is no longer in the data"
    return found


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
