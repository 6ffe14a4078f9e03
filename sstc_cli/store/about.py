"""What a store is: its version, keys and series, and the refusal of what sstc did not make."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, inspect, select, text

from sstc_cli.errors import SstcError
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import ABOUT, METADATA, VERSION

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
        hint = f"copy its key here, from that computer or a backup; without it, {_ERASING}"
        raise SstcError("the store was written with another key than this computer's", hint)
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


_SERIES = "series"  # in the table `about`


def check_series(about: Mapping[str, str], series: str, label: str) -> None:
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
    if about.get("version", VERSION) != VERSION:
        hint = "install the newest sstc, or move the store away and import the files again"
        raise SstcError("the store was written by another version of sstc", hint)
    return about


def create_tables(connection: Connection) -> None:
    """Create the tables of a new store. Refuse a place with such tables of another program."""
    present = inspect(connection).get_table_names(connection.dialect.default_schema_name)
    if others := sorted(METADATA.tables.keys() & present):
        hint = "use a database, or a schema, that no other program uses"
        message = f"another program has a table `{others[0]}` in the place of the store"
        raise SstcError(message, hint)
    METADATA.create_all(connection, checkfirst=False)


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
    if found := strangers(connection):
        message = f"the store {label} has a {', a '.join(found)}, which sstc did not make"
        hint = "it may copy people to where `forget` does not find them: delete it in the database"
        raise SstcError(f"{message}, so nothing was written", hint)
