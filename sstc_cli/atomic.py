"""Files that exist complete or not at all, also while other programs hold them for a moment.

On Windows, virus scanners, indexers and sync programs open each new file.
"""

import os
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from stat import S_ISREG

TEMPORARY = ".tmp"  # the end of names that OneDrive does not upload
_PAUSES = [0.05] * 40  # seconds, two in all
_HELD = (5, 32, 33)  # access denied, sharing violation, lock violation


def new_temporary(folder: Path, start: str, end: str = TEMPORARY) -> Path:
    """Make an empty file of a new name, which only its owner can read.

    `tempfile` would try two billion names if Windows refuses new files in the folder.
    """
    file = folder / f"{start}{os.urandom(8).hex()}{end}"
    make_private(file)
    return file


def make_private(file: Path) -> None:
    """Make an empty file that only its owner can read, or raise FileExistsError."""
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def is_held(error: OSError | None) -> bool:
    """Return whether Windows refuses a file that another program may hold."""
    return getattr(error, "winerror", None) in _HELD


def replace(temporary: Path, file: Path) -> None:
    """Give a complete file its final name, whatever has that name now."""
    _patiently(partial(temporary.replace, file))


def replace_all(ready: Mapping[Path, Path]) -> dict[Path, OSError]:
    """Move complete files, by their paths, to these; return the errors of the paths that refuse."""
    errors: dict[Path, OSError | None] = dict.fromkeys(ready)
    waiting = [*ready]
    for pause in (0, *_PAUSES):
        time.sleep(pause)
        for file in waiting:
            errors[file] = _error_of(partial(ready[file].replace, file))
        waiting = [file for file in waiting if is_held(errors[file])]
        if not waiting:
            break
    return {file: error for file, error in errors.items() if error}


def rename_exclusive(temporary: Path, file: Path) -> None:
    """Give a complete file its final name, or raise FileExistsError if the name is taken.

    It may keep its temporary name too.
    """
    try:
        _patiently(partial(os.link, temporary, file))
    except FileExistsError:
        raise
    except OSError as error:  # a file system without hard links, for example of a memory stick
        if file.exists():
            raise FileExistsError(error.errno, "it exists already", str(file)) from error
        _patiently(partial(temporary.rename, file))


def delete(file: Path) -> None:
    """Delete a file, or raise OSError if another program does not let go of it."""
    _patiently(file.unlink)


def discard(file: Path, *, patiently: bool = True) -> None:
    """Delete a temporary file if it is still there, or leave it to a later command."""
    with suppress(OSError):
        try:
            file.unlink(missing_ok=True)
        except PermissionError:
            # Windows keeps what is read-only, as a data file may be, and so the file made for it
            if S_ISREG(file.lstat().st_mode):
                file.chmod(0o600)
            if patiently:
                delete(file)
            else:
                file.unlink()


def discard_folder(folder: Path) -> None:
    """Delete a temporary folder with its files, or leave it to a later command."""
    shutil.rmtree(folder, ignore_errors=True)


def _patiently(act: Callable[[], object]) -> None:
    """Do it, and if another program holds the file, try again for two seconds."""
    for pause in _PAUSES:
        try:
            act()
        except OSError as error:
            if not is_held(error):
                raise
            time.sleep(pause)
        else:
            return
    act()


def _error_of(act: Callable[[], object]) -> OSError | None:
    try:
        act()
    except OSError as error:
        return error
    return None
