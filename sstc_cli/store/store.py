"""The private database of responses: identities apart from answers, all or nothing a file."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import Connection, func, insert, select

from sstc_cli.errors import SstcError
from sstc_cli.store.database import Database, decoded, transaction
from sstc_cli.store.import_cache import CachedImport, invalidate, look_up, remember
from sstc_cli.store.migrate import is_old, migrate, read_about
from sstc_cli.store.plan import ImportCounts, ImportPlan, Known, plan
from sstc_cli.store.response import PseudonymKey, Reading
from sstc_cli.store.schema import (
    ABOUT,
    ATTENDANCES,
    EARLIER_ATTENDANCES,
    EARLIER_RESPONSES,
    IMPORTS,
    METADATA,
    RESPONSES,
    VERSION,
)
from sstc_cli.store.write import drop_orphans, supersede, write

_AT_ONCE = 500  # responses that stay in the processor's cache while they are counted
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Batch:
    """Some responses as they are counted: each column has a value for every one of them.

    `others` are the answers in other words than the options, by question.
    """

    webinars: Sequence[int]
    persons: Sequence[str | None]
    answers: Sequence[Mapping[str, object]]
    others: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Attended:
    """How many people were there, by webinar where that is known, and how many in all."""

    webinars: Mapping[int, int]
    persons: int


class Store:
    """The responses of one workspace."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @property
    def begun(self) -> bool:
        """Whether anything was ever imported."""
        with self.reading() as connection:
            return connection is not None

    def pseudonym_key(self, keys: Sequence[bytes]) -> PseudonymKey:
        """What the store was sealed with, among the keys of the user; the first for a new one."""
        about = {}
        if self.database.exists:
            with transaction(self.database, writing=False) as connection:
                about = read_about(connection)
        if not about or not keys:
            return PseudonymKey(keys[0] if keys else b"none yet")
        by_sign = {sign(each): each for each in keys}
        key = by_sign.get(about.get("key", ""))
        rows = by_sign.get(about.get("rows", about.get("key", "")))
        if key is None or rows is None:
            raise wrong_key()
        return PseudonymKey(key, rows)

    def compare(
        self, readings: Sequence[Reading], pseudonyms: PseudonymKey, sha256: str
    ) -> list[ImportCounts]:
        """What `record` would do; writes nothing."""
        if not self.database.exists:
            return [plan({}, each, pseudonyms).counts for each in readings]
        with transaction(self.database, writing=False, keep=False) as connection:
            about = read_about(connection)
            if about:
                check(about, pseudonyms)
                migrate(connection)
                return [_plan(connection, each, pseudonyms, sha256).counts for each in readings]
            return [plan({}, each, pseudonyms).counts for each in readings]

    def record(
        self,
        readings: Sequence[Reading],
        pseudonyms: PseudonymKey,
        sha256: str,
        imported: date,
        fingerprint: str = "",
    ) -> list[ImportCounts]:
        """Keep the responses of a file in one transaction; a file that is known changes nothing.

        By its `fingerprint`, the same file need not be read again as long as nothing else changes.
        """
        self.database.create()
        self.bring_up_to_date()
        counts = []
        with transaction(self.database, writing=True) as connection:
            METADATA.create_all(connection)
            _begin(connection, pseudonyms)
            for reading in readings:
                planned = _plan(connection, reading, pseudonyms, sha256)
                counts.append(planned.counts)
                if not planned.empty:
                    invalidate(connection)
                    write(connection, planned, _about(reading, sha256, imported), pseudonyms)
                    supersede(connection, reading.survey)
            drop_orphans(connection)
            remember(connection, fingerprint, readings, counts)
        return counts

    def cached(self, fingerprint: str) -> CachedImport | None:
        """Return the remembered result of a file with this fingerprint, or None."""
        with self.reading() as connection:
            return look_up(connection, fingerprint) if connection and fingerprint else None

    def responses(self, survey: str, webinars: Sequence[int] = ()) -> Iterator[Batch]:
        """The responses to a survey that count, at some webinars or at all; in no order."""
        columns = RESPONSES.c
        query = select(columns.webinar, columns.person, columns.answers, columns.others)
        query = query.where(columns.survey == survey, ~columns.superseded)
        if webinars:
            query = query.where(columns.webinar.in_(webinars))
        with self.reading() as connection:
            if connection is not None:
                rows = connection.execution_options(yield_per=_AT_ONCE).execute(query)
                for part in rows.partitions():
                    yield _batch(*zip(*part, strict=True))

    def superseded(self, survey: str, webinars: Sequence[int] = ()) -> int:
        """How many responses do not count, because the same person sent a later one."""
        columns = RESPONSES.c
        query = select(func.count()).where(columns.survey == survey, columns.superseded)
        if webinars:
            query = query.where(columns.webinar.in_(webinars))
        with self.reading() as connection:
            return connection.execute(query).scalar_one() if connection else 0

    def attended(self, webinars: Sequence[int] = ()) -> Attended:
        """Who was there, as numbers."""
        columns = ATTENDANCES.c
        persons = func.count(func.distinct(func.coalesce(columns.person, columns.key)))
        by_webinar = select(columns.webinar, persons).group_by(columns.webinar)
        by_webinar, every = by_webinar.order_by(columns.webinar), select(persons)
        if webinars:
            by_webinar, every = (
                query.where(columns.webinar.in_(webinars)) for query in (by_webinar, every)
            )
        with self.reading() as connection:
            if connection is None:
                return Attended({}, 0)
            counts = {row[0]: row[1] for row in connection.execute(by_webinar)}
            return Attended(counts, connection.execute(every).scalar_one())

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """A connection to read from; None where nothing was ever imported."""
        if not self.database.exists:
            yield None
            return
        self.bring_up_to_date()
        with transaction(self.database, writing=False) as connection:
            yield connection if read_about(connection) else None

    @contextmanager
    def writing(self, pseudonyms: PseudonymKey | None = None) -> Iterator[Connection]:
        """A connection to change what is kept; SstcError where nothing was ever imported."""
        if not self.database.exists:
            raise _nothing_kept()
        self.bring_up_to_date()
        with transaction(self.database, writing=True) as connection:
            about = read_about(connection)
            if not about:
                raise _nothing_kept()
            if pseudonyms is not None:
                check(about, pseudonyms)
            invalidate(connection)
            yield connection

    def bring_up_to_date(self) -> None:
        """Migrate a store of an earlier version, after a copy of it was made."""
        with transaction(self.database, writing=False) as connection:
            about = read_about(connection)
        if is_old(about):
            self.database.keep_copy(about["version"])
            with transaction(self.database, writing=True) as connection:
                migrate(connection)
                supersede(connection)


def _batch(
    webinars: Sequence[int],
    persons: Sequence[str | None],
    answers: Sequence[str],
    others: Sequence[str],
) -> Batch:
    """Rows of the store as columns, with their answers decoded at once."""
    said = decoded(f"[{','.join(answers)}]")
    return Batch(
        webinars, persons, said, [_NONE if each == "{}" else decoded(each) for each in others]
    )


def sign(key: bytes) -> str:
    """By what a store knows its key again."""
    return PseudonymKey(key).digest("store")


def check(about: dict[str, str], pseudonyms: PseudonymKey) -> None:
    """Refuse another key than the one that a store was sealed with."""
    if about.get("key") != sign(pseudonyms.person_key):
        raise wrong_key()


def wrong_key() -> SstcError:
    """The key of this computer is not the store's."""
    hint = "import on the computer where the store was begun, or copy its key to this one"
    return SstcError("the store was written with another key than this computer's", hint)


def _begin(connection: Connection, pseudonyms: PseudonymKey) -> None:
    """The first import writes what the store says of itself; the others must have its key."""
    if about := read_about(connection):
        check(about, pseudonyms)
        return
    said = {
        "version": VERSION,
        "key": sign(pseudonyms.person_key),
        "rows": sign(pseudonyms.row_key or pseudonyms.person_key),
    }
    rows = [{"name": name, "value": value} for name, value in said.items()]
    connection.execute(insert(ABOUT), rows)


def _about(reading: Reading, sha256: str, day: date) -> dict[str, str]:
    """What an import is."""
    return {
        "file": reading.file,
        "sha256": sha256,
        "sheet": reading.sheet,
        "platform": reading.platform,
        "survey": reading.survey,
        "imported": day.isoformat(),
    }


def _plan(
    connection: Connection, reading: Reading, pseudonyms: PseudonymKey, sha256: str
) -> ImportPlan:
    """What is to be done with a reading of a file."""
    return plan(_known(connection, reading), reading, pseudonyms, _outdated(connection, sha256))


def _known(connection: Connection, reading: Reading) -> dict[str, Known]:
    """What the store has of a survey, and of attendance where that is read."""
    if reading.attendances:
        query = select(ATTENDANCES.c.key, ATTENDANCES.c.content)
        return {row.key: Known(row.content) for row in connection.execute(query)}
    each = RESPONSES.c
    query = select(
        each.key, each.content, each.webinar, each.person, each.submitted, each.import_id, each.row
    ).where(each.survey == reading.survey)
    return {
        row.key: Known(
            row.content,
            (row.webinar, row.person) if row.person else None,
            (row.submitted or "", row.import_id, row.row, row.key),
        )
        for row in connection.execute(query)
    }


def _outdated(connection: Connection, sha256: str) -> set[tuple[str, str]]:
    """Keys and contents that a known file has, and that another file has replaced since.

    Importing an older export once more must not bring them back.
    """
    mine = select(IMPORTS.c.id).where(IMPORTS.c.sha256 == sha256)
    found: set[tuple[str, str]] = set()
    if connection.execute(mine).first() is None:
        return found
    for now, before in ((RESPONSES, EARLIER_RESPONSES), (ATTENDANCES, EARLIER_ATTENDANCES)):
        query = select(before.c.key, before.c.content).join(now, now.c.key == before.c.key)
        query = query.where(before.c.import_id.in_(mine), now.c.import_id.not_in(mine))
        found.update((row.key, row.content) for row in connection.execute(query))
    return found


def _nothing_kept() -> SstcError:
    hint = "`sstc surveys import FILE` reads an export"
    return SstcError("there is no response in the store yet", hint)
