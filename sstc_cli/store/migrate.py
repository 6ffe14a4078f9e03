"""The migration of stores from earlier versions to this one, one step for each version."""

from collections.abc import Callable

from sqlalchemy import Connection, select

from sstc_cli.errors import SstcError
from sstc_cli.store.schema import ABOUT, METADATA, VERSION


def read_about(connection: Connection) -> dict[str, str]:
    """Return the facts about the store, which are none before its first import has finished."""
    if not connection.dialect.has_table(connection, ABOUT.name):
        return {}
    return {row.name: row.value for row in connection.execute(select(ABOUT))}


def is_old(about: dict[str, str]) -> bool:
    """Return whether the store must be migrated. Refuse a store of a newer program."""
    version = about.get("version", VERSION)
    if version != VERSION and version not in _STEPS:
        raise SstcError(
            "the store was written by a newer sstc", "install the newest version of sstc"
        )
    return version != VERSION


def migrate(connection: Connection) -> None:
    """Bring a store to this version, inside the transaction of the connection."""
    while is_old(about := read_about(connection)):
        _STEPS[about["version"]](connection)


def _from_1(connection: Connection) -> None:
    """Migrate from version 1, which kept no replaced rows and counted every submission."""
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
