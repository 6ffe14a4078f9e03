"""Where a store lies: what SQLite and PostgreSQL do in different ways."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from sstc_cli.errors import SstcError

WAIT = 10  # seconds for another command to finish
RESTORE = "restore it from a backup, or move it away and import the files again"


class Database(Protocol):
    """A place for a store."""

    @property
    def shown(self) -> str:
        """What it is called in messages: never with a password."""

    @property
    def exists(self) -> bool:
        """Whether there may be a store."""

    def create(self) -> None:
        """Make the place, if need be."""

    def engine(self, *, writing: bool) -> Engine:
        """What connects to it; `writing` keeps other writers away from the first statement on."""

    def told(self, error: DBAPIError) -> SstcError:
        """What the database says, in a user's words."""

    def keep_copy(self, version: str) -> None:
        """A copy of a store that is about to be migrated from a version."""

    def wipe(self) -> None:
        """Leave nothing of what was deleted in free pages and logs."""

    def drop_copies(self) -> int:
        """Delete what was kept before migrations; how many copies there were."""

    def back_up(self, file: Path) -> None:
        """A whole copy in a new file."""

    def faults(self) -> list[str]:
        """What is wrong with the place itself."""


@contextmanager
def transaction(database: Database, *, writing: bool, keep: bool = True) -> Iterator[Connection]:
    """A connection whose work is kept as a whole, or not at all; with `keep` False, never."""
    engine = database.engine(writing=writing)
    try:
        with engine.connect() as connection, connection.begin() as whole:
            yield connection
            if not keep:
                whole.rollback()
    except DBAPIError as error:
        raise database.told(error) from error
    except UnicodeDecodeError as error:  # its message has the text
        raise SstcError(f"the store {database.shown} is damaged", RESTORE) from error
    finally:
        engine.dispose()


def decoded(text: str) -> Any:
    """The value of a JSON text from the store."""
    try:
        return json.loads(text)
    except ValueError as error:  # its message has the text
        raise SstcError("the store is damaged: an answer cannot be read", RESTORE) from error
