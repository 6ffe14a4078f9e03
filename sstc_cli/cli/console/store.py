"""The store of a workspace, where it is, and the key of its pseudonyms."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sstc_cli.cli.console.files import from_here, settings_folders, write_whole, writing
from sstc_cli.cli.console.session import Session
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.lock import locked
from sstc_cli.model import Series, Webinar
from sstc_cli.quantity import quantity
from sstc_cli.store import SqliteFile, Store
from sstc_cli.store.history import LOST_HINT, lost_webinars, rows_by_webinar
from sstc_cli.store.postgres import postgres
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.data_files import refuse_outside
from sstc_cli.workspace.privacy import sync_program

_NAME = "surveys.key"
_BYTES = 32
_NO_PLACE = "`SSTC_STORE` is neither the URL of a PostgreSQL database nor the path of a store"
_PLACES = "write `postgresql://USER@HOST/DATABASE`, or a whole path that ends in `.sqlite`"
_SHARED = ("data", "out", "templates")


@contextmanager
def settings_locked(file: Path) -> Iterator[None]:
    """Keep others from changing a file of keys or permissions meanwhile; make its folder."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        hint = "check the permissions of that folder: your keys are kept there"
        raise SstcError(f"cannot make {file.parent}: {explained(error)}", hint) from error
    with ExitStack() as lock:
        with writing(file):
            lock.enter_context(locked(file))
        yield


def key_file() -> Path:
    """Return the file of this user's key, in a folder that is not part of a workspace."""
    return settings_folders()[0] / _NAME


def key_files() -> list[Path]:
    """Return the files that have keys of this user, also those of earlier versions."""
    files = [folder / _NAME for folder in settings_folders()]
    return [file for file in files if file.exists()]


def read_keys() -> list[bytes]:
    """Return the keys, the newest first, and then those where earlier versions kept them.

    Older keys stay after a rotation, because each store is opened with the key of its first import.
    """
    return list(dict.fromkeys(key for file in key_files() for key in keys_in(file)))


def keys_in(file: Path) -> list[bytes]:
    """Return the keys in a file, or an empty list without a file; refuse a damaged one."""
    try:
        lines = file.read_text(encoding="ascii").split()
        keys = [bytes.fromhex(line) for line in lines]
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise SstcError(f"cannot read the key {file}", "restore it from a backup") from error
    if not keys or any(len(key) != _BYTES for key in keys):
        raise SstcError(f"the key {file} is damaged", "restore it from a backup")
    return keys


def make_keys() -> list[bytes]:
    """Return the keys, all of them in one file; make the first one at the first import."""
    if (keys := read_keys()) and keys == keys_in(key_file()):
        return keys
    with settings_locked(key_file()):
        if not (keys := read_keys()):
            return add_key()
        _write(keys)
        return keys


def add_key() -> list[bytes]:
    """Make a new key while the keys are locked, and return it before the ones that exist."""
    keys = [secrets.token_bytes(_BYTES), *read_keys()]
    _write(keys)
    return keys


def _write(keys: list[bytes]) -> None:
    write_whole(key_file(), "\n".join(key.hex() for key in keys).encode(), mode=0o600, root=None)


def store_of(workspace: Workspace) -> Store:
    """Return the store of a workspace, for its series alone."""
    plan = workspace.series
    about = (plan.id, plan.numbers) if plan else ("", {})
    place = os.environ.get("SSTC_STORE")
    if not place:
        refuse_outside(workspace.root, workspace.store)
        return Store(SqliteFile(workspace.store), *about)
    if "://" in place:
        return Store(postgres(place), *about)
    file = _file_at(place)
    _refuse_among(workspace.root, file)
    return Store(SqliteFile(file, own_folder=False), *about)


def name_lost_rows(session: Session, store: Store) -> None:
    """Say which webinars of the store the plan no longer has: nothing counts or reaches them."""
    for lost in lost_webinars(store).values():
        session.say(f"warning: {lost}, so results and mails leave them out: {LOST_HINT}")


def name_people(session: Session, before: Series, after: Series, workspace: Workspace) -> None:
    """Say of each webinar with another time, status or number how people hear of the change."""
    was = {webinar.id: _told(webinar) for webinar in before.webinars}
    changed = [one for one in after.webinars if was.get(one.id) != _told(one)]
    notice = next((found.id for found in after.messages if found.document == "notice"), None)
    if notice is None or not changed:
        return
    with suppress(SstcError):  # the plan is changed, whether the store can be reached or not
        found = rows_by_webinar(store_of(workspace))
        for webinar in (one for one in changed if one.id in found):
            rows = found[webinar.id]
            parts = [(rows.responses, "answer"), (rows.mails, "mail")]
            if has := " and ".join(quantity(count, noun) for count, noun in parts if count):
                how = f"`sstc mail prepare {notice} {webinar.number}`"
                session.say(f"webinar {webinar.number} has {has}: {how} informs these people")


def _told(webinar: Webinar) -> tuple[object, ...]:
    return webinar.number, webinar.starts, webinar.ends, webinar.status


def place_of(store: Store) -> str:
    """Return the file of a store, or its database and host, without any password."""
    file = file_of(store)
    return from_here(file) if file else store.database.label


def file_of(store: Store) -> Path | None:
    """Return the file of a store, or None if it is in a database on a server."""
    return store.database.file if isinstance(store.database, SqliteFile) else None


def _refuse_among(root: Path, file: Path) -> None:
    """Refuse a store in a folder of the workspace that others get, by git or as outputs."""
    folder, root = Path(os.path.realpath(file.parent)), Path(os.path.realpath(root))
    if folder == root or any(folder.is_relative_to(root / name) for name in _SHARED):
        message = (
            f"the store {file} would be among the files of the workspace, which others may get"
        )
        hint = "move it to a private folder elsewhere, and set `SSTC_STORE` to its new path"
        raise SstcError(message, hint, ExitCode.USAGE)


def _file_at(place: str) -> Path:
    """Return the file at a path that the user has set; do not repeat it, it may be a password."""
    with suppress(RuntimeError, ValueError):  # a home of nobody
        file = Path(place).expanduser()
        if file.is_absolute() and file.suffix == ".sqlite" and "\0" not in place:
            return file
    raise SstcError(_NO_PLACE, _PLACES, ExitCode.USAGE)


def warn_of_upload(session: Session, store: Store) -> None:
    """Warn if a program uploads the store to a server."""
    file = file_of(store)
    if file and (program := sync_program(file, os.environ)):
        session.say(
            f"warning: {program} uploads the store, which has people's names and answers: "
            "to keep it on this computer, move it, and set `SSTC_STORE` to its new path"
        )


def show_place(session: Session, store: Store, key: Path) -> None:
    """Show where a store and its key are, and what that means for them."""
    file = file_of(store)
    place = file.resolve() if file else store.database.label
    session.say(f"the store is {place}, its key is {key.resolve()}")
    if sys.platform == "win32":
        session.say("on Windows, they have the permissions of their folders, which are not checked")
    warn_of_upload(session, store)
