"""The rows of one import into the tables; what they replace is put aside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
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

from sstc_cli.store.plan import ImportPlan, Record
from sstc_cli.store.response import PseudonymKey, Response
from sstc_cli.store.schema import (
    ANSWERED,
    ATTENDANCES,
    EARLIER,
    IDENTITIES,
    IMPORTS,
    KNOWN,
    RESPONSES,
)


def write(
    connection: Connection, plan: ImportPlan, about: Mapping[str, str], pseudonyms: PseudonymKey
) -> None:
    """Carry out a plan as one more import, of which `about` says what it is."""
    counts = {name: count for name, count in asdict(plan.counts).items() if name in IMPORTS.c}
    values = {**about, **counts}
    number = connection.execute(insert(IMPORTS).values(values).returning(IMPORTS.c.id)).scalar_one()
    for table in ANSWERED:
        _delete(connection, table, "key", plan.withdrawn)
    for table, kind in ((RESPONSES, True), (ATTENDANCES, False)):
        kept = [each for each in (*plan.new, *plan.changed) if isinstance(each, Response) is kind]
        changed = [each.key for each in plan.changed if isinstance(each, Response) is kind]
        _replace(connection, table, changed)
        _insert(connection, table, [_row(table, each, number, pseudonyms) for each in kept])
    _identify(connection, [*plan.new, *plan.changed], number, pseudonyms)


def supersede(connection: Connection, survey: str | None = None) -> None:
    """Of one person's submissions to a survey at a webinar, the last one counts."""
    columns = RESPONSES.c
    who = (columns.survey, columns.webinar, func.coalesce(columns.person, columns.key))
    order = (func.coalesce(columns.submitted, ""), columns.import_id, columns.row, columns.key)
    rank = func.row_number().over(partition_by=who, order_by=[each.desc() for each in order])
    ranked = select(columns.key, columns.superseded, case((rank > 1, True), else_=False).label("s"))
    if survey is not None:
        ranked = ranked.where(columns.survey == survey)
    found = ranked.subquery()
    moved = select(found.c.key).where(found.c.s != found.c.superseded)
    turned = update(RESPONSES).where(columns.key.in_(moved)).values(superseded=~columns.superseded)
    connection.execute(turned)


def drop_orphans(connection: Connection) -> None:
    """Nobody is remembered of whom no answer and no attendance is kept."""
    for table in KNOWN:
        connection.execute(delete(table).where(unanswered(table)))


def unanswered(table: Table) -> ColumnElement[bool]:
    """Whether a person of a table has neither answered nor been there."""
    person = table.c.person
    kept = [select(each.c.person).where(each.c.person == person).exists() for each in ANSWERED]
    return ~or_(*kept)


def _replace(connection: Connection, table: Table, ids: Sequence[str]) -> None:
    """Put the rows with these ids aside, to make room for what an import says instead."""
    earlier = dict(EARLIER)[table]
    id_ = next(iter(table.primary_key))
    known = [{"known": each} for each in ids]
    if known:
        rows = select(*table.c).where(id_ == bindparam("known"))
        names = [each.name for each in table.c]
        connection.execute(insert(earlier).from_select(names, rows), known)
        _delete(connection, table, id_.name, ids)


def _identify(
    connection: Connection, kept: Iterable[Record], number: int, pseudonyms: PseudonymKey
) -> None:
    """Remember who answered, as they last said it."""
    people = {
        person: {"person": person, "import_id": number, **asdict(each.identity)}
        for each in kept
        if each.identity and each.person and (person := pseudonyms.pseudonym(each.person))
    }
    _replace(connection, IDENTITIES, list(people))
    _insert(connection, IDENTITIES, list(people.values()))


def _row(table: Table, kept: Record, number: int, pseudonyms: PseudonymKey) -> dict[str, Any]:
    ours = {
        "import_id": number,
        "person": kept.person and pseudonyms.pseudonym(kept.person),
        "superseded": False,
    }
    names = [each.name for each in table.c]
    return {each: ours[each] if each in ours else getattr(kept, each) for each in names}


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _delete(connection: Connection, table: Table, name: str, ids: Sequence[str]) -> None:
    if ids:
        gone = [{"gone": each} for each in ids]
        connection.execute(delete(table).where(table.c[name] == bindparam("gone")), gone)
