"""New pseudonyms for everybody, under a new key, in one transaction."""

from sqlalchemy import bindparam, select, update

from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import ABOUT, ANSWERED, KNOWN
from sstc_cli.store.store import Store, sign


def rekey(store: Store, old: PseudonymKey, key: bytes) -> int:
    """Give every person the pseudonym that the new key makes; how many persons there are.

    Rows are still known again by the key with which the store was begun.
    """
    new = PseudonymKey(key, old.row_key or old.person_key)
    with store.writing(old) as connection:
        digests: dict[str, str] = {}
        for table in ANSWERED:  # a person without an address is known by the first row
            for row in connection.execute(select(table.c.key, table.c.person)):
                own = new.digest("row", row.key)
                if row.person and row.person == old.pseudonym(own):
                    digests[row.person] = own
        for table in KNOWN:
            rows = connection.execute(select(table.c.person, table.c.email))
            digests |= {row.person: new.person(row.email) for row in rows if row.email}
        moved = [{"was": was, "now": new.pseudonym(each)} for was, each in digests.items()]
        for table in (*ANSWERED, *KNOWN) if moved else ():
            changed = update(table).where(table.c.person == bindparam("was"))
            connection.execute(changed.values(person=bindparam("now")), moved)
        said = update(ABOUT).where(ABOUT.c.name == bindparam("which"))
        signs = {"key": sign(new.person_key), "rows": sign(new.row_key)}
        for name, value in signs.items():
            connection.execute(said.values(value=value), {"which": name})
    store.database.wipe()
    return len(digests)
