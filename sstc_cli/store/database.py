"""The place of a store: everything that SQLite and PostgreSQL do in different ways."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from sstc_cli.errors import SstcError

WAIT = 10  # seconds for another command to finish
RESTORE = "restore it from a backup, or move it away and import the files again"


class Database(Protocol):
    """A place for a store."""

    @property
    def label(self) -> str:
        """The name of the place in messages, without any password."""

    @property
    def exists(self) -> bool:
        """Whether there may be a store here."""

    def create(self) -> None:
        """Create the place, if there is none."""

    def engine(self, *, writing: bool) -> Engine:
        """Return an engine. With `writing`, its first statement already locks out other writers."""

    def explained(self, error: DBAPIError) -> SstcError:
        """Return an error of the database in words for users."""

    def freeze(self, connection: Connection) -> None:
        """Keep others from changing the store before the end of a transaction that reads."""

    def rewrite(self, connection: Connection) -> None:
        """Remove all traces of deleted rows, or note that `wipe` must, in the transaction."""

    def wipe(self) -> None:
        """Remove deleted rows from free pages and logs, after the transaction."""

    def back_up(self, file: Path) -> None:
        """Write a complete copy to a new file."""

    def problems(self, *, fix: bool) -> list[str]:
        """Return the problems of the place itself; a `fix` finishes a `wipe` that was cut short."""


_T = TypeVar("_T")


def in_parts(values: Sequence[_T], size: int = 500) -> Iterator[Sequence[_T]]:
    """Yield values some at a time, as one statement takes them."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


@contextmanager
def transaction(database: Database, *, writing: bool, keep: bool = True) -> Iterator[Connection]:
    """Provide a connection whose work is kept completely or not at all. Without `keep`, drop it."""
    engine = database.engine(writing=writing)
    try:
        with engine.connect() as connection, connection.begin() as work:
            yield connection
            if not keep:
                work.rollback()
    except DBAPIError as error:
        raise database.explained(error) from error
    except UnicodeDecodeError as error:  # its message would reveal the text
        raise SstcError(f"the store {database.label} is damaged", RESTORE) from error


def decoded(text: str) -> Any:
    """Return the value of a JSON text from the store."""
    try:
        return json.loads(text)
    except ValueError as error:  # its message would reveal the text
        raise SstcError("the store is damaged: an answer cannot be read", RESTORE) from error
