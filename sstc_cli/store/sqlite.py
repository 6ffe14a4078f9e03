"""A store in one SQLite file that only its owner can read."""

import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from sstc_cli.atomic import remove_stale_temporaries, rename_exclusive
from sstc_cli.errors import SstcError, explained
from sstc_cli.store.database import RESTORE, WAIT

_ROOM = "make room, then run it again"
_PART = ".part"  # a copy that is being made


@dataclass(frozen=True)
class SqliteFile:
    """The file of a store, and its journals beside it, which SQLite gives the same rights."""

    file: Path

    @property
    def shown(self) -> str:
        """The file."""
        return str(self.file)

    @property
    def exists(self) -> bool:
        """Whether anything was ever imported."""
        return self.file.is_file() and self.file.stat().st_size > 0

    def create(self) -> None:
        """An empty file that nobody else could read for a moment."""
        try:
            folder = self.file.parent
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)
            ignore = folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            os.close(os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600))
            self.file.chmod(0o600)
        except OSError as error:
            hint = "check the rights of the workspace, and the room on its disk"
            raise _unmade(f"the store {self.file}", error, hint) from error

    def engine(self, *, writing: bool) -> Engine:
        """Explicit transactions: SQLite's Python driver would start them too late."""

        def connect() -> sqlite3.Connection:
            connection = self._connect()
            try:
                if writing:
                    with suppress(sqlite3.OperationalError):  # another one writes: the next time
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

    def told(self, error: DBAPIError) -> SstcError:
        """What SQLite says, in a user's words."""
        if not isinstance(error, OperationalError):
            return self._damaged()
        return self._told(str(error.orig))

    def keep_copy(self, version: str) -> None:
        """A copy beside the store, named by its version."""
        copy = self.file.with_name(f"{self.file.stem}-{version}{self.file.suffix}")
        if not copy.exists():
            self.back_up(copy)

    def wipe(self) -> None:
        """Write the file anew without its free pages, and empty the log."""
        busy = True
        with suppress(SstcError), self._plain() as connection:
            connection.execute("VACUUM")
            busy = not _emptied(connection)
        if busy:
            hint = "when its disk has room and no other command uses it, run `sstc surveys check`"
            raise SstcError("it is done, but traces may be left in the store's log", hint)

    @property
    def copies(self) -> list[Path]:
        """What was kept of the store before it was migrated."""
        return sorted(self.file.parent.glob(f"{self.file.stem}-*{self.file.suffix}"))

    def drop_copies(self) -> int:
        """Delete those copies, and what a killed command left of one."""
        copies = self.copies
        for each in (*copies, *self.file.parent.glob(f"*{_PART}")):
            each.unlink()
        return len(copies)

    def back_up(self, file: Path) -> None:
        """A copy in a new file that only its owner can read, whole or not at all."""
        try:
            handle, name = tempfile.mkstemp(prefix=f".{file.stem}-", suffix=_PART, dir=file.parent)
            os.close(handle)
            temporary = Path(name)
            try:
                with self._plain() as source, closing(sqlite3.connect(temporary)) as target:
                    source.backup(target)
                    target.execute("PRAGMA journal_mode = DELETE")
                rename_exclusive(temporary, file)
            finally:
                temporary.unlink(missing_ok=True)
            mine = f".{file.stem}-"
            remove_stale_temporaries(
                file, lambda name: name.startswith(mine) and name.endswith(_PART)
            )
        except FileExistsError as error:
            raise SstcError(f"there is a file {file} already", "name a new file") from error
        except OSError as error:
            hint = "check the folder's rights, and the room on its disk"
            raise _unmade(f"the copy {file}", error, hint) from error

    def faults(self) -> list[str]:
        """Damage that SQLite finds, and rights that are too wide."""
        with self._plain() as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
            loose = connection.execute("PRAGMA foreign_key_check").fetchall()
            _emptied(connection)
        faults = [f"SQLite says: {each}" for each in found if each != "ok"]
        faults += [f"{len(loose)} rows belong to no import"] if loose else []
        for each in (self.file, *self.copies):
            if os.name == "posix" and stat.S_IMODE(each.stat().st_mode) & 0o077:
                faults.append(f"other users can read {each}: `chmod 600` it")
        return faults

    def _connect(self) -> sqlite3.Connection:
        """A connection that writes all through to the disk, and zeros over what it deletes."""
        uri = f"{address(self.file.absolute())}?mode=rw"  # a reader may have to undo a killed one
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None)
        pragmas = ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON")
        try:
            for pragma in (*pragmas, "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:  # no database, or a locked one
            connection.close()
            raise
        return connection

    @contextmanager
    def _plain(self) -> Iterator[sqlite3.Connection]:
        """A connection outside of any transaction."""
        try:
            with closing(self._connect()) as connection:
                yield connection
        except sqlite3.OperationalError as error:
            raise self._told(str(error)) from error
        except sqlite3.DatabaseError as error:
            raise self._damaged() from error

    def _damaged(self) -> SstcError:
        return SstcError(f"the store {self.file} is damaged", RESTORE)

    def _told(self, reason: str) -> SstcError:
        if "locked" in reason:
            return SstcError("the store is in use by another command", "wait until that one ends")
        if "full" in reason:
            return SstcError("the disk is full: nothing was changed", _ROOM)
        if "disk I/O" in reason:  # as where not even the index of the log has room
            return SstcError("the disk is full or broken: nothing was changed", _ROOM)
        if "readonly" in reason or "unable to open" in reason:
            hint = "check its rights and its folder"
            return SstcError(f"the store {self.file} cannot be written", hint)
        if "decode" in reason:  # Python's words, which have the text in them
            return self._damaged()
        hint = "is it a store of sstc?"
        return SstcError(f"the store {self.file} cannot be used: {reason}", hint)


def address(file: PurePath) -> str:
    """The URI by which SQLite opens a file; it takes no host, so that a Windows share is a path."""
    uri = file.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("//", "////", 1)


def _emptied(connection: sqlite3.Connection) -> bool:
    """Empty the log, which may have deleted rows; False where another command needs it."""
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _unmade(what: str, error: OSError, hint: str) -> SstcError:
    return SstcError(f"cannot make {what}: {explained(error)}", hint)
