"""The store of responses: it keeps all of a file or nothing, and hands out what counts."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType

from sqlalchemy import ColumnElement, Connection, Integer, case, delete, insert, literal

from sstc_cli.errors import nothing_imported
from sstc_cli.store.about import (
    check_key,
    check_series,
    create_tables,
    find_key,
    read_about,
    record_keys,
    record_series,
    refuse_strangers,
)
from sstc_cli.store.database import Database, transaction
from sstc_cli.store.gone import counting_back
from sstc_cli.store.import_plan import Before, ImportCounts, plan_import, plan_on, rename
from sstc_cli.store.import_write import drop_orphans, supersede, write
from sstc_cli.store.response import PseudonymKey, Reading
from sstc_cli.store.schema import ABOUT

_MAILS_ONLY = "mails only"  # in the table `about`


class Store:
    """The responses of one workspace, which belong to a series, if it is named.

    Rows have the ids of their webinars. `webinars` are the numbers of those in the plan, by id:
    results are by number, and leave out what is of other webinars. Inside a `reading`, all others
    use its connection, and see the same state of a store in a file. One that does not keep changes
    tries them: each `writing` ends as if it had never begun.
    """

    def __init__(
        self,
        database: Database,
        series: str = "",
        webinars: Mapping[str, int] = MappingProxyType({}),
        *,
        keeps: bool = True,
    ) -> None:
        self.database = database
        self.series = series
        self.webinars = webinars
        self.keeps = keeps
        self._readers: list[Connection | None] = []

    @property
    def ids(self) -> dict[int, str]:
        """The ids of the webinars in the plan, by number."""
        return {number: id_ for id_, number in self.webinars.items()}

    def number(self, webinar: ColumnElement[str]) -> ColumnElement[int]:
        """Return the number of the webinar in a column, which is null if the plan lacks it."""
        if not self.webinars:
            return literal(None, Integer)
        return case(self.webinars, value=webinar)

    @property
    def begun(self) -> bool:
        with self.reading() as connection:
            return connection is not None and _MAILS_ONLY not in read_about(connection)

    def trial(self) -> "Store":
        """Return the same store for a dry run, which keeps no change."""
        return Store(self.database, self.series, self.webinars, keeps=False)

    def wipe(self) -> None:
        """Remove the traces of erased rows, after the transaction."""
        if self.keeps:
            self.database.wipe()

    @property
    def exists(self) -> bool:
        with self.reading() as connection:
            return connection is not None

    def pseudonym_key(self, keys: Sequence[bytes]) -> PseudonymKey:
        """Return the key of this store among the keys of the user; a new store gets the first."""
        about: dict[str, str] = {}
        if self.database.exists:
            with transaction(self.database, writing=False) as connection:
                about = self._about(connection)
        return find_key(about, keys)

    def compare(
        self, readings: Sequence[Reading], pseudonyms: PseudonymKey, sha256: str
    ) -> list[ImportCounts]:
        """Return what `record` would do, and write nothing."""
        if self.database.exists:
            with transaction(self.database, writing=False, keep=False) as connection:
                if about := self._about(connection):
                    check_key(about, pseudonyms)
                    plans = [plan_on(connection, table, pseudonyms, sha256) for table in readings]
                    return [planned.counts for planned in plans]
        return [plan_import(Before(), table, pseudonyms).counts for table in readings]

    def record(
        self,
        readings: Sequence[Reading],
        pseudonyms: PseudonymKey,
        sha256: str,
        imported: date,
    ) -> list[ImportCounts]:
        """Keep the responses of a file in one transaction. The same file again changes nothing."""
        plans = []
        with self.beginning(pseudonyms) as connection:
            connection.execute(delete(ABOUT).where(ABOUT.c.name == _MAILS_ONLY))
            with counting_back(connection):
                for reading in readings:
                    planned = plan_on(connection, reading, pseudonyms, sha256)
                    plans.append(planned)
                    rename(connection, planned.renamed)
                    if not planned.empty:
                        write(connection, planned, _about(reading, sha256, imported), pseudonyms)
                        supersede(connection, reading.survey)
            if any(planned.leaves_gaps for planned in plans):
                drop_orphans(connection)
            counts = [planned.counts for planned in plans]
            if any(count.withdrawn for count in counts):
                self.database.rewrite(connection)
        return counts

    @contextmanager
    def beginning(self, pseudonyms: PseudonymKey, *, mails: bool = False) -> Iterator[Connection]:
        """Provide a connection to change the store, which is made if there is none.

        One that is made for `mails` goes on saying that nothing was imported.
        """
        self.database.create()
        with transaction(self.database, writing=True) as connection:
            if about := self._about(connection):
                check_key(about, pseudonyms)
                refuse_strangers(connection, self.database.label)
            else:
                create_tables(connection)
                record_keys(connection, pseudonyms)
                if mails:
                    connection.execute(insert(ABOUT).values(name=_MAILS_ONLY, value="yes"))
            record_series(connection, about, self.series)
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """Provide a connection to read from, or None if nothing was ever imported."""
        if self._readers:
            yield self._readers[-1]
            return
        if not self.database.exists:
            yield None
            return
        with transaction(self.database, writing=False) as connection:
            self._readers.append(connection if self._about(connection) else None)
            try:
                yield self._readers[-1]
            finally:
                self._readers.pop()

    @contextmanager
    def frozen(self) -> Iterator[Connection | None]:
        """Provide a connection to read from, while the store does not change."""
        with self.reading() as connection:
            if connection:
                self.database.freeze(connection)
            yield connection

    @contextmanager
    def writing(self, pseudonyms: PseudonymKey | None = None) -> Iterator[Connection]:
        """Provide a connection to change the store. Refuse if nothing was ever imported."""
        if not self.database.exists:
            raise nothing_imported()
        with transaction(self.database, writing=True, keep=self.keeps) as connection:
            about = self._about(connection)
            if not about:
                raise nothing_imported()
            if pseudonyms is not None:
                check_key(about, pseudonyms)
            refuse_strangers(connection, self.database.label)
            record_series(connection, about, self.series)
            yield connection

    def _about(self, connection: Connection) -> dict[str, str]:
        about = read_about(connection)
        check_series(about, self.series, self.database.label)
        return about


def _about(reading: Reading, sha256: str, day: date) -> dict[str, str]:
    return {
        "file": reading.file,
        "sha256": sha256,
        "sheet": reading.sheet,
        "platform": reading.platform,
        "survey": reading.survey,
        "imported": day.isoformat(),
    }
