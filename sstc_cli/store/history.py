"""What was imported, and whether the store is sound."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, literal, select

from sstc_cli.store.migrate import read_about
from sstc_cli.store.response import ATTENDANCE_ID
from sstc_cli.store.schema import ANSWERED, ATTENDANCES, IDENTITIES, IMPORTS, KNOWN, RESPONSES
from sstc_cli.store.store import Store
from sstc_cli.store.write import unanswered


@dataclass(frozen=True, slots=True)
class Import:
    """One table that was read, and what it did; `webinars` are those of its rows still kept."""

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
    webinars: tuple[int, ...]


def imports(store: Store) -> list[Import]:
    """Every import, the first one first."""
    webinars: dict[int, set[int]] = defaultdict(set)
    with store.reading() as connection:
        if connection is None:
            return []
        for table in ANSWERED:
            query = select(table.c.import_id, table.c.webinar).distinct()
            for number, webinar in connection.execute(query):
                webinars[number].add(webinar)
        rows = connection.execute(select(IMPORTS).order_by(IMPORTS.c.id))
        return [Import(**row._mapping, webinars=tuple(sorted(webinars[row.id]))) for row in rows]


def answered(store: Store) -> set[tuple[str, int]]:
    """Which surveys of which webinars have any response, and which webinars any attendance."""
    responses = select(RESPONSES.c.survey, RESPONSES.c.webinar)
    visits = select(literal(ATTENDANCE_ID), ATTENDANCES.c.webinar)
    query = responses.union(visits)
    with store.reading() as connection:
        return {(row[0], row[1]) for row in connection.execute(query)} if connection else set()


def faults(store: Store) -> list[str]:
    """What is wrong with the store: damage, rights, rows that hang in the air."""
    found = store.database.faults()
    with store.reading() as connection:
        if connection is None:
            return found
        about = read_about(connection)
        for table in ANSWERED:
            alone = ~select(IMPORTS.c.id).where(IMPORTS.c.id == table.c.import_id).exists()
            query = select(func.count()).select_from(table).where(alone)
            found += _some(connection.execute(query).scalar_one(), table.name, "of no import")
        for table in KNOWN:
            query = select(func.count()).select_from(table).where(unanswered(table))
            found += _some(connection.execute(query).scalar_one(), table.name, "of no response")
        missing = sorted({"version", "key", "rows"} - set(about))
    return found + [f"the store does not say its {each}" for each in missing]


def size(store: Store) -> tuple[int, int, int]:
    """How many responses, attendances and persons are kept."""
    with store.reading() as connection:
        if connection is None:
            return 0, 0, 0
        tables = (RESPONSES, ATTENDANCES, IDENTITIES)
        counts = [select(func.count()).select_from(each) for each in tables]
        responses, attendances, persons = (connection.execute(q).scalar_one() for q in counts)
        return responses, attendances, persons


def _some(count: int, table: str, what: str) -> list[str]:
    return [f"{count} rows in `{table}` are {what}"] if count else []
