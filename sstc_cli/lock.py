"""The lock that lets one command at a time read a file, think, and write it."""

import errno
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sstc_cli.atomic import TEMPORARY, discard, discard_folder, make_private, replace

_TRIES, _PAUSE = 200, 0.05  # ten seconds
_LOOKS = 3
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
# SQLite adds ends of its own
_PART = re.compile(rf"\.sstc-.+\.part{re.escape(TEMPORARY)}(-journal|-wal|-shm)?")
_HIDDEN = 2  # FILE_ATTRIBUTE_HIDDEN
_TEMPORARY = re.compile(r"(\.sstc-[0-9a-f]{8})-.+")


@contextmanager
def locked(
    file: Path, *, wait: bool = True, stays: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """Hold the lock of a file, whose folder must exist; raise OSError if another command has it.

    The system locks an empty file next to it. A killed command loses the lock, and the next one
    removes that file. Without `wait`, a drive that has no locks is an error too.
    If it `stays`, the empty file is left as that of a killed command is.
    """
    lock = file.with_name(f".{file.name}.lock")
    handle = _acquired(lock, wait=wait)
    try:
        yield
    finally:
        if sys.platform == "win32":  # which deletes no open file
            os.close(handle)
        if not stays():
            with suppress(OSError):  # for example, if another command has opened it there
                lock.unlink()
        if sys.platform != "win32":
            os.close(handle)


@contextmanager
def making_parts(folder: Path) -> Iterator[None]:
    """Hold the lock under which parts are made in a folder, and leave none.

    A part is a private file, or a folder of them, that is being made. Of a killed command, the next
    one deletes it.
    """
    with locked(folder / "sstc"):
        _drop_parts(folder)
        try:
            yield
        finally:
            _drop_parts(folder)


def new_part(file: Path) -> Path:
    """Make an empty part of a file, which only its owner can read, while its folder is locked."""
    part = file.with_name(f".sstc-{file.name}.part{TEMPORARY}")
    make_private(part)
    return part


def make_private_folder(folder: Path) -> None:
    """Make a private folder that git ignores, or turn a folder into one."""
    new = not folder.exists()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if new and sys.platform == "win32":  # where a dot hides nothing
        ctypes.windll.kernel32.SetFileAttributesW(str(folder), _HIDDEN)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        with making_parts(folder):
            part = new_part(ignore)
            part.write_text("*\n", encoding="utf-8")
            replace(part, ignore)


def is_unfinished(file: Path) -> bool:
    """Return whether a file has the name of one that a command is making."""
    return bool(_PART.fullmatch(file.name) or _TEMPORARY.fullmatch(file.name))


@contextmanager
def temporary_prefix(folder: Path) -> Iterator[str]:
    """Provide the beginning of this command's temporary names in a folder.

    The lock of that name proves that the command is alive.
    """
    name = f"sstc-{os.urandom(4).hex()}"
    with locked(folder / name):
        yield f".{name}-"


def remove_abandoned(folder: Path) -> None:
    """Delete the temporary files of killed commands, which have lost their locks.

    Files that could not be deleted when their command ended have no lock.
    """
    files = [file for file in folder.iterdir() if file.name.startswith(".sstc-")]
    for file in files:
        match = _TEMPORARY.fullmatch(file.name)
        if match and not file.with_name(f"{match[1]}.lock").exists():
            discard(file, patiently=False)
    for lock in folder.glob(".sstc-*.lock"):
        with suppress(OSError), locked(folder / lock.stem[1:], wait=False):
            for file in files:
                if file.name.startswith(f"{lock.stem}-"):
                    discard(file, patiently=False)


def _drop_parts(folder: Path) -> None:
    for file in folder.iterdir():
        if _PART.fullmatch(file.name):
            if file.is_dir() and not file.is_symlink():
                discard_folder(file)
            else:
                discard(file)


def _acquired(lock: Path, *, wait: bool) -> int:
    for tried in range(1 + _TRIES) if wait else range(1):
        time.sleep(_PAUSE if tried else 0)
        handle = os.open(lock, _FLAGS, 0o666)  # all who may write here, by the umask, may lock
        with ExitStack() as failed, suppress(BlockingIOError, FileNotFoundError):
            failed.callback(os.close, handle)
            _lock(handle, required=not wait)
            status = os.fstat(handle)
            # it has not been removed since; some drives number a file anew whenever it is looked up
            if os.path.samestat(lock.lstat(), status) or (tried >= _LOOKS and status.st_nlink):
                failed.pop_all()
                return handle
    raise TimeoutError(errno.ETIMEDOUT, "another command is changing it", str(lock))


if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _lock(handle: int, *, required: bool) -> None:  # noqa: ARG001
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _lock(handle: int, *, required: bool) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:  # to refuse all changes on drives without locks would be worse
            if required or error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP):
                raise
