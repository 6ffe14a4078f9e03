"""Everything that erases or renames people: undo, purge, forget, old mails, new pseudonyms."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import typed_email
from sstc_cli.store.about import key_digest
from sstc_cli.store.comment_codes import follow_comments
from sstc_cli.store.gone import UNDONE, counting_gone
from sstc_cli.store.import_write import drop_orphans, supersede
from sstc_cli.store.mail.batch import GONE, IN_FLIGHT, OVER, WAITING
from sstc_cli.store.names import ERASED, LATIN, eraser, folded, names_of, spaced, without
from sstc_cli.store.response import SHOWN, PseudonymKey
from sstc_cli.store.schema import (
    ABOUT,
    ATTENDANCES,
    BOUNCES,
    CERTIFICATES,
    EARLIER_RESPONSES,
    FORGOTTEN,
    IMPORTS,
    MAILINGS,
    MAILS,
    PEOPLE_TABLES,
    REQUEST_EVENTS,
    REQUESTS,
    RESPONSES,
    ROW_TABLES,
    STOPS,
    TABLE_PAIRS,
)
from sstc_cli.store.store import Store

# Who is in which column: that decides what becomes of it when a person is forgotten or renamed.
BY_PSEUDONYM = (*ROW_TABLES, *PEOPLE_TABLES, CERTIFICATES)  # in `person`, which a new key changes
BY_DIGEST = (MAILS.c.person, STOPS.c.person, REQUESTS.c.first, REQUESTS.c.second)  # as in mails
MENTIONS = tuple(  # texts that may mention other people
    table.c[name]
    for table in (RESPONSES, EARLIER_RESPONSES, *PEOPLE_TABLES, IMPORTS)
    for name in ("answers", "others", "extras", "contacts", "organisation", "file", "sheet")
    if name in table.c
)
_PARTS = {MAILS: BOUNCES.c.mail, REQUESTS: REQUEST_EVENTS.c.request}  # what goes with a row


def _erase_rows(
    connection: Connection, table: Table, where: ColumnElement[bool]
) -> tuple[str, ...]:
    """Delete rows with what belongs to them, and return what names them."""
    name = next(iter(table.primary_key))
    ids = (*connection.scalars(select(name).where(where).order_by(name)),)
    if (of := _PARTS.get(table)) is not None:
        connection.execute(delete(of.table).where(of.in_(select(name).where(where))))
    connection.execute(delete(table).where(where))
    return ids


_DETAILED = or_(MAILS.c.state.in_(OVER), MAILS.c.sha256 != "")


@dataclass(frozen=True, slots=True)
class PurgedMails:
    """The batches of which details were erased, and those that still have mails to send."""

    batches: tuple[str, ...]
    left: tuple[str, ...]
    mails: int


def purge_mails(
    store: Store, before: date, drop_files: Callable[[Iterable[str]], None]
) -> PurgedMails:
    """Erase what the ledger has of batches from before a day, but first drop their files.

    Of mails that may have arrived, their Message-ID, the digest of their recipient and their state
    stay, so that nobody ever gets one twice.
    """
    with store.writing() as connection:
        purged = _old_batches(connection, before)
        if purged.batches:
            _erase_batches(connection, purged.batches)
            store.database.rewrite(connection)
            if store.keeps:
                drop_files(purged.batches)  # before the end, so that after a kill they are found
    if purged.batches:
        store.wipe()
    return purged


def _old_batches(connection: Connection, before: date) -> PurgedMails:
    old = select(MAILINGS.c.id).where(MAILINGS.c.prepared < before.isoformat())
    active = select(MAILS.c.mailing).where(MAILS.c.state.in_((*WAITING, *IN_FLIGHT)))
    left = connection.scalars(old.where(MAILINGS.c.id.in_(active)).order_by(MAILINGS.c.id)).all()
    done = (MAILS.c.mailing.in_(old.where(MAILINGS.c.id.not_in(active))), _DETAILED)
    found = select(MAILS.c.mailing, func.count()).where(*done).group_by(MAILS.c.mailing)
    counts = {row[0]: row[1] for row in connection.execute(found)}
    return PurgedMails(tuple(sorted(counts)), (*left,), sum(counts.values()))


def _erase_batches(connection: Connection, batches: tuple[str, ...]) -> None:
    here = MAILS.c.mailing.in_(batches)
    mails = select(MAILS.c.id).where(here)
    connection.execute(delete(BOUNCES).where(BOUNCES.c.mail.in_(mails)))
    connection.execute(delete(MAILS).where(here, MAILS.c.state.in_(OVER)))
    kept = update(MAILS).where(here, MAILS.c.state.in_(GONE))
    values = {"sha256": "", "size": 0, "language": "", "reason": "", "reader": "", "entry": ""}
    connection.execute(kept.values(**values))
    empty = ~select(MAILS.c.id).where(MAILS.c.mailing == MAILINGS.c.id).exists()
    connection.execute(delete(MAILINGS).where(MAILINGS.c.id.in_(batches), empty))


_MOST = 2**31 - 1  # the largest number of an import, in any database


@dataclass(frozen=True, slots=True)
class Erased:
    """The numbers of deleted and of restored rows.

    `withdrawn` rows stay deleted, `mentions` are texts of others.
    By `traces`, such as the address, files are found that have a person; `mails` are the ids of
    theirs in the outbox, `certificates` the numbers of those that were issued, and `requests` the
    ids of those to introduce them. `left` says what could not be erased. So many certificates are
    `unfounded`: they were issued for what is gone, and stay valid.
    """

    responses: int
    attendances: int
    restored: int = 0
    withdrawn: int = 0
    mentions: int = 0
    traces: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    left: tuple[SstcError, ...] = ()
    certificates: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    unfounded: int = 0


def keep_files(_: Erased) -> None:
    """Delete no files, where none belong to what is erased."""


def undo(store: Store, number: int) -> Erased:
    """Undo one import and its changes; rows that it deleted as `withdrawn` stay deleted."""
    with store.writing() as connection:
        query = select(IMPORTS.c.withdrawn).where(IMPORTS.c.id == max(0, min(number, _MOST)))
        withdrawn = connection.execute(query).scalar_one_or_none()
        if withdrawn is None:
            hint = "run `sstc surveys list` to see the numbers of the imports"
            raise SstcError(f"unknown import {number}", hint, ExitCode.USAGE)
        deleted, restored, founded = {}, {}, _founded(connection)
        with counting_gone(connection, UNDONE):
            for table, earlier in TABLE_PAIRS:
                for rows in (earlier, table):
                    result = connection.execute(delete(rows).where(rows.c.import_id == number))
                    deleted[rows] = result.rowcount
                restored[table] = _restore(connection, table, earlier)
            supersede(connection)
        connection.execute(delete(IMPORTS).where(IMPORTS.c.id == number))
        drop_orphans(connection)
        unfounded = len(founded - _founded(connection))
        store.database.rewrite(connection)
    left = wipe(store)
    back, gone = restored[RESPONSES] + restored[ATTENDANCES], deleted[ATTENDANCES]
    return Erased(deleted[RESPONSES], gone, back, withdrawn, left=left, unfounded=unfounded)


def _founded(connection: Connection) -> set[str]:
    """Return the numbers of the valid certificates of a webinar whose people were there."""
    issued = CERTIFICATES.c
    there = (ATTENDANCES.c.person == issued.person) & (ATTENDANCES.c.webinar == issued.scope)
    query = select(issued.serial).join(ATTENDANCES, there).where(issued.revoked.is_(None))
    return {*connection.scalars(query)}


def purge(
    store: Store,
    before: date,
    days: Mapping[str, date],
    pseudonyms: PseudonymKey | None = None,
    drop_files: Callable[[Erased], None] = keep_files,
) -> Erased:
    """Erase rows from before a day: that of submission, otherwise of the webinar in `days`.

    Rows of a webinar that is not in `days` have the day of their import. With the key of the
    `pseudonyms`, the requests of people of whom nothing stays are erased too. Their files are
    dropped before the rows are gone for good, by which a second run finds them after a kill.
    """
    old = {table: _day_of(table, days) < before.isoformat() for table in ROW_TABLES}
    with store.writing(pseudonyms) as connection:
        asked = _old_requests(connection, old, before, pseudonyms)
        with counting_gone(connection):
            gone = {
                table: connection.execute(delete(table).where(old[table])).rowcount
                for table in ROW_TABLES
            }
            supersede(connection)
        certificates = _erase_rows(connection, CERTIFICATES, CERTIFICATES.c.last < f"{before}")
        requests = _erase_rows(connection, REQUESTS, REQUESTS.c.id.in_(asked))
        drop_orphans(connection)
        tables = [table for pair in TABLE_PAIRS for table in pair]
        unused = [~exists().where(table.c.import_id == IMPORTS.c.id) for table in tables]
        connection.execute(delete(IMPORTS).where(IMPORTS.c.imported < f"{before}", *unused))
        store.database.rewrite(connection)
        erased = Erased(
            gone[RESPONSES], gone[ATTENDANCES], certificates=certificates, requests=requests
        )  # fmt: skip
        if store.keeps:
            drop_files(erased)
    return replace(erased, left=wipe(store))


def wipe(store: Store) -> tuple[SstcError, ...]:
    """Remove the traces of erased rows from a store, and return what prevents it."""
    try:
        store.wipe()
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
    sides = REQUESTS.c
    last = select(func.max(REQUEST_EVENTS.c.day)).where(REQUEST_EVENTS.c.request == sides.id)
    ids = {*connection.scalars(select(sides.id).where(last.scalar_subquery() < f"{before}"))}
    rows = connection.execute(select(sides.id, sides.first, sides.second)).all()
    if pseudonyms and rows:
        people = {
            person
            for table in ROW_TABLES
            for person in connection.scalars(select(table.c.person).where(~old[table]).distinct())
        }
        known = {
            pseudonyms.recipient(email)
            for table in PEOPLE_TABLES
            for person, email in connection.execute(select(table.c.person, table.c.email))
            if email and person in people
        }
        ids |= {id_ for id_, *both in rows if not known.issuperset(both)}
    return (*sorted(ids),)


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


def _day_of(table: Table, days: Mapping[str, date]) -> ColumnElement[str]:
    """Return the day of submission, otherwise that of the webinar, otherwise that of the import."""
    imported = select(IMPORTS.c.imported).where(IMPORTS.c.id == table.c.import_id)
    day: ColumnElement[str] = imported.scalar_subquery()
    if days:
        texts = {webinar: day.isoformat() for webinar, day in days.items()}
        day = case(texts, value=table.c.webinar, else_=day)
    if "submitted" not in table.c:
        return day
    submitted = table.c.submitted
    return case((submitted.like("____-__-__%"), func.substr(submitted, 1, 10)), else_=day)


def forget(
    store: Store,
    typed: str,
    pseudonyms: PseudonymKey,
    drop_files: Callable[[Erased], None] = keep_files,
) -> Erased:
    """Erase a person everywhere, even name and address in texts of others, and from now on.

    The person's files are dropped before the rows are gone for good, by which a second run finds
    them after a kill.
    """
    address = _address(typed)
    digest = pseudonyms.person(address)
    person = pseudonyms.pseudonym(digest)
    with store.writing(pseudonyms) as connection:
        names = sorted(_names(connection, person), key=len, reverse=True)  # the whole of each
        shown = select(RESPONSES.c.key, RESPONSES.c.also).where(RESPONSES.c.person == person)
        keys = [key[:SHOWN] for row in connection.execute(shown) for key in row if key]
        with counting_gone(connection):
            gone = {table: _erase_rows(connection, table, table.c.person == person)
                    for table in BY_PSEUDONYM}  # fmt: skip
        erased_in = eraser(address, names)
        mentions = sum(_erase_in_column(connection, column, erased_in) for column in MENTIONS)
        mentions += _erase_in_names(connection, eraser(address, ()), names)
        follow_comments(connection)
        drop_orphans(connection)
        digest = pseudonyms.forgotten(digest)
        for table in (MAILS, STOPS, REQUESTS):
            theirs = or_(*(column == digest for column in BY_DIGEST if column.table is table))
            gone[table] = _erase_rows(connection, table, theirs)
        # by this digest, later imports leave the person out
        if not connection.scalar(select(exists().where(FORGOTTEN.c.person == digest))):
            connection.execute(insert(FORGOTTEN).values(person=digest))
        store.database.rewrite(connection)
        erased = Erased(
            len(gone[RESPONSES]), len(gone[ATTENDANCES]), mentions=mentions, mails=gone[MAILS],
            traces=(address, person[:SHOWN], *names, *keys), certificates=gone[CERTIFICATES],
            requests=gone[REQUESTS],
        )  # fmt: skip
        if store.keeps:
            drop_files(erased)
    return replace(erased, left=wipe(store))


def allow_again(store: Store, typed: str, pseudonyms: PseudonymKey) -> bool:
    """Let later imports bring a forgotten person, and return whether the person was forgotten."""
    digest = pseudonyms.forgotten(pseudonyms.person(_address(typed)))
    with store.writing(pseudonyms) as connection:
        rows = delete(FORGOTTEN).where(FORGOTTEN.c.person == digest)
        return connection.execute(rows).rowcount > 0


def _address(typed: str) -> str:
    if address := typed_email(typed):
        return address
    hint = "write the whole address, for example one@example.org"
    raise SstcError("that is not an e-mail address", hint, ExitCode.USAGE)


def _names(connection: Connection, person: str) -> set[str]:
    """Return the full names that a person gave, of two words or in Chinese characters."""
    names: set[str] = set()
    for table in PEOPLE_TABLES:
        rows = select(table.c.name, table.c.contacts).where(table.c.person == person)
        for row in connection.execute(rows):
            names |= {" ".join(name.split()) for name in names_of(*row)}
    forms = {name: " ".join(folded(name).text.split()) for name in names}
    return {
        name for name, form in forms.items() if " " in form or (len(form) > 1 and min(form) > LATIN)
    }


def _erase_in_names(
    connection: Connection, erased: Callable[[str], str], names: Sequence[str]
) -> int:
    """Replace an address in the names of others, and the names of those who gave no address.

    Those may be the person in another row. A person with the same name but another address is not.
    """
    forms = (spaced(folded(name).text) for name in names)
    same = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
    texts = 0
    for table in PEOPLE_TABLES:
        query = select(*table.primary_key, table.c.email, table.c.name)
        for *ids, email, name in connection.execute(query.where(table.c.name.is_not(None))).all():
            text = erased(name)
            if names and email is None:
                text = without(same, text, ERASED)
            if text != name:
                _replace(connection, table.c.name, ids, text)
                texts += 1
    return texts


def _erase_in_column(
    connection: Connection, column: Column[str], erased: Callable[[str], str]
) -> int:
    query = select(*column.table.primary_key, column).where(column != "{}")
    texts = ((ids, text, erased(text)) for *ids, text in connection.execute(query).all())
    found = [(ids, now) for ids, text, now in texts if now != text]
    for ids, now in found:
        _replace(connection, column, ids, now)
    return len(found)


def _replace(connection: Connection, column: Column[str], ids: Sequence[object], text: str) -> None:
    table = column.table
    same = [id_ == value for id_, value in zip(table.primary_key, ids, strict=True)]
    connection.execute(update(table).where(*same).values({column: text}))


def rekey(store: Store, old: PseudonymKey, key: bytes) -> int:
    """Give every person the pseudonym that the new key makes, and return how many there are.

    Rows are still recognised by the key with which the store was created.
    """
    new = PseudonymKey(key, old.row_key or old.person_key)
    with store.writing(old) as connection:
        digests: dict[str, str] = {}
        for table in (*PEOPLE_TABLES, CERTIFICATES):
            rows = connection.execute(select(table.c.person, table.c.email).distinct())
            digests |= {row.person: new.person(row.email) for row in rows if row.email}
        for table in ROW_TABLES:  # a person without an address is recognised by a row
            for row in connection.execute(select(table.c.key, table.c.person)):
                if row.person:
                    digests.setdefault(row.person, new.digest("row", row.key))
        moved = [{"was": was, "now": new.pseudonym(digest)} for was, digest in digests.items()]
        for table in BY_PSEUDONYM if moved else ():
            changed = update(table).where(table.c.person == bindparam("was"))
            connection.execute(changed.values(person=bindparam("now")), moved)
        for name, value in (("key", new.person_key), ("rows", new.row_key)):
            recorded = update(ABOUT).where(ABOUT.c.name == name)
            connection.execute(recorded.values(value=key_digest(value)))
        store.database.rewrite(connection)
    store.wipe()
    return len(digests)
