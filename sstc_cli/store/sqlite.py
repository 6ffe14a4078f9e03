"""A store in one SQLite file that only its owner can read."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from sstc_cli.atomic import delete
from sstc_cli.errors import SstcError
from sstc_cli.listing import entries
from sstc_cli.store.database import RESTORE, WAIT
from sstc_cli.store.private_files import (
    keep_from_git,
    making_in,
    new_file,
    not_created,
    wide_permissions,
)

_ROOM = "make room, then run it again"
# why SQLite cannot keep a log: a read-only folder, or a full disk
_NO_WRITING = (
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
)  # fmt: skip


@dataclass(frozen=True)
class SqliteFile:
    """The file of a store. SQLite gives the journals next to it the same permissions."""

    file: Path

    @property
    def label(self) -> str:
        """The path of the file."""
        return str(self.file)

    @property
    def exists(self) -> bool:
        """Whether anything was ever imported."""
        return self.file.is_file() and self.file.stat().st_size > 0

    def create(self) -> None:
        """Create an empty file that nobody else can read, not even for a moment."""
        try:
            folder = self.file.parent
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)
            keep_from_git(folder)
            os.close(os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600))
            self.file.chmod(0o600)
        except OSError as error:
            hint = "check the permissions of the workspace, and the space on its disk"
            raise not_created(f"the store {self.file}", error, hint) from error

    def engine(self, *, writing: bool) -> Engine:
        """Return an engine with explicit transactions: the driver would start them too late."""

        def connect() -> sqlite3.Connection:
            connection = self._connect(writing=writing)
            try:
                if writing:
                    # while another command writes, this fails, and the next command sets it
                    with suppress(sqlite3.OperationalError):
                        connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.Error:
                connection.close()
                raise
            return connection

        engine = create_engine(
            "sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True
        )

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

        return engine

    def explained(self, error: DBAPIError) -> SstcError:
        """Return an error of SQLite in words for users."""
        if not isinstance(error, OperationalError):
            return self._damaged()
        return self._explained(str(error.orig))

    def keep_copy(self, version: str) -> None:
        """Copy the store to a file next to it with the version in its name."""
        copy = self.file.with_name(f"{self.file.stem}-{version}{self.file.suffix}")
        with making_in(copy.parent, f"the copy {copy}"):
            if not copy.exists():
                self._copy(copy)

    def rewrite(self, connection: Connection) -> None:
        """Do nothing: SQLite writes zeros over deleted rows, and `wipe` does the rest."""

    def wipe(self) -> None:
        """Rewrite the file without its free pages, and empty the log."""
        busy = True
        with suppress(SstcError), self._plain() as connection:
            connection.execute("VACUUM")
            busy = not _empty_log(connection)
        if busy:
            hint = "run `sstc surveys check` when its disk has space and no other command uses it"
            raise SstcError("done, but traces may be left in the store's log", hint)

    @property
    def copies(self) -> list[Path]:
        """The copies of the store from before its migrations."""
        name = re.compile(rf"{re.escape(self.file.stem)}-[0-9]+{re.escape(self.file.suffix)}")
        return [file for file in entries(self.file.parent) if name.fullmatch(file.name)]

    def drop_copies(self) -> int:
        """Delete those copies, and what a killed command left of one, and count the copies."""
        with making_in(self.file.parent, "the lock of the store's folder"):
            copies = self.copies
            for file in copies:
                delete(file)
        return len(copies)

    def back_up(self, file: Path) -> None:
        """Write a copy to a new file that only its owner can read, completely or not at all."""
        with making_in(file.parent, f"the copy {file}"):
            self._copy(file)

    def _copy(self, file: Path) -> None:
        with (
            new_file(file) as part,
            self._plain(writing=False) as source,
            closing(sqlite3.connect(part)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")

    def problems(self) -> list[str]:
        """Return damage that SQLite detects, and permissions that are too wide."""
        with self._plain() as connection:
            damage = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
            _empty_log(connection)
        problems = [f"SQLite reports: {line}" for line in damage if line != "ok"]
        problems += [f"{len(orphans)} rows belong to no import"] if orphans else []
        return problems + wide_permissions(self.file.parent, self.file, *self.copies)

    def _connect(self, *, writing: bool) -> sqlite3.Connection:
        """Return a connection that writes everything to the disk, and zeros over deleted rows."""
        try:
            # even a reader may have to undo the work of a killed command
            return self._opened("mode=rw")
        except sqlite3.OperationalError as error:
            log = self.file.with_name(f"{self.file.name}-wal")
            unfinished = log.exists() and log.stat().st_size
            if writing or unfinished or error.sqlite_errorcode & 0xFF not in _NO_WRITING:
                raise
            return self._opened("immutable=1")  # nobody else can write there either

    def _opened(self, how: str) -> sqlite3.Connection:
        uri = f"{address(self.file.absolute())}?{how}"
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None)
        pragmas = ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON")
        try:
            for pragma in (*pragmas, "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()  # opens the log
        except sqlite3.Error:  # not a database, or a locked one
            connection.close()
            raise
        return connection

    @contextmanager
    def _plain(self, *, writing: bool = True) -> Iterator[sqlite3.Connection]:
        """Provide a connection outside of any transaction."""
        try:
            with closing(self._connect(writing=writing)) as connection:
                yield connection
        except sqlite3.OperationalError as error:
            raise self._explained(str(error)) from error
        except sqlite3.DatabaseError as error:
            raise self._damaged() from error

    def _damaged(self) -> SstcError:
        return SstcError(f"the store {self.file} is damaged", RESTORE)

    def _explained(self, reason: str) -> SstcError:
        if "locked" in reason:
            return SstcError("the store is in use by another command", "wait until that one ends")
        if "full" in reason:
            return SstcError("the disk is full: nothing was changed", _ROOM)
        if "disk I/O" in reason:  # for example, without room for the index of the log
            return SstcError("the disk is full or broken: nothing was changed", _ROOM)
        if "readonly" in reason or "unable to open" in reason:
            hint = "check the permissions of the file and of its folder"
            return SstcError(f"cannot write to the store {self.file}", hint)
        if "decode" in reason:  # Python's message, which would reveal the text
            return self._damaged()
        hint = "check that this file is a store of sstc"
        return SstcError(f"cannot use the store {self.file}: {reason}", hint)


def address(file: PurePath) -> str:
    """Return the URI for SQLite, in which the server of a Windows share is part of the path."""
    uri = file.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("//", "////", 1)


def _empty_log(connection: sqlite3.Connection) -> bool:
    """Empty the log, which may have deleted rows, and return whether no other command needs it."""
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
