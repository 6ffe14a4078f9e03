"""The content of a store before an import, on which the import is planned."""

from sqlalchemy import Connection, func, select

from sstc_cli.store.plan import Before, ImportPlan, plan_import
from sstc_cli.store.recognise import StoredRow
from sstc_cli.store.response import PseudonymKey, Reading
from sstc_cli.store.schema import (
    ATTENDANCES,
    EARLIER_ATTENDANCES,
    EARLIER_RESPONSES,
    FORGOTTEN,
    IMPORTS,
    RESPONSES,
)


def plan_on(
    connection: Connection, reading: Reading, pseudonyms: PseudonymKey, sha256: str
) -> ImportPlan:
    """Return the plan of an import on what the store has."""
    before = Before(
        _stored(connection, reading),
        _outdated(connection, sha256),
        _files(connection, reading, sha256),
        frozenset(connection.scalars(select(FORGOTTEN.c.person))),
    )
    return plan_import(before, reading, pseudonyms)


def _stored(connection: Connection, reading: Reading) -> dict[str, StoredRow]:
    """Return the stored rows of a reading's survey, or the attendances if it has any."""
    table = ATTENDANCES if reading.attendances else RESPONSES
    names = [name for name in StoredRow._fields if name in table.c]
    query = select(table.c.key, *(table.c[name] for name in names))
    if table is RESPONSES:
        query = query.where(RESPONSES.c.survey == reading.survey)
    return {
        key: StoredRow(**dict(zip(names, values, strict=True)))
        for key, *values in connection.execute(query)
    }


def _files(connection: Connection, reading: Reading, sha256: str) -> dict[int, str]:
    """Return the files of the imports whose rows a reading may lack, by the import's number.

    If this very file was imported before, later imports are none of them.
    """
    columns = IMPORTS.c
    same = select(func.max(columns.id)).where(columns.sha256 == sha256)
    query = select(columns.id, columns.file).where(columns.sheet == reading.sheet)
    if (last := connection.execute(same).scalar_one()) is not None:
        query = query.where(columns.id <= last)
    return {row.id: row.file for row in connection.execute(query)}


def _outdated(connection: Connection, sha256: str) -> set[tuple[str, str]]:
    """Return keys and contents of this file, imported before, that another has replaced since.

    Importing an older export once more must not bring them back.
    """
    mine = select(IMPORTS.c.id).where(IMPORTS.c.sha256 == sha256)
    outdated: set[tuple[str, str]] = set()
    if connection.execute(mine).first() is None:
        return outdated
    for now, before in ((RESPONSES, EARLIER_RESPONSES), (ATTENDANCES, EARLIER_ATTENDANCES)):
        query = select(before.c.key, before.c.content).join(now, now.c.key == before.c.key)
        query = query.where(before.c.import_id.in_(mine), now.c.import_id.not_in(mine))
        outdated.update((row.key, row.content) for row in connection.execute(query))
    return outdated
