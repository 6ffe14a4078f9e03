"""Files that only their owner can read: copies of a store, and permissions too wide for them."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sstc_cli.atomic import rename_exclusive
from sstc_cli.errors import SstcError, explained
from sstc_cli.lock import locked

PART = ".part"  # a copy that is being made
_JOURNALS = ("", "-journal", "-wal", "-shm")


@contextmanager
def new_copy(file: Path) -> Iterator[Path]:
    """Provide an empty file that gets the name of a new file at the end; delete it on failure."""
    try:
        with locked(file):
            part = file.with_name(f".{file.name}{PART}")
            _drop(part)  # nobody else has the lock, so it is of a killed command
            try:
                os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
                yield part
                rename_exclusive(part, file)
            finally:
                _drop(part)
    except FileExistsError as error:
        raise SstcError(f"{file} already exists", "give the name of a new file") from error
    except OSError as error:
        hint = "check the permissions of the folder, and the space on its disk"
        raise not_created(f"the copy {file}", error, hint) from error


def not_created(what: str, error: OSError, hint: str) -> SstcError:
    """Return the error for a file that cannot be made."""
    return SstcError(f"cannot create {what}: {explained(error)}", hint)


def wide_permissions(*paths: Path) -> list[str]:
    """Return a problem for each file or folder that others than its owner can read."""
    return [
        f"other users can read {path}: `chmod {700 if path.is_dir() else 600}` it"
        for path in paths
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def _drop(part: Path) -> None:
    """Delete an unfinished copy, and the journals of SQLite next to it."""
    for suffix in _JOURNALS:
        part.with_name(part.name + suffix).unlink(missing_ok=True)
