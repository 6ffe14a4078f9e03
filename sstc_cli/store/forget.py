"""People who asked to be forgotten: removal from a store, for good."""

import re

from sqlalchemy import Connection, delete, func, insert, select, update

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import typed_email
from sstc_cli.store.erase import Erased
from sstc_cli.store.response import PseudonymKey
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

ERASED = "[erased]"
_TEXTS = ("answers", "others", "extras", "contacts", "file", "sheet")


def forget(store: Store, typed: str, pseudonyms: PseudonymKey) -> Erased:
    """Erase a person everywhere, even the address in the texts of others, and from now on."""
    address = _address(typed)
    digest = pseudonyms.person(address)
    person = pseudonyms.pseudonym(digest)
    with store.writing(pseudonyms) as connection:
        deleted = {}
        for table in (*ROW_TABLES, *PEOPLE_TABLES):
            result = connection.execute(delete(table).where(table.c.person == person))
            deleted[table] = result.rowcount
        mentions = _erase_mentions(connection, address)
        drop_orphans(connection)
        _remember(connection, pseudonyms.forgotten(digest))
        store.database.rewrite(connection)
    copies = store.database.drop_copies()
    store.database.wipe()
    return Erased(deleted[RESPONSES], deleted[ATTENDANCES], mentions=mentions, copies=copies)


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


def _erase_mentions(connection: Connection, address: str) -> int:
    """Replace an address by `[erased]` in texts and file names, and count those texts."""
    texts, mention = 0, _mention(address)
    for table in (RESPONSES, EARLIER_RESPONSES, *PEOPLE_TABLES, IMPORTS):
        names = [name for name in _TEXTS if name in table.c]
        ids = [column.name for column in table.primary_key]
        for name in names:
            column = table.c[name]
            has = func.lower(column).contains(address.lower(), autoescape=True)
            for row in connection.execute(select(*table.primary_key, column).where(has)).all():
                same = [table.c[id_] == value for id_, value in zip(ids, row[:-1], strict=True)]
                text, count = mention.subn(ERASED, row[-1])
                connection.execute(update(table).where(*same).values({name: text}))
                texts += count > 0
    return texts


def _mention(address: str) -> re.Pattern[str]:
    r"""Return a pattern for all spellings of an address, but not for longer addresses around it.

    The texts are JSON, in which a letter before the address may be part of a line end (`\n`).
    """
    before = r"(?:(?<![a-z0-9])|(?<=\\[bfnrt])|(?<=\\u[0-9a-f]{4}))"
    return re.compile(before + re.escape(address) + "(?![a-z0-9])", re.IGNORECASE)
