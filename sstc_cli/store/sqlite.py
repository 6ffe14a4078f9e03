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
            ignore = folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            os.close(os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600))
            self.file.chmod(0o600)
        except OSError as error:
            hint = "check the permissions of the workspace, and the space on its disk"
            raise _not_created(f"the store {self.file}", error, hint) from error

    def engine(self, *, writing: bool) -> Engine:
        """Return an engine with explicit transactions: the driver would start them too late."""

        def connect() -> sqlite3.Connection:
            connection = self._connect()
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
        if not copy.exists():
            self.back_up(copy)

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
        return sorted(self.file.parent.glob(f"{self.file.stem}-*{self.file.suffix}"))

    def drop_copies(self) -> int:
        """Delete those copies, and what a killed command left of one, and count the copies."""
        copies = self.copies
        for file in (*copies, *self.file.parent.glob(f"*{_PART}")):
            file.unlink()
        return len(copies)

    def back_up(self, file: Path) -> None:
        """Write a copy to a new file that only its owner can read, completely or not at all."""
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
            prefix = f".{file.stem}-"
            remove_stale_temporaries(
                file, lambda name: name.startswith(prefix) and name.endswith(_PART)
            )
        except FileExistsError as error:
            raise SstcError(f"{file} already exists", "give the name of a new file") from error
        except OSError as error:
            hint = "check the permissions of the folder, and the space on its disk"
            raise _not_created(f"the copy {file}", error, hint) from error

    def problems(self) -> list[str]:
        """Return damage that SQLite detects, and permissions that are too wide."""
        with self._plain() as connection:
            damage = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
            _empty_log(connection)
        problems = [f"SQLite reports: {line}" for line in damage if line != "ok"]
        problems += [f"{len(orphans)} rows belong to no import"] if orphans else []
        for file in (self.file, *self.copies):
            if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
                problems.append(f"other users can read {file}: `chmod 600` it")
        return problems

    def _connect(self) -> sqlite3.Connection:
        """Return a connection that writes everything to the disk, and zeros over deleted rows."""
        # even a reader may have to undo the work of a killed command
        uri = f"{address(self.file.absolute())}?mode=rw"
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None)
        pragmas = ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON")
        try:
            for pragma in (*pragmas, "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {pragma}")
            # its own knows the letters from A to Z only
            connection.create_function("lower", 1, _lower, deterministic=True)
        except sqlite3.Error:  # not a database, or a locked one
            connection.close()
            raise
        return connection

    @contextmanager
    def _plain(self) -> Iterator[sqlite3.Connection]:
        """Provide a connection outside of any transaction."""
        try:
            with closing(self._connect()) as connection:
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


def _lower(text: str | None) -> str | None:
    """Return a text in lower case, in any script."""
    return text if text is None else text.lower()


def _empty_log(connection: sqlite3.Connection) -> bool:
    """Empty the log, which may have deleted rows, and return whether no other command needs it."""
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _not_created(what: str, error: OSError, hint: str) -> SstcError:
    return SstcError(f"cannot create {what}: {explained(error)}", hint)
