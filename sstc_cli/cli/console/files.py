"""Files that are written whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_IMODE, S_ISREG

from sstc_cli.atomic import remove_stale_temporaries, rename_exclusive
from sstc_cli.errors import SstcError, explained

ELSEWHERE = " `-o` names another place"
_TEMPORARY = ".sstc-"
_LENGTH = len(_TEMPORARY) + 8  # of the whole name, as `tempfile` makes it


def write_whole(
    path: Path, data: bytes, mode: int = 0o644, *, expected: bytes | None = None
) -> bool:
    """Put `data` in a file, whole or not at all; False where it was there already.

    With `expected`, only if the file still holds that; it keeps its mode then.
    """
    with writing(path, ELSEWHERE if expected is None else ""):
        if holds(path, data):
            return False
        mode = mode if expected is None else S_IMODE(path.lstat().st_mode)
        with temporary_next_to(path) as temporary:
            fill(temporary, data, mode, sync=True)
            _refuse_changed(path, expected)
            temporary.replace(path)
    tidy(path)
    return True


def holds(path: Path, data: bytes) -> bool:
    """Return whether the file has these contents already; refuse what is not a file."""
    try:
        there = path.lstat()
    except FileNotFoundError:
        return False
    if not S_ISREG(there.st_mode):
        raise SstcError(f"{path} is no ordinary file", "name another one with `-o`")
    return there.st_size == len(data) and path.read_bytes() == data


def write_new(path: Path, data: bytes, mode: int = 0o644) -> bool:
    """Put `data` in a file that is not there yet, whole or not at all; False where it is."""
    with writing(path), temporary_next_to(path) as temporary:
        fill(temporary, data, mode, sync=True)
        try:
            rename_exclusive(temporary, path)
        except FileExistsError:
            return False
    tidy(path)
    return True


def tidy(written: Path) -> None:
    """Delete temporary files that killed commands left next to a file."""
    remove_stale_temporaries(
        written, lambda name: name.startswith(_TEMPORARY) and len(name) == _LENGTH
    )


@contextmanager
def writing(path: Path, more: str = "") -> Iterator[None]:
    """Explain what prevents a file from being written."""
    try:
        yield
    except OSError as error:
        other = "not yours to change" if isinstance(error, PermissionError) else "the disk full"
        hint = f"is it open in another program, or {other}?{more}"
        raise SstcError(f"cannot write {path}: {explained(error)}", hint) from error


@contextmanager
def temporary_next_to(path: Path) -> Iterator[Path]:
    """Make an empty temporary file next to `path`; it is gone afterwards."""
    try:
        handle, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def fill(temporary: Path, data: bytes, mode: int, *, sync: bool) -> None:
    """Write the data into the file, with `sync` down to the disk."""
    with temporary.open("wb") as stream:
        stream.write(data)
        stream.flush()
        if sync:
            os.fsync(stream.fileno())
    temporary.chmod(mode)


def _refuse_changed(path: Path, expected: bytes | None) -> None:
    if expected is not None and path.read_bytes() != expected:
        hint = "nothing is written: run it again, to work on what is there now"
        raise SstcError(f"{path} was changed by another program meanwhile", hint)


def from_here(path: Path) -> str:
    """The path as the user would type it from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)
