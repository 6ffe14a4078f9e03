"""The migration of stores from earlier versions to this one, one step for each version."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, Table, bindparam, delete, inspect, select, update

import sstc_cli.store.certificates.table  # noqa: F401 its table is one of those of a store
from sstc_cli.errors import SstcError
from sstc_cli.store.response import instant_of
from sstc_cli.store.schema import ABOUT, EARLIER_RESPONSES, METADATA, RESPONSES, SETTLED, VERSION


def read_about(connection: Connection) -> dict[str, str]:
    """Return the facts about the store, which are none before its first import has finished."""
    schema = connection.dialect.default_schema_name  # others may have tables of this name, too
    if not connection.dialect.has_table(connection, ABOUT.name, schema):
        return {}
    about = {row.name: row.value for row in connection.execute(select(ABOUT))}
    _refuse_newer(about)
    return about


def is_old(about: Mapping[str, str]) -> bool:
    """Return whether the store must be migrated."""
    return about.get("version", VERSION) != VERSION


def create_tables(connection: Connection) -> None:
    """Create the tables of a new store. Refuse a place with such tables of another program."""
    present = inspect(connection).get_table_names(connection.dialect.default_schema_name)
    if others := sorted(METADATA.tables.keys() & present):
        hint = "use a database, or a schema, that no other program uses"
        message = f"another program has a table `{others[0]}` in the place of the store"
        raise SstcError(message, hint)
    METADATA.create_all(connection, checkfirst=False)


def migrate(connection: Connection) -> None:
    """Bring a store to this version, inside the transaction of the connection."""
    while is_old(about := read_about(connection)):
        _STEPS[about["version"]](connection)


def _refuse_newer(about: Mapping[str, str]) -> None:
    """Refuse a store of a newer program."""
    if is_old(about) and about["version"] not in _STEPS:
        raise SstcError(
            "the store was written by a newer sstc", "install the newest version of sstc"
        )


def _from_1(connection: Connection) -> None:
    """Migrate from version 1, which kept no replaced rows and counted every submission."""
    for statement in (
        "ALTER TABLE responses ADD COLUMN superseded BOOLEAN NOT NULL DEFAULT FALSE",
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


def _from_3(connection: Connection) -> None:
    """Migrate from version 3, which kept no codes of comments."""
    METADATA.create_all(connection)
    connection.execute(update(ABOUT).where(ABOUT.c.name == "version").values(value="4"))


def _from_4(connection: Connection) -> None:
    """Migrate from version 4, which had no ledger of mails, and kept no certificates."""
    METADATA.create_all(connection)
    connection.execute(update(ABOUT).where(ABOUT.c.name == "version").values(value="5"))


def _from_5(connection: Connection) -> None:
    """Migrate from version 5, which had no requests between persons."""
    METADATA.create_all(connection)
    connection.execute(update(ABOUT).where(ABOUT.c.name == "version").values(value="6"))


_STEPS: dict[str, Callable[[Connection], None]] = {
    "1": _from_1,
    "2": _from_2,
    "3": _from_3,
    "4": _from_4,
    "5": _from_5,
}
