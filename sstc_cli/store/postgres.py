"""A store in a PostgreSQL database that its owner set up."""

from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.store.database import WAIT
from sstc_cli.store.schema import METADATA

_LOCK = 7_782_083  # any number: by it, sstc knows its own lock
_OPTIONS = {"sslmode", "sslrootcert", "host", "port"}
_HINT = "write `postgresql://USER@HOST/DATABASE`; a password can stand in ~/.pgpass"


@dataclass(frozen=True)
class Postgres:
    """A database by its URL, whose password no message shows."""

    url: URL = field(repr=False)

    @property
    def shown(self) -> str:
        """Host and database."""
        host = self.url.host or self.url.query.get("host") or "localhost"
        return f"{self.url.database} on {host}"

    @property
    def exists(self) -> bool:
        """It is there, or connecting says why not."""
        return True

    def create(self) -> None:
        """Nothing to do: its owner made the database."""

    def engine(self, *, writing: bool) -> Engine:
        """One writer at a time, as SQLite has it."""
        given = {"connect_timeout": WAIT, "application_name": "sstc"}
        engine = create_engine(
            self.url.set(drivername="postgresql+psycopg"),
            connect_args=given,
            poolclass=NullPool,
            hide_parameters=True,
        )

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT}s'")
            if writing:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

        return engine

    def told(self, error: DBAPIError) -> SstcError:
        """What PostgreSQL says, in a user's words, without what it was asked."""
        state = getattr(error.orig, "sqlstate", None)
        if state == "55P03":
            return SstcError("the store is in use by another command", "wait until that one ends")
        if state == "53100":
            return SstcError(
                "the disk is full: nothing was changed", "make room, then run it again"
            )
        if state is None:
            hint = "check `SSTC_STORE`, the password, the network, and whether the server runs"
            return SstcError(f"cannot reach the store {self.shown}", hint)
        hint = "ask whoever runs the server, and name this state"
        return SstcError(f"the store {self.shown} refused: state {state}", hint)

    def keep_copy(self, version: str) -> None:
        """A copy is the server's matter: its tables change in one transaction."""

    def wipe(self) -> None:
        """Write the tables anew; what the server archives is its owner's matter."""
        engine = self.engine(writing=False)
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"SET lock_timeout = '{WAIT}s'")
                for table in METADATA.sorted_tables:
                    connection.exec_driver_sql(f"VACUUM (FULL) {table.name}")
        except DBAPIError as error:
            hint = "ask whoever runs the server for a `VACUUM FULL` of this database"
            raise SstcError("it is done, but traces may be left in the store", hint) from error
        finally:
            engine.dispose()

    def drop_copies(self) -> int:
        """There are none."""
        return 0

    def back_up(self, file: Path) -> None:
        """PostgreSQL's own program does that."""
        hint = f"use PostgreSQL's own program: `pg_dump --file {file.name} {self.url.database}`"
        raise SstcError("sstc only copies a store that is a file", hint, ExitCode.USAGE)

    def faults(self) -> list[str]:
        """PostgreSQL looks after itself."""
        return []


def postgres(text: str) -> Postgres:
    """The database of a URL; SstcError where it is none, without repeating it."""
    try:
        url = make_url(text)
        wrong = url.drivername not in ("postgresql", "postgres", "postgresql+psycopg")
        strange = sorted(set(url.query) - _OPTIONS)
        (url.host or "").encode("idna")
    except (ArgumentError, ValueError) as error:
        message = "`SSTC_STORE` is no URL of a PostgreSQL database"
        raise SstcError(message, _HINT, ExitCode.USAGE) from error
    if wrong or not url.database:
        message = "`SSTC_STORE` is no URL of a PostgreSQL database"
        raise SstcError(message, _HINT, ExitCode.USAGE)
    if strange:
        hint = f"only {', '.join(f'`{each}`' for each in sorted(_OPTIONS))} are allowed there"
        raise SstcError("`SSTC_STORE` has options that sstc does not pass on", hint, ExitCode.USAGE)
    if find_spec("psycopg") is None:
        hint = "install it: `pip install 'sstc[postgresql]'`"
        raise SstcError("a PostgreSQL store needs psycopg", hint)
    return Postgres(url)
