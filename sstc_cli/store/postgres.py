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

_LOCK = 7_782_083  # an arbitrary number, which only sstc locks
_DRIVERS = {"postgresql", "postgres", "postgresql+psycopg"}
_OPTIONS = {"sslmode", "sslrootcert", "host", "port"}
_HINT = "write `postgresql://USER@HOST/DATABASE`, and the password in ~/.pgpass"
_NO_URL = "`SSTC_STORE` is not the URL of a PostgreSQL database"


@dataclass(frozen=True)
class Postgres:
    """A database at a URL, whose password no message shows."""

    url: URL = field(repr=False)

    @property
    def label(self) -> str:
        """The host and the database."""
        host = self.url.host or self.url.query.get("host") or "localhost"
        return f"{self.url.database} on {host}"

    @property
    def exists(self) -> bool:
        """Always True: if the database is missing, connecting raises the reason."""
        return True

    def create(self) -> None:
        """Do nothing, because its owner has created the database."""

    def engine(self, *, writing: bool) -> Engine:
        """Return an engine that allows one writer at a time, like SQLite."""
        arguments = {"connect_timeout": WAIT, "application_name": "sstc"}
        engine = create_engine(
            self.url.set(drivername="postgresql+psycopg"),
            connect_args=arguments,
            poolclass=NullPool,
            hide_parameters=True,
        )

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT}s'")
            if writing:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

        return engine

    def explained(self, error: DBAPIError) -> SstcError:
        """Return an error of PostgreSQL in words for users, without the statement."""
        state = getattr(error.orig, "sqlstate", None)
        if state == "55P03":
            return SstcError("the store is in use by another command", "wait until that one ends")
        if state == "53100":
            return SstcError(
                "the disk is full: nothing was changed", "make room, then run it again"
            )
        if state is None:
            hint = "check `SSTC_STORE`, the password, the network and the server"
            return SstcError(f"cannot reach the store {self.label}", hint)
        hint = "ask the administrator of the server what this state means"
        return SstcError(f"the store {self.label} refused the request: state {state}", hint)

    def keep_copy(self, version: str) -> None:
        """Do nothing: a migration is one transaction, and backups are up to the server."""

    def wipe(self) -> None:
        """Rewrite the tables. What the server archives is up to its owner."""
        engine = self.engine(writing=False)
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"SET lock_timeout = '{WAIT}s'")
                for table in METADATA.sorted_tables:
                    connection.exec_driver_sql(f"VACUUM (FULL) {table.name}")
        except DBAPIError as error:
            hint = "ask the administrator of the server for a `VACUUM FULL` of this database"
            raise SstcError("done, but traces may be left in the store", hint) from error
        finally:
            engine.dispose()

    def drop_copies(self) -> int:
        """Return 0, because there are no copies."""
        return 0

    def back_up(self, file: Path) -> None:
        """Refuse, because PostgreSQL has a program for this."""
        hint = f"use PostgreSQL's own program: `pg_dump --file {file.name} {self.url.database}`"
        raise SstcError("sstc can only copy a store in a file", hint, ExitCode.USAGE)

    def problems(self) -> list[str]:
        """Return nothing, because the server checks itself."""
        return []


def postgres(text: str) -> Postgres:
    """Return the database at a URL. Refuse any other text without repeating it."""
    try:
        url = make_url(text)
        (url.host or "").encode("idna")
    except (ArgumentError, ValueError) as error:
        raise SstcError(_NO_URL, _HINT, ExitCode.USAGE) from error
    if url.drivername not in _DRIVERS or not url.database:
        raise SstcError(_NO_URL, _HINT, ExitCode.USAGE)
    if set(url.query) - _OPTIONS:
        hint = f"use only {', '.join(f'`{option}`' for option in sorted(_OPTIONS))}"
        raise SstcError("`SSTC_STORE` has options that sstc does not pass on", hint, ExitCode.USAGE)
    if find_spec("psycopg") is None:
        hint = (
            "install it into the environment of sstc: `python -m pip install 'psycopg[binary]'` "
            "there; with pipx, `pipx inject sstc-cli 'psycopg[binary]'`"
        )
        raise SstcError("a PostgreSQL store needs psycopg", hint)
    return Postgres(url)
