"""Files that only their owner can read: copies of a store, and permissions too wide for them."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sstc_cli.atomic import rename_exclusive
from sstc_cli.errors import SstcError, explained
from sstc_cli.lock import making_parts, new_part


@contextmanager
def making_in(folder: Path, what: str) -> Iterator[None]:
    """Keep others from making private files in a folder meanwhile; explain what prevents that."""
    try:
        with making_parts(folder):
            yield
    except OSError as error:
        hint = "check the permissions of the folder, and the space on its disk"
        raise not_created(what, error, hint) from error


@contextmanager
def new_file(file: Path) -> Iterator[Path]:
    """Provide an empty file that gets the name of a new file at the end, in a locked folder."""
    part = new_part(file)
    yield part
    try:
        rename_exclusive(part, file)
    except FileExistsError as error:
        raise SstcError(f"{file} already exists", "give the name of a new file") from error


def not_created(what: str, error: OSError, hint: str) -> SstcError:
    return SstcError(f"cannot create {what}: {explained(error)}", hint)


def wide_permissions(*paths: Path) -> list[str]:
    """Return a problem for each file or folder that others than its owner can read."""
    return [
        f"other users can read {path}: `chmod {700 if path.is_dir() else 600}` it"
        for path in paths
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
