"""New pseudonyms for everybody, under a new key, in one transaction."""

from sqlalchemy import bindparam, select, update

from sstc_cli.store.certificates.holders import holders
from sstc_cli.store.certificates.table import CERTIFICATES
from sstc_cli.store.keys import key_digest
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import ABOUT, PEOPLE_TABLES, ROW_TABLES
from sstc_cli.store.store import Store


def rekey(store: Store, old: PseudonymKey, key: bytes) -> int:
    """Give every person the pseudonym that the new key makes, and return how many there are.

    Rows are still recognised by the key with which the store was created.
    """
    new = PseudonymKey(key, old.row_key or old.person_key)
    with store.writing(old) as connection:
        digests: dict[str, str] = {}
        for table in PEOPLE_TABLES:
            rows = connection.execute(select(table.c.person, table.c.email))
            digests |= {row.person: new.person(row.email) for row in rows if row.email}
        digests |= holders(connection, new.person)
        for table in ROW_TABLES:  # a person without an address is recognised by a row
            for row in connection.execute(select(table.c.key, table.c.person)):
                if row.person:
                    digests.setdefault(row.person, new.digest("row", row.key))
        moved = [{"was": was, "now": new.pseudonym(digest)} for was, digest in digests.items()]
        for table in (*ROW_TABLES, *PEOPLE_TABLES, CERTIFICATES) if moved else ():
            changed = update(table).where(table.c.person == bindparam("was"))
            connection.execute(changed.values(person=bindparam("now")), moved)
        for name, value in (("key", new.person_key), ("rows", new.row_key)):
            recorded = update(ABOUT).where(ABOUT.c.name == name)
            connection.execute(recorded.values(value=key_digest(value)))
        store.database.rewrite(connection)
    store.database.wipe()
    return len(digests)
