"""Taking back: an import, a person, what is older than it may be."""

import re
from dataclasses import dataclass
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
    update,
)

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import typed_email
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import (
    ANSWERED,
    ATTENDANCES,
    EARLIER,
    EARLIER_RESPONSES,
    IMPORTS,
    KNOWN,
    RESPONSES,
)
from sstc_cli.store.store import Store
from sstc_cli.store.write import drop_orphans, supersede

ERASED = "[erased]"
_MOST = 2**31 - 1  # no import's number is larger, in any database
_WRITTEN = ("answers", "others", "extras", "contacts", "file", "sheet")


@dataclass(frozen=True, slots=True)
class Erased:
    """How many responses and attendances are taken out, and are as they were before."""

    responses: int
    attendances: int
    restored: int = 0
    withdrawn: int = 0
    mentions: int = 0
    copies: int = 0


def undo(store: Store, number: int) -> Erased:
    """Take the effects of one import back, also on rows that it changed.

    What it took out because persons no longer agree (`withdrawn`) stays out.
    """
    with store.writing() as connection:
        query = select(IMPORTS.c.withdrawn).where(IMPORTS.c.id == max(0, min(number, _MOST)))
        withdrawn = connection.execute(query).scalar_one_or_none()
        if withdrawn is None:
            hint = "`sstc surveys list` shows the imports with their numbers"
            raise SstcError(f"there is no import {number}", hint, ExitCode.USAGE)
        gone, restored = {}, {}
        for table, earlier in EARLIER:
            for each in (earlier, table):
                done = connection.execute(delete(each).where(each.c.import_id == number))
                gone[each] = done.rowcount
            restored[table] = _restore(connection, table, earlier)
        connection.execute(delete(IMPORTS).where(IMPORTS.c.id == number))
        supersede(connection)
        drop_orphans(connection)
    store.database.wipe()
    back = restored[RESPONSES] + restored[ATTENDANCES]
    return Erased(gone[RESPONSES], gone[ATTENDANCES], back, withdrawn)


def forget(store: Store, typed: str, pseudonyms: PseudonymKey) -> Erased:
    """Erase a person everywhere, also where others' texts have the address."""
    address = typed_email(typed)
    if address is None:
        hint = "write the whole address, as in one@example.org"
        raise SstcError("that is no e-mail address", hint, ExitCode.USAGE)
    person = pseudonyms.pseudonym(pseudonyms.person(address))
    with store.writing(pseudonyms) as connection:
        gone = {}
        for table in (*ANSWERED, *KNOWN):
            done = connection.execute(delete(table).where(table.c.person == person))
            gone[table] = done.rowcount
        mentions = _blank(connection, address)
        drop_orphans(connection)
    copies = store.database.drop_copies()
    store.database.wipe()
    return Erased(gone[RESPONSES], gone[ATTENDANCES], mentions=mentions, copies=copies)


def purge(store: Store, before: date, *, dry_run: bool) -> Erased:
    """Erase what was submitted before a day; what has no date of its own, by its import's."""
    with store.writing() as connection:
        gone = {}
        for table in ANSWERED:
            old = _day_of(table) < before.isoformat()
            query = select(func.count()).select_from(table).where(old)
            gone[table] = connection.execute(query).scalar_one()
            if not dry_run:
                connection.execute(delete(table).where(old))
        if not dry_run:
            drop_orphans(connection)
            _drop_empty_imports(connection, before)
            supersede(connection)
    if dry_run or not any(gone.values()):
        return Erased(gone[RESPONSES], gone[ATTENDANCES])
    copies = store.database.drop_copies()
    store.database.wipe()
    return Erased(gone[RESPONSES], gone[ATTENDANCES], copies=copies)


def _restore(connection: Connection, table: Table, earlier: Table) -> int:
    """Bring back the last of the earlier rows where none is left that counts."""
    (id_,) = table.primary_key
    old, others = earlier.c, earlier.alias()
    last = select(func.max(others.c.import_id)).where(others.c[id_.name] == old[id_.name])
    left = exists().where(id_ == old[id_.name])
    back = and_(old.import_id == last.scalar_subquery(), ~left)
    names = [each.name for each in table.c]
    rows = select(*(old[name] for name in names)).where(back)
    count = connection.execute(select(func.count()).select_from(earlier).where(back)).scalar_one()
    connection.execute(insert(table).from_select(names, rows))
    again = exists().where(id_ == old[id_.name], table.c.import_id == old.import_id)
    connection.execute(delete(earlier).where(again))
    return count


def _blank(connection: Connection, address: str) -> int:
    """Put `[erased]` for an address in the texts of others and in names of files; how often."""
    found, mention = 0, _mention(address)
    for table in (RESPONSES, EARLIER_RESPONSES, *KNOWN, IMPORTS):
        names = [name for name in _WRITTEN if name in table.c]
        ids = [each.name for each in table.primary_key]
        for name in names:
            column = table.c[name]
            has = func.lower(column).contains(address.lower(), autoescape=True)
            for row in connection.execute(select(*table.primary_key, column).where(has)).all():
                same = [table.c[id_] == value for id_, value in zip(ids, row[:-1], strict=True)]
                text, count = mention.subn(ERASED, row[-1])
                connection.execute(update(table).where(*same).values({name: text}))
                found += count > 0
    return found


def _mention(address: str) -> re.Pattern[str]:
    r"""Every spelling of an address; not another one that ends or starts like it.

    The texts are JSON, where a letter before the address may be a line's end (`\n`).
    """
    before = r"(?:(?<![a-z0-9])|(?<=\\[bfnrt])|(?<=\\u[0-9a-f]{4}))"
    return re.compile(before + re.escape(address) + "(?![a-z0-9])", re.IGNORECASE)


def _day_of(table: Table) -> ColumnElement[str]:
    """When it was submitted, where that is a date, else when it was imported."""
    imported = select(IMPORTS.c.imported).where(IMPORTS.c.id == table.c.import_id)
    day: ColumnElement[str] = imported.scalar_subquery()
    if "submitted" not in table.c:
        return day
    submitted = table.c.submitted
    return case((submitted.like("____-__-__%"), func.substr(submitted, 1, 10)), else_=day)


def _drop_empty_imports(connection: Connection, before: date) -> None:
    """An import of which nothing is left is no longer remembered."""
    every = [table for pair in EARLIER for table in pair]
    unused = [~exists().where(each.c.import_id == IMPORTS.c.id) for each in every]
    old = IMPORTS.c.imported < before.isoformat()
    connection.execute(delete(IMPORTS).where(old, *unused))
