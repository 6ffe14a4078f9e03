"""The migration of stores from earlier versions to this one, one step for each version."""

from collections.abc import Callable

from sqlalchemy import Connection, Table, bindparam, delete, inspect, select, update

from sstc_cli.errors import SstcError
from sstc_cli.store.response import instant_of
from sstc_cli.store.schema import ABOUT, EARLIER_RESPONSES, METADATA, RESPONSES, SETTLED, VERSION


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


def _from_2(connection: Connection) -> None:
    """Migrate from version 2, which compared times as texts and forgot whom it had forgotten."""
    for table in (RESPONSES, EARLIER_RESPONSES):
        present = {column["name"] for column in inspect(connection).get_columns(table.name)}
        for name, kind in (("also", "VARCHAR(64)"), ("instant", "TEXT DEFAULT '' NOT NULL")):
            if name not in present:  # a table from step 1 has all columns
                connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {name} {kind}")
        _add_instants(connection, table)
    METADATA.create_all(connection)
    connection.execute(delete(ABOUT).where(ABOUT.c.name.startswith(SETTLED)))
    connection.execute(update(ABOUT).where(ABOUT.c.name == "version").values(value="3"))


def _add_instants(connection: Connection, table: Table) -> None:
    """Write each row's time of submission in a form that sorts by time."""
    row, import_id, submitted = table.c.key, table.c.import_id, table.c.submitted
    query = select(row, import_id, submitted).where(submitted.is_not(None))
    times = [
        {"was": key, "of": number, "at": instant_of(text)}
        for key, number, text in connection.execute(query)
    ]
    if times:
        same = update(table).where(row == bindparam("was"), import_id == bindparam("of"))
        connection.execute(same.values(instant=bindparam("at")), times)


_STEPS: dict[str, Callable[[Connection], None]] = {"1": _from_1, "2": _from_2}
