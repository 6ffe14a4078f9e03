"""Removal from a store: an import, or everything before a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    select,
)

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.store.certificates.holders import (
    certificates_before,
    erase_certificates,
    serials,
)
from sstc_cli.store.partners.erase import (
    erase_requests,
    request_ids,
    requests_before,
    requests_without,
)
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import (
    ATTENDANCES,
    IMPORTS,
    RESPONSES,
    ROW_TABLES,
    TABLE_PAIRS,
)
from sstc_cli.store.store import Store
from sstc_cli.store.write import drop_orphans, supersede

_MOST = 2**31 - 1  # the largest number of an import, in any database


@dataclass(frozen=True, slots=True)
class Erased:
    """The numbers of deleted and of restored rows.

    `withdrawn` rows stay deleted, `mentions` are texts of others, `copies` those of the store.
    By `traces`, such as the address, files are found that have a person; `mails` are the ids of
    theirs in the outbox, `certificates` the numbers of those that were issued, and `requests` the
    ids of those to introduce them. `left` says what could not be erased.
    """

    responses: int
    attendances: int
    restored: int = 0
    withdrawn: int = 0
    mentions: int = 0
    copies: int = 0
    traces: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    left: tuple[SstcError, ...] = ()
    certificates: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()


def keep_files(_: Erased) -> None:
    """Delete no files, where none belong to what is erased."""


def undo(store: Store, number: int) -> Erased:
    """Undo one import, including the rows it changed.

    Rows that it deleted because persons no longer agree (`withdrawn`) stay deleted.
    """
    with store.writing() as connection:
        query = select(IMPORTS.c.withdrawn).where(IMPORTS.c.id == max(0, min(number, _MOST)))
        withdrawn = connection.execute(query).scalar_one_or_none()
        if withdrawn is None:
            hint = "run `sstc surveys list` to see the numbers of the imports"
            raise SstcError(f"unknown import {number}", hint, ExitCode.USAGE)
        deleted, restored = {}, {}
        for table, earlier in TABLE_PAIRS:
            for rows in (earlier, table):
                result = connection.execute(delete(rows).where(rows.c.import_id == number))
                deleted[rows] = result.rowcount
            restored[table] = _restore(connection, table, earlier)
        connection.execute(delete(IMPORTS).where(IMPORTS.c.id == number))
        supersede(connection)
        drop_orphans(connection)
        store.database.rewrite(connection)
    left = wipe(store)
    back = restored[RESPONSES] + restored[ATTENDANCES]
    return Erased(deleted[RESPONSES], deleted[ATTENDANCES], back, withdrawn, left=left)


def purge(  # noqa: PLR0913 each decides what is erased
    store: Store,
    before: date,
    days: Mapping[int, date],
    pseudonyms: PseudonymKey | None = None,
    *,
    dry_run: bool,
    drop_files: Callable[[Erased], None] = keep_files,
) -> Erased:
    """Erase rows from before a day: that of submission, otherwise of the webinar in `days`.

    Rows of a webinar that is not in `days` have the day of their import. With the key of the
    `pseudonyms`, the requests of people of whom nothing stays are erased too. Their files are
    dropped before the rows are gone for good, by which a second run finds them after a kill.
    """
    old = {table: _day_of(table, days) < before.isoformat() for table in ROW_TABLES}
    if dry_run:
        return _counted(store, old, before, pseudonyms)
    copies, left = drop_copies(store)
    with store.writing(pseudonyms) as connection:
        asked = _old_requests(connection, old, before, pseudonyms)
        gone = {
            table: connection.execute(delete(table).where(old[table])).rowcount
            for table in ROW_TABLES
        }
        certificates = erase_certificates(connection, certificates_before(before))
        requests = erase_requests(connection, asked)
        drop_orphans(connection)
        _drop_empty_imports(connection, before)
        supersede(connection)
        store.database.rewrite(connection)
        erased = Erased(
            gone[RESPONSES], gone[ATTENDANCES], copies=copies, certificates=certificates,
            requests=requests,
        )  # fmt: skip
        drop_files(erased)
    return replace(erased, left=left + wipe(store))


def drop_copies(store: Store) -> tuple[int, tuple[SstcError, ...]]:
    """Delete the copies of a store; return their number, and what prevents it.

    Rows are erased after that, so that whoever is stopped between sees that they are still there.
    """
    store.bring_up_to_date()  # which makes a copy
    copies, left = store.database.drop_copies()
    return copies, tuple(left)


def wipe(store: Store) -> tuple[SstcError, ...]:
    """Remove the traces of erased rows from a store, and return what prevents it."""
    try:
        store.database.wipe()
    except SstcError as error:
        return (error,)
    return ()


def _old_requests(
    connection: Connection,
    old: Mapping[Table, ColumnElement[bool]],
    before: date,
    pseudonyms: PseudonymKey | None,
) -> tuple[str, ...]:
    """Return the ids of old requests, and of those of people of whom only old rows are there."""
    ids = {*request_ids(connection, requests_before(before))}
    if pseudonyms:
        ids |= {*requests_without(connection, lambda table: ~old[table], pseudonyms)}
    return (*sorted(ids),)


def _counted(
    store: Store,
    old: Mapping[Table, ColumnElement[bool]],
    before: date,
    pseudonyms: PseudonymKey | None,
) -> Erased:
    """Return the numbers of old rows, certificates and requests."""
    with store.reading() as connection:
        responses, attendances = (
            connection.execute(select(func.count()).select_from(table).where(old[table])).scalar()
            if connection
            else 0
            for table in (RESPONSES, ATTENDANCES)
        )
        certificates = serials(connection, certificates_before(before)) if connection else ()
        requests = _old_requests(connection, old, before, pseudonyms) if connection else ()
    return Erased(responses or 0, attendances or 0, certificates=certificates, requests=requests)


def _restore(connection: Connection, table: Table, earlier: Table) -> int:
    """Restore the latest earlier row of each id that has no current row, and count them."""
    (id_,) = table.primary_key
    old, others = earlier.c, earlier.alias()
    last = select(func.max(others.c.import_id)).where(others.c[id_.name] == old[id_.name])
    current = exists().where(id_ == old[id_.name])
    back = and_(old.import_id == last.scalar_subquery(), ~current)
    names = [column.name for column in table.c]
    rows = select(*(old[name] for name in names)).where(back)
    count = connection.execute(select(func.count()).select_from(earlier).where(back)).scalar_one()
    connection.execute(insert(table).from_select(names, rows))
    restored = exists().where(id_ == old[id_.name], table.c.import_id == old.import_id)
    connection.execute(delete(earlier).where(restored))
    return count


def _day_of(table: Table, days: Mapping[int, date]) -> ColumnElement[str]:
    """Return the day of submission, otherwise that of the webinar, otherwise that of the import."""
    imported = select(IMPORTS.c.imported).where(IMPORTS.c.id == table.c.import_id)
    day: ColumnElement[str] = imported.scalar_subquery()
    if days:
        texts = {number: day.isoformat() for number, day in days.items()}
        day = case(texts, value=table.c.webinar, else_=day)
    if "submitted" not in table.c:
        return day
    submitted = table.c.submitted
    return case((submitted.like("____-__-__%"), func.substr(submitted, 1, 10)), else_=day)


def _drop_empty_imports(connection: Connection, before: date) -> None:
    """Delete the imports from before a day that have no rows any more."""
    tables = [table for pair in TABLE_PAIRS for table in pair]
    unused = [~exists().where(table.c.import_id == IMPORTS.c.id) for table in tables]
    old = IMPORTS.c.imported < before.isoformat()
    connection.execute(delete(IMPORTS).where(old, *unused))
