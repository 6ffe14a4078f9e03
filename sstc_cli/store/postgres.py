"""A store in a PostgreSQL database that its owner set up: errors in words, no traces left."""

import logging
import weakref
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Dialect,
    Engine,
    String,
    Table,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import ArgumentError, DBAPIError

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.store.database import WAIT
from sstc_cli.store.schema import ABOUT, METADATA

_ADMINISTRATOR = "ask the administrator of the server"
_WORDS = {
    "55P03": ("the store is in use by another command", "wait until that one ends"),
    "40P01": ("the store is in use by another command", "run this again"),
    "53100": ("the disk is full: nothing was changed", "make room, then run it again"),
    "57014": (
        "the server stopped the request, because it took too long: nothing was changed",
        f"{_ADMINISTRATOR} for a longer `statement_timeout`",
    ),
    "25P03": (
        "the server ended the connection, because the command was idle for too long",
        f"{_ADMINISTRATOR} for a longer `idle_in_transaction_session_timeout`",
    ),
    "42703": (
        "another program has a table `about` in the place of the store",
        "use a database, or a schema, that no other program uses",
    ),
    "25006": (
        "the database is read-only: nothing was changed",
        "name the main server in `SSTC_STORE`, not a copy",
    ),
}


def _reason(error: DBAPIError, url: URL) -> str:
    """Return the reason that the server or its driver gives, without the address and a password."""
    line = next(iter(str(error.orig).splitlines()), "")
    reason = line.rpartition(" failed: ")[2].removeprefix("connection is bad: ")
    reason = reason.partition("FATAL:")[2].strip() or reason
    return reason.replace(str(url.password), "…") if url.password else reason


@event.listens_for(METADATA, "after_create")
def _take_no_samples(_: object, connection: Connection, tables: list[Table], **__: object) -> None:
    for table in tables if connection.dialect.name == "postgresql" else ():
        texts = [column.name for column in table.c if isinstance(column.type, String)]
        alter = ", ".join(f'ALTER COLUMN "{name}" SET STATISTICS 0' for name in texts)
        connection.exec_driver_sql(f"ALTER TABLE {table.name} {alter}")


_LOCK = 7_782_083  # an arbitrary number, which only sstc locks
_DRIVERS = {"postgresql", "postgres", "postgresql+psycopg"}
_OPTIONS = {"sslmode", "sslrootcert", "host", "port"}
_HINT = (
    "write `postgresql://USER@HOST/DATABASE`, and the password in ~/.pgpass, on Windows in "
    "%APPDATA%\\postgresql\\pgpass.conf"
)
_NO_URL = "`SSTC_STORE` is not the URL of a PostgreSQL database"
_ARGUMENTS = {
    "connect_timeout": WAIT,
    "application_name": "sstc",
    "client_encoding": "utf8",
    "prepare_threshold": None,  # a pooler may send the next statement to another server process
}


@dataclass(frozen=True)
class Postgres:
    """A database at a URL, whose password no message shows."""

    url: URL = field(repr=False)

    @property
    def label(self) -> str:
        host = self.url.host or self.url.query.get("host") or "localhost"
        return f"{self.url.database} on {host}"

    @property
    def exists(self) -> bool:
        """Always True: if the database is missing, connecting raises the reason."""
        return True

    def create(self) -> None:
        """Do nothing, because its owner has created the database."""

    def engine(self, *, writing: bool) -> Engine:
        """Return an engine that allows one writer at a time, like SQLite.

        All engines share one connection, because making one takes many messages to the server.
        """
        return self._engine.execution_options(sstc_writing=writing)

    @cached_property
    def _engine(self) -> Engine:
        engine = create_engine(
            self.url.set(drivername="postgresql+psycopg"),
            connect_args=_ARGUMENTS,
            pool_size=1,
            use_native_hstore=False,
            hide_parameters=True,
        )
        event.listen(engine, "do_connect", _connect)
        event.listen(engine, "begin", _begin)
        weakref.finalize(self, engine.dispose)
        logging.getLogger("psycopg").addHandler(logging.NullHandler())  # it would warn on stderr
        return engine

    def explained(self, error: DBAPIError) -> SstcError:
        state = getattr(error.orig, "sqlstate", None)
        reason = _reason(error, self.url)
        if state is None:
            hint = "check `SSTC_STORE`, the password, the network and the server"
            return SstcError(f"cannot reach the store {self.label}: {reason}", hint)
        if state in _WORDS:
            return SstcError(*_WORDS[state])
        if state == "42501":  # its message names a table or a schema, and no value
            hint = (
                f"{_ADMINISTRATOR} to let your role own the tables, and the schema that they are in"
            )
            return SstcError(f"nothing was changed in the store {self.label}: {reason}", hint)
        hint = f"{_ADMINISTRATOR} what this state means"
        return SstcError(f"the store {self.label} refused the request: state {state}", hint)

    def freeze(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({_LOCK})")

    def rewrite(self, connection: Connection) -> None:
        # readers begin with ABOUT: once it is locked, none is between two tables
        tables = [ABOUT, *(table for table in METADATA.sorted_tables if table is not ABOUT)]
        names = [table.name for table in tables]
        kept = [
            f"CREATE TEMPORARY TABLE kept_{name} ON COMMIT DROP AS TABLE {name}" for name in names
        ]
        back = [f"INSERT INTO {name} TABLE kept_{name}" for name in names]
        connection.exec_driver_sql("; ".join([*kept, f"TRUNCATE {', '.join(names)}", *back]))

    def wipe(self) -> None:
        """Do nothing, because `rewrite` has left no trace."""

    def back_up(self, file: Path) -> None:
        hint = f"use PostgreSQL's own program: `pg_dump --file {file.name} {self.url.database}`"
        raise SstcError("sstc can only copy a store in a file", hint, ExitCode.USAGE)

    def problems(self, *, fix: bool) -> list[str]:  # noqa: ARG002 nothing to fix
        """Return none, because a server looks after its own files."""
        return []


def postgres(text: str) -> Postgres:
    """Return the database at a URL. Refuse any other text without repeating it."""
    try:
        url = make_url(text)
        (url.host or "").encode("idna")
    except (ArgumentError, ValueError) as error:
        raise SstcError(_NO_URL, _HINT, ExitCode.USAGE) from error
    hosts = (url.host, url.database, *url.query.values())
    if any("@" in part for part in hosts if isinstance(part, str)):  # the end of a password
        raise SstcError(_NO_URL, "write an `@` in the password as `%40`", ExitCode.USAGE)
    if url.drivername not in _DRIVERS or not url.database:
        raise SstcError(_NO_URL, _HINT, ExitCode.USAGE)
    if set(url.query) - _OPTIONS:
        hint = f"use only {', '.join(f'`{option}`' for option in sorted(_OPTIONS))}"
        raise SstcError("`SSTC_STORE` has options that sstc does not pass on", hint, ExitCode.USAGE)
    if find_spec("psycopg") is None:
        hint = (
            'install it into the environment of sstc: `python -m pip install "psycopg[binary]"` '
            'there; with pipx, `pipx inject sstc-cli "psycopg[binary]"`'
        )
        raise SstcError("a PostgreSQL store needs psycopg", hint)
    return Postgres(url)


def _connect(dialect: Dialect, _: object, words: list[Any], options: dict[str, Any]) -> Any:
    """Return a connection of the driver. Refuse a database that cannot keep every letter."""
    connection: Any = dialect.connect(*words, **options)
    encoding = connection.info.parameter_status("server_encoding")
    if encoding in ("UTF8", None):
        return connection
    connection.close()
    hint = "create one with `CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`"
    raise SstcError(f"the database is encoded in {encoding}, not in UTF8", hint)


def _begin(connection: Connection) -> None:
    """Wait for other commands, but not for ever; let a writer keep out all others.

    Those who send mails write beside each other, and keep out the rest.
    """
    lines = [f"SET LOCAL lock_timeout = '{WAIT}s'"]
    options = connection.get_execution_options()
    if options["sstc_writing"]:
        beside = "_shared" if options.get("sstc_beside") else ""
        lines.append(f"SELECT pg_advisory_xact_lock{beside}({_LOCK})")
    connection.exec_driver_sql("; ".join(lines))
