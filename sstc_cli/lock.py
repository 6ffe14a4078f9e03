"""The lock that lets one command at a time read a file, think, and write it."""

import errno
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_TRIES, _PAUSE = 200, 0.05  # ten seconds
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_PART = re.compile(r"\.sstc-.+\.part(-journal|-wal|-shm)?")  # SQLite adds the ends


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock of a file, whose folder must exist; raise OSError if another command has it.

    The system locks an empty file next to it. A killed command loses the lock, and the next one
    removes that file.
    """
    lock = file.with_name(f".{file.name}.lock")
    handle = _acquired(lock)
    try:
        yield
    finally:
        if sys.platform == "win32":  # which deletes no open file
            os.close(handle)
        with suppress(OSError):  # for example, if another command has opened it there
            lock.unlink()
        if sys.platform != "win32":
            os.close(handle)


@contextmanager
def making_parts(folder: Path) -> Iterator[None]:
    """Hold the lock under which parts are made in a folder, and leave none.

    A part is a private file that is being made. Of a killed command, the next one deletes it.
    """
    with locked(folder / "sstc"):
        _drop_parts(folder)
        try:
            yield
        finally:
            _drop_parts(folder)


def new_part(file: Path) -> Path:
    """Make an empty part of a file, which only its owner can read, while its folder is locked."""
    part = file.with_name(f".sstc-{file.name}.part")
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    return part


def is_part(file: Path) -> bool:
    """Return whether a file has the name of a part."""
    return _PART.fullmatch(file.name) is not None


def _drop_parts(folder: Path) -> None:
    for file in filter(is_part, folder.iterdir()):
        with suppress(OSError):  # for example, of another user
            file.unlink()


def _acquired(lock: Path) -> int:
    for _ in range(_TRIES):
        handle = os.open(lock, _FLAGS, 0o666)  # whoever may write here, by the umask, may lock
        with suppress(BlockingIOError, FileNotFoundError):
            _lock(handle)
            if os.path.samestat(lock.lstat(), os.fstat(handle)):  # nobody has removed it since
                return handle
        os.close(handle)
        time.sleep(_PAUSE)
    raise TimeoutError(errno.ETIMEDOUT, "another command is changing it", str(lock))


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _lock(handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:  # to refuse all changes on drives without locks would be worse
            if error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP):
                raise
