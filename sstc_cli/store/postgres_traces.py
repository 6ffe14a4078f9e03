"""No trace of deleted rows in PostgreSQL: not in the files of the tables, nor in its statistics."""

from sqlalchemy import Connection, String, Table, delete, event, insert, select, text

from sstc_cli.store.schema import ABOUT, METADATA

_SAMPLED = text(
    "SELECT t.relname, c.attname, format_type(c.atttypid, c.atttypmod), s.attname IS NOT NULL"
    " FROM pg_attribute c JOIN pg_class t ON t.oid = c.attrelid"
    " JOIN pg_namespace n ON n.oid = t.relnamespace"
    " LEFT JOIN pg_stats s ON s.schemaname = n.nspname"
    " AND s.tablename = t.relname AND s.attname = c.attname"
    " WHERE t.oid = ANY (CAST(:tables AS regclass[])) AND c.attnum > 0 AND NOT c.attisdropped"
    " AND c.atttypid IN ('text'::regtype, 'varchar'::regtype)"
    " AND (c.attstattarget IS DISTINCT FROM 0 OR s.attname IS NOT NULL)"
    " ORDER BY 1, 2"
)
_FILE = text("SELECT pg_relation_filepath('pg_statistic')")
_SAMPLED_FILE = "samples"  # in the table `about`: the file of statistics that had samples


def rewrite(connection: Connection) -> None:
    """Copy all rows to new files in this transaction: the old ones go, with all deleted rows."""
    if _forget_samples(connection):
        connection.execute(delete(ABOUT).where(ABOUT.c.name == _SAMPLED_FILE))
        file = connection.scalar(_FILE)
        connection.execute(insert(ABOUT).values(name=_SAMPLED_FILE, value=file))
    # whoever reads begins with ABOUT: once it is locked, nobody is between two tables
    tables = [ABOUT, *(table for table in METADATA.sorted_tables if table is not ABOUT)]
    names = [table.name for table in tables]
    kept = [f"CREATE TEMPORARY TABLE kept_{name} ON COMMIT DROP AS TABLE {name}" for name in names]
    back = [f"INSERT INTO {name} TABLE kept_{name}" for name in names]
    connection.exec_driver_sql("; ".join([*kept, f"TRUNCATE {', '.join(names)}", *back]))


def keeps_samples(connection: Connection) -> bool:
    """Return whether the file of the statistics may still have samples that were removed.

    The server frees their place and writes no zeros over it. Only `VACUUM FULL` makes a new file,
    which an ordinary role may not do.
    """
    file = connection.scalar(select(ABOUT.c.value).where(ABOUT.c.name == _SAMPLED_FILE))
    return file is not None and file == connection.scalar(_FILE)


def _forget_samples(connection: Connection) -> bool:
    """Remove the samples that the server took for its statistics, and let it take no more.

    Return whether there were any.
    """
    names = [table.name for table in METADATA.sorted_tables]
    columns = connection.execute(_SAMPLED, {"tables": names}).all()
    for table, column, type_, _ in columns:
        quoted = connection.dialect.identifier_preparer.quote(column)
        # the same type again: that removes what is known of the values
        alter = f"ALTER COLUMN {quoted} TYPE {type_}, ALTER COLUMN {quoted} SET STATISTICS 0"
        connection.exec_driver_sql(f"ALTER TABLE {table} {alter}")
    return any(sampled for *_, sampled in columns)


@event.listens_for(METADATA, "after_create")
def _take_no_samples(_: object, connection: Connection, tables: list[Table], **__: object) -> None:
    """Let the server take no samples of the texts of new tables."""
    for table in tables if connection.dialect.name == "postgresql" else ():
        texts = [column.name for column in table.c if isinstance(column.type, String)]
        alter = ", ".join(f'ALTER COLUMN "{name}" SET STATISTICS 0' for name in texts)
        connection.exec_driver_sql(f"ALTER TABLE {table.name} {alter}")
