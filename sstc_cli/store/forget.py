"""People who asked to be forgotten: removal from a store, for good."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Column, Connection, delete, insert, select, update

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import typed_email
from sstc_cli.store.certificates.holders import certificates_of, erase_certificates
from sstc_cli.store.comments.codes import follow_comments
from sstc_cli.store.erase import Erased, drop_copies, keep_files, wipe
from sstc_cli.store.mail.erase import erase_recipient
from sstc_cli.store.mention import ERASED, LATIN, eraser, spaced
from sstc_cli.store.names.given import names_of
from sstc_cli.store.names.spelling import folded, without
from sstc_cli.store.partners.erase import erase_requests, request_ids, requests_of
from sstc_cli.store.response import SHOWN, PseudonymKey
from sstc_cli.store.schema import (
    ATTENDANCES,
    EARLIER_RESPONSES,
    FORGOTTEN,
    IMPORTS,
    PEOPLE_TABLES,
    RESPONSES,
    ROW_TABLES,
)
from sstc_cli.store.store import Store
from sstc_cli.store.write import drop_orphans

_TEXTS = ("answers", "others", "extras", "contacts", "organisation", "file", "sheet")


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
    copies, left = drop_copies(store)
    with store.writing(pseudonyms) as connection:
        names = sorted(_names(connection, person), key=len, reverse=True)  # the whole of each
        keys = _shown_keys(connection, person)
        deleted = {}
        for table in (*ROW_TABLES, *PEOPLE_TABLES):
            result = connection.execute(delete(table).where(table.c.person == person))
            deleted[table] = result.rowcount
        certificates = erase_certificates(connection, certificates_of(person))
        mentions = _erase_mentions(connection, eraser(address, names))
        mentions += _erase_in_names(connection, eraser(address, ()), names)
        follow_comments(connection)
        drop_orphans(connection)
        mails = erase_recipient(connection, pseudonyms.forgotten(digest))
        theirs = request_ids(connection, requests_of(pseudonyms.forgotten(digest)))
        requests = erase_requests(connection, theirs)
        _remember(connection, pseudonyms.forgotten(digest))
        store.database.rewrite(connection)
        erased = Erased(
            deleted[RESPONSES], deleted[ATTENDANCES], mentions=mentions, copies=copies, mails=mails,
            traces=(address, person[:SHOWN], *names, *keys), certificates=certificates,
            requests=requests,
        )  # fmt: skip
        drop_files(erased)
    return replace(erased, left=left + wipe(store))


def allow_again(store: Store, typed: str, pseudonyms: PseudonymKey) -> bool:
    """Let later imports bring a forgotten person, and return whether the person was forgotten."""
    digest = pseudonyms.forgotten(pseudonyms.person(_address(typed)))
    with store.writing(pseudonyms) as connection:
        rows = delete(FORGOTTEN).where(FORGOTTEN.c.person == digest)
        return connection.execute(rows).rowcount > 0


def _address(typed: str) -> str:
    """Return the address that somebody typed, or refuse another text."""
    if address := typed_email(typed):
        return address
    hint = "write the whole address, for example one@example.org"
    raise SstcError("that is not an e-mail address", hint, ExitCode.USAGE)


def _remember(connection: Connection, digest: str) -> None:
    """Keep the digest of a forgotten person, by which later imports leave the person out."""
    known = select(FORGOTTEN.c.person).where(FORGOTTEN.c.person == digest)
    if connection.execute(known).first() is None:
        connection.execute(insert(FORGOTTEN).values(person=digest))


def _names(connection: Connection, person: str) -> set[str]:
    """Return the full names that a person gave, of two words or in Chinese characters."""
    names: set[str] = set()
    for table in PEOPLE_TABLES:
        rows = select(table.c.name, table.c.contacts).where(table.c.person == person)
        for row in connection.execute(rows):
            names |= {" ".join(name.split()) for name in names_of(*row)}
    return {name for name in names if _is_full(" ".join(folded(name).text.split()))}


def _is_full(form: str) -> bool:
    return " " in form or (len(form) > 1 and min(form) > LATIN)


def _shown_keys(connection: Connection, person: str) -> list[str]:
    """Return the keys of a person's responses as a workbook of comments shows them."""
    keys = select(RESPONSES.c.key, RESPONSES.c.also).where(RESPONSES.c.person == person)
    return [key[:SHOWN] for row in connection.execute(keys) for key in row if key]


def _erase_mentions(connection: Connection, erased: Callable[[str], str]) -> int:
    """Replace mentions by `[erased]` in texts and file names, and count those texts."""
    return sum(
        _erase(connection, table.c[name], erased)
        for table in (RESPONSES, EARLIER_RESPONSES, *PEOPLE_TABLES, IMPORTS)
        for name in _TEXTS
        if name in table.c
    )


def _erase_in_names(
    connection: Connection, erased: Callable[[str], str], names: Sequence[str]
) -> int:
    """Replace an address in the names of others, and the names of those who gave no address.

    Those may be the person in another row. Whoever has the same name but another address is not.
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


def _erase(connection: Connection, column: Column[str], erased: Callable[[str], str]) -> int:
    """Replace mentions by `[erased]` in the texts of a column, and count those texts."""
    query = select(*column.table.primary_key, column).where(column != "{}")
    texts = ((ids, text, erased(text)) for *ids, text in connection.execute(query).all())
    found = [(ids, now) for ids, text, now in texts if now != text]
    for ids, now in found:
        _replace(connection, column, ids, now)
    return len(found)


def _replace(connection: Connection, column: Column[str], ids: Sequence[object], text: str) -> None:
    """Replace the text of a column in the row with these ids."""
    table = column.table
    same = [id_ == value for id_, value in zip(table.primary_key, ids, strict=True)]
    connection.execute(update(table).where(*same).values({column: text}))
