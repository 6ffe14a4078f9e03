"""The changes that an import would make: rows recognised, compared with the store, and counted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from sstc_cli.store.comment_codes import move_codes
from sstc_cli.store.names import without_mentions
from sstc_cli.store.response import Attendance, Keys, PseudonymKey, Reading, Response
from sstc_cli.store.schema import (
    ATTENDANCES,
    EARLIER_ATTENDANCES,
    EARLIER_RESPONSES,
    FORGOTTEN,
    IMPORTS,
    RESPONSES,
)

Record = Response | Attendance


class StoredRow(NamedTuple):
    """A row of the store: its content, where it comes from, who sent it, and when.

    Of two values of `sent`, the greater one is the later.
    """

    content: str
    platform: str
    webinar: str
    import_id: int
    row: int
    person: str | None = None
    instant: str = ""
    also: str | None = None

    @property
    def who(self) -> tuple[str, str] | None:
        return (self.webinar, self.person) if self.person else None

    @property
    def sent(self) -> tuple[str, int, int]:
        return self.instant, self.import_id, self.row


class RenamedRow(NamedTuple):
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
    renamed: list[RenamedRow]


def recognise(
    records: Sequence[Record], refused: Iterable[Keys], stored: Mapping[str, StoredRow]
) -> Recognised:
    """Return the rows of a file under the keys that they have in the store from now on."""
    now = dict(stored)
    by_also = {row.also: key for key, row in stored.items() if row.also}
    found: list[Record] = []
    renamed: list[RenamedRow] = []
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
                renamed.append(RenamedRow(was, record.key, record.other_keys[0], double))
                row = now.pop(was)
                now.setdefault(record.key, row._replace(also=record.other_keys[0]))
    gone = {
        key: None
        for keys in refused
        for name in keys
        if (key := name if name in now else by_also.get(name)) in now
    }
    return Recognised(found, now, [key for key in gone if key], renamed)


def rename(connection: Connection, rows: Sequence[RenamedRow]) -> None:
    """Give rows their new keys; of two rows of one response, the second becomes an earlier one."""
    for row in rows:
        if row.double:
            _put_under(connection, row)
        _move(connection, EARLIER_RESPONSES, row)
        if not row.double:
            _move(connection, RESPONSES, row)
        move_codes(connection, row.was, row.now)


def _put_under(connection: Connection, row: RenamedRow) -> None:
    """Put a second row of a response aside, as an earlier version of the other one."""
    ours, theirs = RESPONSES.c, RESPONSES.alias().c
    same_import = select(theirs.key).where(
        theirs.key == row.now, theirs.import_id == ours.import_id
    )
    names = [column.name for column in RESPONSES.c]
    double = select(*RESPONSES.c).where(ours.key == row.was, ~same_import.exists())
    connection.execute(insert(EARLIER_RESPONSES).from_select(names, double))
    connection.execute(delete(RESPONSES).where(ours.key == row.was))


def _move(connection: Connection, table: Table, row: RenamedRow) -> None:
    """Rename the rows of a key, unless the other key has a row of the same import."""
    ours, theirs = table.c, table.alias().c
    same_import = select(theirs.key).where(
        theirs.key == row.now, theirs.import_id == ours.import_id
    )
    mine = ours.key == row.was
    connection.execute(delete(table).where(mine, same_import.exists()))
    connection.execute(update(table).where(mine).values(key=row.now, also=row.also))


Respondent = tuple[str, str]
SubmissionOrder = tuple[str, int, int, str]

_NEXT_IMPORT = 2**31  # greater than the number of any import


class MissingRows(NamedTuple):
    """The rows of an earlier import that a later export of the same form lacks."""

    import_id: int
    rows: tuple[int, ...]


class ImportCounts(NamedTuple):
    """The effects of an import.

    `withdrawn` rows were in the store, and their persons no longer agree to it. `superseded`
    rows do not count, because the same person sent a later one. `forgotten` rows are left out,
    because their persons asked to be forgotten; `mentions` are rows of others that lost the
    address of such a person.
    """

    rows: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    refused: int
    withdrawn: int
    superseded: int
    forgotten: int = 0
    missing: tuple[MissingRows, ...] = ()
    mentions: int = 0

    def as_json(self) -> dict[str, Any]:
        return {**self._asdict(), "missing": [missing._asdict() for missing in self.missing]}


class ImportPlan(NamedTuple):
    """The rows to write, the keys of the rows to delete, and those of rows to rename."""

    new: list[Record]
    changed: list[Record]
    withdrawn: list[str]
    renamed: list[RenamedRow]
    counts: ImportCounts

    @property
    def empty(self) -> bool:
        """Whether the import changes no row, but perhaps the keys of some."""
        return not (self.new or self.changed or self.withdrawn)

    @property
    def leaves_gaps(self) -> bool:
        """Whether a person may have no row afterwards, or a code no comment."""
        return bool(self.changed or self.withdrawn or self.renamed)


class Before(NamedTuple):
    """The content of a store before an import.

    `rows` are those of the survey, by key. `outdated` are keys and contents of this very file that
    a later file has replaced. `files` are the names of the files of the imports that may have rows
    which this file lacks, by number. `forgotten` are the digests of people who asked for it.
    """

    rows: Mapping[str, StoredRow] = MappingProxyType({})
    outdated: Set[tuple[str, str]] = frozenset()
    files: Mapping[int, str] = MappingProxyType({})
    forgotten: Set[str] = frozenset()


def plan_import(before: Before, reading: Reading, pseudonyms: PseudonymKey) -> ImportPlan:
    """Return the difference between a reading and the rows in the store."""
    everybody: list[Record] = [*reading.responses, *reading.attendances]
    gone = before.forgotten  # mostly nobody: then no digest is needed
    wanted = [
        record
        for record in everybody
        if not (gone and record.person and pseudonyms.forgotten(record.person) in gone)
    ]
    known = recognise(wanted, reading.refused, before.rows)
    stored = known.stored
    new = [record for record in known.records if record.key not in stored]
    changed = [
        record
        for record in known.records
        if (row := stored.get(record.key))
        and row.content != record.content
        and (record.key, record.content) not in before.outdated
    ]
    both = [*new, *changed]

    def is_gone(address: str) -> bool:
        return pseudonyms.forgotten(pseudonyms.person(address)) in gone

    written = [without_mentions(record, is_gone) for record in both] if gone else both
    mentions = sum(now is not was for now, was in zip(written, both, strict=True))
    counts = ImportCounts(
        reading.rows, len(new), len(changed), len(wanted) - len(new) - len(changed),
        len(reading.rejected), len(reading.refused), len(known.refused),
        _superseded(stored, known.records, both, pseudonyms),
        len(everybody) - len(wanted), tuple(_missing(stored, before.files, reading, known.records)),
        mentions,
    )  # fmt: skip
    new, changed = written[: len(new)], written[len(new) :]
    return ImportPlan(new, changed, known.refused, known.renamed, counts)


def _superseded(
    stored: Mapping[str, StoredRow],
    records: Sequence[Record],
    written: Iterable[Record],
    pseudonyms: PseudonymKey,
) -> int:
    """Return how many of a file's rows will not count, once some of them are written."""
    sent = {key: (row.who, (*row.sent, key)) for key, row in stored.items() if row.who}
    for record in written:
        if isinstance(record, Response) and record.person:
            who = record.webinar, pseudonyms.pseudonym(record.person)
            sent[record.key] = who, (record.instant, _NEXT_IMPORT, record.row, record.key)
    latest: dict[Respondent, SubmissionOrder] = {}
    for who, when in sent.values():
        latest[who] = max(when, latest.get(who, when))
    mine = (sent[record.key] for record in records if record.key in sent)
    return sum(latest[who] != when for who, when in mine)


def _missing(
    stored: Mapping[str, StoredRow],
    files: Mapping[int, str],
    reading: Reading,
    records: Sequence[Record],
) -> Iterator[MissingRows]:
    """Yield the rows of earlier imports that a later export of the same form lacks.

    A reading is one if its file has the same name, or has at least half of the rows of an import.
    """
    webinars = {record.webinar for record in records}
    present = {key for record in records for key in (record.key, *record.other_keys)}
    present |= {key for rejected in reading.rejected for key in rejected.keys}
    rows: dict[int, list[StoredRow]] = defaultdict(list)
    lacking: dict[int, list[int]] = defaultdict(list)
    for key, row in stored.items():
        if row.import_id in files and row.webinar in webinars and row.platform == reading.platform:
            rows[row.import_id].append(row)
            if present.isdisjoint((key, row.also)):
                lacking[row.import_id].append(row.row)
    for number, missing in sorted(lacking.items()):
        if files[number] == reading.file or len(missing) * 2 <= len(rows[number]):
            yield MissingRows(number, tuple(sorted(missing)))


def plan_on(
    connection: Connection, reading: Reading, pseudonyms: PseudonymKey, sha256: str
) -> ImportPlan:
    before = Before(
        _stored(connection, reading),
        _outdated(connection, sha256),
        _files(connection, reading, sha256),
        frozenset(connection.scalars(select(FORGOTTEN.c.person))),
    )
    return plan_import(before, reading, pseudonyms)


def _stored(connection: Connection, reading: Reading) -> dict[str, StoredRow]:
    table = ATTENDANCES if reading.attendances else RESPONSES
    names = [name for name in StoredRow._fields if name in table.c]
    query = select(table.c.key, *(table.c[name] for name in names))
    if table is RESPONSES:
        query = query.where(RESPONSES.c.survey == reading.survey)
    return {
        key: StoredRow(**dict(zip(names, values, strict=True)))
        for key, *values in connection.execute(query)
    }


def _files(connection: Connection, reading: Reading, sha256: str) -> dict[int, str]:
    """Return the files of imports whose rows a reading may lack; if it is known, no later ones."""
    columns = IMPORTS.c
    same = select(func.max(columns.id)).where(columns.sha256 == sha256)
    query = select(columns.id, columns.file).where(columns.sheet == reading.sheet)
    if (last := connection.execute(same).scalar_one()) is not None:
        query = query.where(columns.id <= last)
    return {row.id: row.file for row in connection.execute(query)}


def _outdated(connection: Connection, sha256: str) -> set[tuple[str, str]]:
    """Return keys and contents of this file, imported before, that another has replaced since.

    Importing an older export once more must not bring them back.
    """
    mine = select(IMPORTS.c.id).where(IMPORTS.c.sha256 == sha256)
    outdated: set[tuple[str, str]] = set()
    if connection.execute(mine).first() is None:
        return outdated
    for now, before in ((RESPONSES, EARLIER_RESPONSES), (ATTENDANCES, EARLIER_ATTENDANCES)):
        query = select(before.c.key, before.c.content).join(now, now.c.key == before.c.key)
        query = query.where(before.c.import_id.in_(mine), now.c.import_id.not_in(mine))
        outdated.update((row.key, row.content) for row in connection.execute(query))
    return outdated
