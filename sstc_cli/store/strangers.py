"""Additions to a store by somebody else, which may copy people where `forget` does not look.

A view or an index has none, so it may stay. In PostgreSQL, other tables may be of other programs.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from sstc_cli.errors import SstcError
from sstc_cli.store.schema import METADATA

_QUERIES: Mapping[str, str] = {
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
    rows = connection.execute(text(_QUERIES[dialect]), names)
    return [f"{kind} `{name}`" for kind, name in rows if (kind, name) not in known]


def refuse_strangers(connection: Connection, label: str) -> None:
    """Refuse to change a store that has such things."""
    if found := strangers(connection):
        message = f"the store {label} has a {', a '.join(found)}, which sstc did not make"
        hint = "it may copy people to where `forget` does not find them: delete it in the database"
        raise SstcError(f"{message}, so nothing was written", hint)
