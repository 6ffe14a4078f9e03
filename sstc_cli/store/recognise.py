"""Recognise the rows of a file in the store, also under a key from a time with other keys."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Table, delete, insert, select, update

from sstc_cli.store.comments.codes import move_codes
from sstc_cli.store.response import Attendance, Keys, Response
from sstc_cli.store.schema import EARLIER_RESPONSES, RESPONSES

Record = Response | Attendance


class StoredRow(NamedTuple):
    """A row of the store: its content, where it comes from, who sent it, and when.

    Of two values of `sent`, the greater one is the later.
    """

    content: str
    platform: str
    webinar: int
    import_id: int
    row: int
    person: str | None = None
    instant: str = ""
    also: str | None = None

    @property
    def who(self) -> tuple[int, str] | None:
        """The person at the webinar, or None if the row is anonymous."""
        return (self.webinar, self.person) if self.person else None

    @property
    def sent(self) -> tuple[str, int, int]:
        """The time of submission, then the order of imports and of rows."""
        return self.instant, self.import_id, self.row


class Renamed(NamedTuple):
    """A row that gets another key: that of another row which is the same response, if `double`."""

    was: str
    now: str
    also: str | None
    double: bool


class Recognised(NamedTuple):
    """The rows of a file under the keys that they have in the store, and what this changes there.

    `stored` are the rows of the store after it, and `refused` the keys of those without consent.
    """

    records: list[Record]
    stored: dict[str, StoredRow]
    refused: list[str]
    renamed: list[Renamed]


def recognise(
    records: Sequence[Record], refused: Iterable[Keys], stored: Mapping[str, StoredRow]
) -> Recognised:
    """Return the rows of a file under the keys that they have in the store from now on."""
    now = dict(stored)
    by_also = {row.also: key for key, row in stored.items() if row.also}
    found: list[Record] = []
    renamed: list[Renamed] = []
    taken = {record.key for record in records}
    for record in records:
        known = by_also.get(record.key)
        if record.key not in now and known in now and known not in taken:
            found.append(record._replace(key=known, other_keys=(record.key,)))
            continue
        found.append(record)
        for was in record.other_keys:
            if was in now and was not in taken:
                double = record.key in now
                renamed.append(Renamed(was, record.key, record.other_keys[0], double))
                row = now.pop(was)
                now.setdefault(record.key, row._replace(also=record.other_keys[0]))
    gone = {
        key: None
        for keys in refused
        for name in keys
        if (key := name if name in now else by_also.get(name)) in now
    }
    return Recognised(found, now, [key for key in gone if key], renamed)


def rename(connection: Connection, rows: Sequence[Renamed]) -> None:
    """Give rows their new keys; of two rows of one response, the second becomes an earlier one."""
    for row in rows:
        if row.double:
            _put_under(connection, row)
        _move(connection, EARLIER_RESPONSES, row)
        if not row.double:
            _move(connection, RESPONSES, row)
        move_codes(connection, row.was, row.now)


def _put_under(connection: Connection, row: Renamed) -> None:
    """Put a second row of a response aside, as an earlier version of the other one."""
    ours, theirs = RESPONSES.c, RESPONSES.alias().c
    same_import = select(theirs.key).where(
        theirs.key == row.now, theirs.import_id == ours.import_id
    )
    names = [column.name for column in RESPONSES.c]
    double = select(*RESPONSES.c).where(ours.key == row.was, ~same_import.exists())
    connection.execute(insert(EARLIER_RESPONSES).from_select(names, double))
    connection.execute(delete(RESPONSES).where(ours.key == row.was))


def _move(connection: Connection, table: Table, row: Renamed) -> None:
    """Rename the rows of a key, unless the other key has a row of the same import."""
    ours, theirs = table.c, table.alias().c
    same_import = select(theirs.key).where(
        theirs.key == row.now, theirs.import_id == ours.import_id
    )
    mine = ours.key == row.was
    connection.execute(delete(table).where(mine, same_import.exists()))
    connection.execute(update(table).where(mine).values(key=row.now, also=row.also))
