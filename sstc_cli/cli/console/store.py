"""The place of a workspace's responses: next to its data, or where `SSTC_STORE` says."""

import os
from contextlib import suppress
from pathlib import Path

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.temporaries import refuse_outside
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.store import SqliteFile, Store
from sstc_cli.workspace import Workspace

_NO_PLACE = "`SSTC_STORE` is neither the URL of a PostgreSQL database nor the path of a store"
_PLACES = "write `postgresql://USER@HOST/DATABASE`, or a whole path that ends in `.sqlite`"
_SHARED = ("data", "out", "templates")


def store_of(workspace: Workspace) -> Store:
    """Return the store of a workspace, for its series alone."""
    series = workspace.series.id if workspace.series else ""
    place = os.environ.get("SSTC_STORE")
    if not place:
        refuse_outside(workspace.root, workspace.store)
        return Store(SqliteFile(workspace.store), series)
    if "://" in place:
        from sstc_cli.store.postgres import postgres

        return Store(postgres(place), series)
    file = _file_at(place)
    _refuse_among(workspace.root, file)
    return Store(SqliteFile(file, own_folder=False), series)


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
        message = f"the store {file} would be among the files of the workspace, which others get"
        hint = "move it to a private folder elsewhere, and set `SSTC_STORE` to its new path"
        raise SstcError(message, hint, ExitCode.USAGE)


def _file_at(place: str) -> Path:
    """Return the file at a path that the user has set; do not repeat it, it may be a password."""
    with suppress(RuntimeError, ValueError):  # a home of nobody
        file = Path(place).expanduser()
        if file.is_absolute() and file.suffix == ".sqlite" and "\0" not in place:
            return file
    raise SstcError(_NO_PLACE, _PLACES, ExitCode.USAGE)
