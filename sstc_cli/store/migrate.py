"""Stores of earlier versions become stores of this one, one step a version."""

from collections.abc import Callable

from sqlalchemy import Connection, select

from sstc_cli.errors import SstcError
from sstc_cli.store.schema import ABOUT, METADATA, VERSION


def read_about(connection: Connection) -> dict[str, str]:
    """What the store says of itself; nothing where its first import was never finished."""
    if not connection.dialect.has_table(connection, ABOUT.name):
        return {}
    return {row.name: row.value for row in connection.execute(select(ABOUT))}


def is_old(about: dict[str, str]) -> bool:
    """Whether the store has to be migrated; SstcError where this program is the old one."""
    version = about.get("version", VERSION)
    if version != VERSION and version not in _STEPS:
        raise SstcError("the store was written by a newer sstc", "install the newest version")
    return version != VERSION


def migrate(connection: Connection) -> None:
    """Bring a store to this version, inside the transaction of the connection."""
    while is_old(about := read_about(connection)):
        _STEPS[about["version"]](connection)


def _from_1(connection: Connection) -> None:
    """Version 1 forgot what an import replaced, and counted every submission of a person."""
    for statement in (
        "ALTER TABLE responses ADD COLUMN superseded BOOLEAN NOT NULL DEFAULT 0",
        "ALTER TABLE identities ADD COLUMN import_id INTEGER REFERENCES imports (id)",
        "UPDATE identities SET import_id = (SELECT max(responses.import_id) FROM responses"
        " WHERE responses.person = identities.person)",
        "INSERT INTO about SELECT 'rows', value FROM about WHERE name = 'key'",
        "UPDATE about SET value = '2' WHERE name = 'version'",
    ):
        connection.exec_driver_sql(statement)
    METADATA.create_all(connection)


_STEPS: dict[str, Callable[[Connection], None]] = {"1": _from_1}
