"""What a store is: its version, keys and series, and the refusal of what sstc did not make."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, Table, bindparam, delete, insert, inspect, select, text, update

from sstc_cli.errors import SstcError
from sstc_cli.store.response import PseudonymKey, instant_of
from sstc_cli.store.schema import ABOUT, EARLIER_RESPONSES, METADATA, RESPONSES, SETTLED, VERSION

_ERASING = "`sstc surveys undo` and `purge` still erase"


class KeyChangedError(SstcError):
    """The store has got a new key since a command looked for its key."""


def key_digest(key: bytes) -> str:
    """Return the digest by which a store recognises one of its keys."""
    return PseudonymKey(key).digest("store")


def find_key(about: Mapping[str, str], keys: Sequence[bytes]) -> PseudonymKey:
    """Return the key of a store among the keys of the user, of which a new store gets the first."""
    if not about:
        return PseudonymKey(keys[0] if keys else b"none yet")
    if not keys:
        message = "the key of the store is missing: restore it from a backup"
        raise SstcError(message, f"without it, {_ERASING}")
    by_digest = {key_digest(key): key for key in keys}
    person_key = by_digest.get(about.get("key", ""))
    row_key = by_digest.get(about.get("rows", about.get("key", "")))
    if person_key is None or row_key is None:
        raise _wrong_key()
    return PseudonymKey(person_key, row_key)


def check_key(about: Mapping[str, str], pseudonyms: PseudonymKey) -> None:
    """Refuse a key that the store no longer has."""
    if about.get("key") != key_digest(pseudonyms.person_key):
        message = "another command gave the store a new key while this one was working"
        raise KeyChangedError(message, "run this again, to work with its present key")


def record_keys(connection: Connection, pseudonyms: PseudonymKey) -> None:
    """Record the version and the keys at the first import."""
    values = {
        "version": VERSION,
        "key": key_digest(pseudonyms.person_key),
        "rows": key_digest(pseudonyms.row_key or pseudonyms.person_key),
    }
    rows = [{"name": name, "value": value} for name, value in values.items()]
    connection.execute(insert(ABOUT), rows)


def _wrong_key() -> SstcError:
    """Return the error for a computer whose key is not the store's."""
    hint = f"copy its key here, from that computer or a backup; without it, {_ERASING}"
    return SstcError("the store was written with another key than this computer's", hint)


_SERIES = "series"  # in the table `about`


def check_series(about: Mapping[str, str], series: str, label: str) -> None:
    """Refuse the store of another series."""
    owner = about.get(_SERIES, series)
    if series and owner != series:
        hint = f"use another store, or set `id` in the data file back to `{owner}`"
        raise SstcError(f"the store {label} belongs to the series `{owner}`", hint)


def record_series(connection: Connection, about: Mapping[str, str], series: str) -> None:
    """Give a store that belongs to no series yet to this one."""
    if series and _SERIES not in about:
        connection.execute(insert(ABOUT).values(name=_SERIES, value=series))


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


_ADDITIONS: Mapping[str, str] = {
    "sqlite": "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'trigger')"
    " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1, 2",
    "postgresql": "WITH ours AS (SELECT unnest(CAST(:tables AS regclass[])) AS place)"
    " SELECT 'trigger', CAST(tgname AS text) FROM ours"
    " JOIN pg_trigger ON tgrelid = place AND NOT tgisinternal"
    " UNION SELECT 'rule', CAST(rulename AS text) FROM ours"
    " JOIN pg_rewrite ON ev_class = place AND rulename <> '_RETURN'"
    " UNION SELECT 'materialized view', CAST(copy.relname AS text) FROM ours"
    " JOIN pg_depend ON refobjid = place AND refclassid = 'pg_class'::regclass"
    " JOIN pg_rewrite ON pg_rewrite.oid = objid AND classid = 'pg_rewrite'::regclass"
    " JOIN pg_class copy ON copy.oid = ev_class AND copy.relkind = 'm' ORDER BY 1, 2",
}


def strangers(connection: Connection) -> list[str]:
    """Return the kind and name of what sstc did not make, such as a trigger."""
    dialect = connection.dialect.name
    names = {"tables": [*METADATA.tables]} if dialect == "postgresql" else {}
    known = {("table", name) for name in METADATA.tables}
    rows = connection.execute(text(_ADDITIONS[dialect]), names)
    return [f"{kind} `{name}`" for kind, name in rows if (kind, name) not in known]


def refuse_strangers(connection: Connection, label: str) -> None:
    """Refuse to change a store that has such things."""
    if found := strangers(connection):
        message = f"the store {label} has a {', a '.join(found)}, which sstc did not make"
        hint = "it may copy people to where `forget` does not find them: delete it in the database"
        raise SstcError(f"{message}, so nothing was written", hint)
