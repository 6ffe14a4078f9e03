"""The private database of responses: identities apart from answers, all or nothing a file."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    bindparam,
    create_engine,
    delete,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool

from sstc_cli.errors import SstcError
from sstc_cli.survey.response import Reading, Response, Seal
from sstc_cli.survey.schema import ABOUT, IDENTITIES, IMPORTS, METADATA, RESPONSES, VERSION

_WAIT = 10  # seconds for another command to finish


@dataclass(frozen=True, slots=True)
class Counts:
    """What an import does: `withdrawn` were in the store, and their persons no longer agree."""

    rows: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    refused: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A response as it is counted."""

    webinar: int
    person: str | None
    answers: str
    others: str


@dataclass(frozen=True, slots=True)
class _Plan:
    new: list[Response]
    changed: list[Response]
    withdrawn: list[str]
    counts: Counts

    @property
    def empty(self) -> bool:
        return not (self.new or self.changed or self.withdrawn)


class Store:
    """The responses of one workspace, in one file that only its owner can read."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @property
    def exists(self) -> bool:
        """Whether anything was ever imported."""
        return self.file.is_file() and self.file.stat().st_size > 0

    def compare(self, readings: Sequence[Reading], seal: Seal) -> list[Counts]:
        """What `record` would do; writes nothing."""
        if not self.exists:
            return [_plan({}, each).counts for each in readings]
        with self._transaction(writing=False) as connection:
            begun = _check(_about(connection), seal)
            known = [_known(connection, each) if begun else {} for each in readings]
            return [_plan(*each).counts for each in zip(known, readings, strict=True)]

    def record(
        self, readings: Sequence[Reading], seal: Seal, sha256: str, imported: date
    ) -> list[Counts]:
        """Keep the responses of a file in one transaction; a file that is known changes nothing."""
        _create(self.file)
        counts = []
        with self._transaction(writing=True) as connection:
            METADATA.create_all(connection)
            if not _check(_about(connection), seal):
                sign = {"name": "key", "value": _sign(seal)}
                rows = [{"name": "version", "value": VERSION}, sign]
                connection.execute(insert(ABOUT), rows)
            for reading in readings:
                plan = _plan(_known(connection, reading), reading)
                counts.append(plan.counts)
                if not plan.empty:
                    _write(connection, plan, _import_of(reading, plan.counts, sha256, imported))
            _forget_identities(connection)
        return counts

    def responses(self, survey: str, webinars: Sequence[int] = ()) -> list[Stored]:
        """The responses to a survey, at some webinars or at all."""
        if not self.exists:
            return []
        columns = RESPONSES.c
        query = select(columns.webinar, columns.person, columns.answers, columns.others)
        query = query.where(columns.survey == survey).order_by(columns.webinar, columns.key)
        if webinars:
            query = query.where(columns.webinar.in_(webinars))
        with self._transaction(writing=False) as connection:
            if not _about(connection):
                return []
            return [Stored(*row) for row in connection.execute(query)]

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[Connection]:
        """A connection whose work is kept as a whole, or not at all."""
        engine = _engine(self.file, writing=writing)
        try:
            with engine.begin() as connection:
                yield connection
        except OperationalError as error:
            raise _told(error, self.file) from error
        except DatabaseError as error:
            hint = "restore it from a backup, or move it away and import the files again"
            raise SstcError(f"the store {self.file} is damaged", hint) from error
        finally:
            engine.dispose()


def _engine(file: Path, *, writing: bool) -> Engine:
    """SQLite with explicit transactions: its Python driver would start them too late."""
    uri = f"{file.absolute().as_uri()}?mode=rw"  # a reader, too, may have to undo a killed import

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None)
        try:
            for pragma in ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:  # no database, or a locked one
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _create(file: Path) -> None:
    """An empty store that nobody else could read for a moment; SQLite's journals follow it."""
    try:
        folder = file.parent
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        os.close(handle)
        file.chmod(0o600)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "check the rights of the workspace, and the room on its disk"
        raise SstcError(f"cannot make the store {file}: {reason}", hint) from error


def _about(connection: Connection) -> dict[str, str]:
    """What the store says of itself; nothing where its first import was never finished."""
    if not connection.dialect.has_table(connection, ABOUT.name):
        return {}
    about = {row.name: row.value for row in connection.execute(select(ABOUT))}
    if about and about.get("version") != VERSION:
        raise SstcError("the store was written by a newer sstc", "install the newest version")
    return about


def _check(about: dict[str, str], seal: Seal) -> bool:
    """Whether the store was begun; it must have been with this key."""
    if about and about.get("key") != _sign(seal):
        hint = "import on the computer where the store was begun, or copy its key to this one"
        raise SstcError("the store was written with another key than this computer's", hint)
    return bool(about)


def _sign(seal: Seal) -> str:
    """By what a store knows its key again."""
    return seal.digest("store")


def _known(connection: Connection, reading: Reading) -> dict[str, str]:
    """Keys and contents that the store has of a survey."""
    columns = RESPONSES.c
    query = select(columns.key, columns.content).where(columns.survey == reading.survey)
    return {row.key: row.content for row in connection.execute(query)}


def _plan(known: dict[str, str], reading: Reading) -> _Plan:
    new = [each for each in reading.responses if each.key not in known]
    changed = [
        each for each in reading.responses if known.get(each.key, each.content) != each.content
    ]
    withdrawn = [key for key in reading.refused if key in known]
    unchanged = len(reading.responses) - len(new) - len(changed)
    counts = Counts(
        reading.rows, len(new), len(changed), unchanged, len(reading.rejected),
        len(reading.refused), len(withdrawn),
    )  # fmt: skip
    return _Plan(new, changed, withdrawn, counts)


def _import_of(reading: Reading, counts: Counts, sha256: str, day: date) -> dict[str, Any]:
    return {
        "file": reading.file,
        "sha256": sha256,
        "sheet": reading.sheet,
        "platform": reading.platform,
        "survey": reading.survey,
        "imported": day.isoformat(),
        **asdict(counts),
    }


def _write(connection: Connection, plan: _Plan, about: dict[str, Any]) -> None:
    written = connection.execute(insert(IMPORTS).values(about))
    number = written.inserted_primary_key[0] if written.inserted_primary_key else None
    if plan.withdrawn:
        gone = [{"gone": key} for key in plan.withdrawn]
        connection.execute(delete(RESPONSES).where(RESPONSES.c.key == bindparam("gone")), gone)
    if plan.new:
        connection.execute(insert(RESPONSES), [_row(each, number) for each in plan.new])
    if plan.changed:
        rows = [{"known": each.key, **_row(each, number)} for each in plan.changed]
        connection.execute(update(RESPONSES).where(RESPONSES.c.key == bindparam("known")), rows)
    people = {
        each.person: {"person": each.person, **asdict(each.identity)}
        for each in (*plan.new, *plan.changed)
        if each.identity
    }
    if people:
        rows = [{"known": person} for person in people]
        connection.execute(
            delete(IDENTITIES).where(IDENTITIES.c.person == bindparam("known")), rows
        )
        connection.execute(insert(IDENTITIES), list(people.values()))


def _row(response: Response, number: int | None) -> dict[str, Any]:
    names = [each.name for each in RESPONSES.c if each.name != "import_id"]
    return {"import_id": number, **{name: getattr(response, name) for name in names}}


def _forget_identities(connection: Connection) -> None:
    """Nobody is remembered of whom no response is kept."""
    present = select(RESPONSES.c.person).where(RESPONSES.c.person.is_not(None))
    connection.execute(delete(IDENTITIES).where(IDENTITIES.c.person.not_in(present)))


def _told(error: OperationalError, file: Path) -> SstcError:
    """What SQLite says, in a user's words."""
    reason = str(error.orig)
    if "locked" in reason:
        return SstcError("the store is in use by another command", "wait until that one is done")
    if "full" in reason:
        return SstcError("the disk is full: nothing was kept", "make room, then run it again")
    if "readonly" in reason or "unable to open" in reason:
        return SstcError(f"the store {file} cannot be written", "check its rights and its folder")
    return SstcError(f"the store {file} cannot be used: {reason}", "is it a store of sstc?")
