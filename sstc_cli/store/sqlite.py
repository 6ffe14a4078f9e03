"""A store in one SQLite file that only its owner can read, and its errors in words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path, PurePath
from stat import S_ISLNK, S_ISREG
from typing import NamedTuple

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from sstc_cli.errors import SstcError, explained
from sstc_cli.lock import make_private_folder
from sstc_cli.store.database import RESTORE, WAIT
from sstc_cli.store.private_files import making_in, new_file, not_created, wide_permissions
from sstc_cli.store.schema import ABOUT

_COLUMNS = {column.name for column in ABOUT.columns}


def has_content(file: Path, *, links: bool) -> bool:
    """Return whether a file may be a store; refuse other kinds, and a link without `links`."""
    try:
        found = file.stat() if links else file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        hint = "check the permissions of the file and of its folder"
        raise SstcError(f"cannot read the store {file}: {explained(error)}", hint) from error
    if S_ISLNK(found.st_mode):
        hint = "move the store itself here, or set `SSTC_STORE` to its path"
        raise SstcError(f"the store {file} is a link, so it was neither read nor written", hint)
    if not S_ISREG(found.st_mode):
        raise SstcError(f"the store {file} is not a file", "move away what is there")
    return found.st_size > 0


def refuse_other_program(connection: sqlite3.Connection, file: Path) -> None:
    """Refuse a database that has something, but not the version of a store."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if "about" in names:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(about)")}
        query = "SELECT 1 FROM about WHERE name = 'version'"
        if columns == _COLUMNS and connection.execute(query).fetchone():
            return
    if names:
        hint = "check `SSTC_STORE`, or move this file away: another program may need it"
        raise SstcError(f"{file} is a database, but not a store of sstc", hint)


_DAMAGED = ("the store {} is damaged", RESTORE)
_NOT_WRITTEN = (
    "cannot write to the store {}",
    "check the permissions of the file and of its folder",
)
_NOT_READ = ("cannot read the store {}", _NOT_WRITTEN[1])
_BY_REASON = {
    "locked": ("the store is in use by another command", "wait until that one ends"),
    "full": ("the disk is full: nothing was changed", "make room, then run it again"),
    "disk I/O": (
        "cannot read or write the store {}: nothing was changed",
        "check that its drive is connected, has room and is not broken, then run it again",
    ),
    "readonly": _NOT_WRITTEN,
    "unable to open": _NOT_WRITTEN,
    "decode": _DAMAGED,  # Python's message, which would reveal the text
}


def in_words(error: BaseException | None, file: Path) -> SstcError:
    message, hint = _DAMAGED
    if isinstance(error, sqlite3.OperationalError):
        reason = str(error)
        other = (f"cannot use the store {{}}: {reason}", "check that this file is a store of sstc")
        message, hint = next((words for part, words in _BY_REASON.items() if part in reason), other)
        if "unable to open" in reason and not os.access(file, os.R_OK):
            message, hint = _NOT_READ
    return SstcError(message.replace("{}", str(file)), hint)


_HOW_TO_FIX = "`sstc surveys check --fix` removes them"
_CLEAN, _TRACES = 0, 1  # the version that SQLite keeps for its users
_PRAGMAS = (
    "synchronous = FULL", "fullfsync = ON",  # without which macOS leaves writes to its disks
    "journal_mode = TRUNCATE",  # two computers that share a drive do not share a log's index
    "secure_delete = ON", "foreign_keys = ON", "temp_store = MEMORY",
    "cache_size = -64000",  # kB of a transaction, beyond which it keeps out those who read
)  # fmt: skip


class SqliteFile(NamedTuple):
    """The file of a store. SQLite gives the journals next to it the same permissions.

    A folder that is not its `own` has other files: it stays as it is, if it exists.
    """

    file: Path
    own_folder: bool = True

    @property
    def label(self) -> str:
        return str(self.file)

    @property
    def exists(self) -> bool:
        return has_content(self.file, links=not self.own_folder)

    def create(self) -> None:
        """Create an empty file that only the user can read from its first moment."""
        if self.exists:
            with self._plain():
                pass  # refuses the file of another program before its permissions change
        try:
            if self.own_folder or not self.file.parent.exists():
                make_private_folder(self.file.parent)
            os.close(os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600))
            self.file.chmod(0o600)
        except OSError as error:
            if self.exists:
                message, hint = _NOT_WRITTEN
                raise SstcError(message.replace("{}", str(self.file)), hint) from error
            hint = "check the permissions of its folder, and the space on its disk"
            raise not_created(f"the store {self.file}", error, hint) from error

    def engine(self, *, writing: bool) -> Engine:
        """Return an engine with explicit transactions: the driver would start them too late."""
        return _engine(self, writing=writing)

    def explained(self, error: DBAPIError) -> SstcError:
        return in_words(error.orig, self.file)

    def freeze(self, connection: Connection) -> None:
        """Do nothing, because a transaction that reads always sees the same state of a file."""

    def rewrite(self, connection: Connection) -> None:
        """Note that traces may be left: SQLite writes zeros over rows, and `wipe` does the rest."""
        connection.exec_driver_sql(f"PRAGMA user_version = {_TRACES}")

    def wipe(self) -> None:
        """Rewrite the file without its free pages."""
        if not self._wiped():
            hint = (
                "run `sstc surveys check --fix` when the disk has space and the store is not in use"
            )
            raise SstcError("done, but traces may be left in the store", hint)

    def back_up(self, file: Path) -> None:
        with (
            making_in(file.parent, f"the copy {file}"),
            new_file(file) as part,
            self._plain() as source,
            closing(sqlite3.connect(part)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")

    def problems(self, *, fix: bool) -> list[str]:
        """Return damage that SQLite detects, and permissions that are too wide; `fix` traces."""
        with self._plain() as connection:
            damage = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
            (state,) = connection.execute("PRAGMA user_version").fetchone()
        problems = [f"SQLite reports: {line}" for line in damage if line != "ok"]
        problems += [f"{len(orphans)} rows belong to no import"] if orphans else []
        if state == _TRACES and not (fix and self._wiped()):
            why = "another command uses the store" if fix else _HOW_TO_FIX
            problems.append(f"traces of deleted rows may be left: {why}")
        folder = [self.file.parent] if self.own_folder else []
        return problems + wide_permissions(*folder, self.file)

    def _wiped(self) -> bool:
        with suppress(SstcError), self._plain() as connection:
            connection.execute("VACUUM")
            connection.execute(f"PRAGMA user_version = {_CLEAN}")
            return True
        return False

    def _connect(self) -> sqlite3.Connection:
        """Return a connection that writes everything to the disk, and zeros over deleted rows.

        Even a reader may have to undo the work of a killed command.
        """
        uri = f"{address(self.file.absolute())}?mode=rw"
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None)
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            refuse_other_program(connection, self.file)
        except (sqlite3.Error, SstcError):  # not a store, or a locked one
            connection.close()
            raise
        return connection

    @contextmanager
    def _plain(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(self._connect()) as connection:
                yield connection
        except sqlite3.DatabaseError as error:
            raise in_words(error, self.file) from error


@lru_cache(maxsize=8)
def _engine(database: SqliteFile, *, writing: bool) -> Engine:
    """Return the engine of a file, with the statements that it compiled and no open connection."""
    engine = create_engine(
        "sqlite://",
        creator=database._connect,
        poolclass=NullPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def address(file: PurePath) -> str:
    """Return the URI for SQLite, in which the server of a Windows share is part of the path."""
    uri = file.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("//", "////", 1)
