"""Writing one import to the tables, and putting aside the rows that it replaces."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from sstc_cli.store.comment_codes import drop_codes
from sstc_cli.store.gone import counting_gone
from sstc_cli.store.import_plan import ImportPlan, Record
from sstc_cli.store.response import Identity, PseudonymKey, Response
from sstc_cli.store.schema import (
    ATTENDANCES,
    IDENTITIES,
    IMPORTS,
    PEOPLE_TABLES,
    RESPONSES,
    ROW_TABLES,
    TABLE_PAIRS,
)


def write(
    connection: Connection, plan: ImportPlan, about: Mapping[str, str], pseudonyms: PseudonymKey
) -> None:
    """Carry out the plan of one more import, and record these facts `about` it."""
    counts = {name: count for name, count in plan.counts._asdict().items() if name in IMPORTS.c}
    last = select(func.coalesce(func.max(IMPORTS.c.id), 0)).scalar_subquery()
    values = {"id": last + 1, **about, **counts}
    number = connection.execute(insert(IMPORTS).values(values).returning(IMPORTS.c.id)).scalar_one()
    if plan.withdrawn:
        with counting_gone(connection):
            for table in ROW_TABLES:
                _delete(connection, table, "key", plan.withdrawn)
    for table, kind in ((RESPONSES, True), (ATTENDANCES, False)):
        new = [record for record in plan.new if isinstance(record, Response) is kind]
        changed = [record for record in plan.changed if isinstance(record, Response) is kind]
        _put_aside(connection, table, [record.key for record in changed])
        _insert(connection, table, [*_rows(table, (*new, *changed), number, pseudonyms)])
    _identify(connection, [*plan.new, *plan.changed], number, pseudonyms)


def supersede(connection: Connection, survey: str | None = None) -> None:
    """Let only the last of a person's submissions to a survey at a webinar count."""
    columns = RESPONSES.c
    who = (columns.survey, columns.webinar, func.coalesce(columns.person, columns.key))
    order = (columns.instant, columns.import_id, columns.row, columns.key)
    rank = func.row_number().over(partition_by=who, order_by=[column.desc() for column in order])
    ranked = select(columns.key, columns.superseded, case((rank > 1, True), else_=False).label("s"))
    if survey is not None:
        ranked = ranked.where(columns.survey == survey)
    ranks = ranked.subquery()
    wrong = select(ranks.c.key).where(ranks.c.s != ranks.c.superseded)
    corrected = update(RESPONSES).where(columns.key.in_(wrong))
    connection.execute(corrected.values(superseded=~columns.superseded))


def drop_orphans(connection: Connection) -> None:
    """Delete the people without any answer or attendance, and the codes without their comment."""
    for table in PEOPLE_TABLES:
        connection.execute(delete(table).where(without_rows(table)))
    drop_codes(connection)


def without_rows(table: Table) -> ColumnElement[bool]:
    """Return the condition that a person of a table has neither answered nor attended."""
    person = table.c.person
    rows = (select(record.c.person).where(record.c.person == person) for record in ROW_TABLES)
    return ~or_(*(row.exists() for row in rows))


def _put_aside(connection: Connection, table: Table, ids: Sequence[str]) -> None:
    """Move the rows with these ids to the earlier ones, to make room for those of an import."""
    earlier = dict(TABLE_PAIRS)[table]
    id_ = next(iter(table.primary_key))
    if ids:
        rows = select(*table.c).where(id_ == bindparam("old"))
        names = [column.name for column in table.c]
        connection.execute(
            insert(earlier).from_select(names, rows), [{"old": row_id} for row_id in ids]
        )
        _delete(connection, table, id_.name, ids)


def _identify(
    connection: Connection, records: Iterable[Record], number: int, pseudonyms: PseudonymKey
) -> None:
    people = {
        person: {name: getattr(record.identity, name) for name in Identity._fields}
        for record in records
        if record.identity and record.person and (person := pseudonyms.pseudonym(record.person))
    }
    known = connection.scalars(select(IDENTITIES.c.person))
    _put_aside(connection, IDENTITIES, [person for person in known if person in people])
    rows = [{"person": person, "import_id": number, **row} for person, row in people.items()]
    _insert(connection, IDENTITIES, rows)


def _rows(
    table: Table, records: Iterable[Record], number: int, pseudonyms: PseudonymKey
) -> Iterator[dict[str, Any]]:
    ours = {"import_id": number}
    if "superseded" in table.c:
        ours["superseded"] = False  # which rows count is decided afterwards
    names = [column.name for column in table.c if column.name not in (*ours, "person")]
    values_of = attrgetter(*names)
    for record in records:
        person = record.person and pseudonyms.pseudonym(record.person)
        yield {**ours, "person": person, **dict(zip(names, values_of(record), strict=True))}


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _delete(connection: Connection, table: Table, name: str, ids: Sequence[str]) -> None:
    if ids:
        rows = delete(table).where(table.c[name] == bindparam("old"))
        connection.execute(rows, [{"old": row_id} for row_id in ids])
