"""Write files whole or not at all."""

import filecmp
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import BinaryIO

from sstc_cli.atomic import remove_stale_temporaries, rename_exclusive
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.lock import locked, making_parts, new_part

PUBLIC = 0o644  # the mode of files, of which the umask takes away
ELSEWHERE = ", or name another path with `-o`"
MOST_BYTES = 100_000_000  # of a calendar that is read whole
_MOST = 10  # files in a list
_KINDS = (
    *(".csv", ".docx", ".html", ".ics", ".json", ".md", ".ods", ".pdf", ".po", ".sqlite"),
    *(".svg", ".txt", ".xls", ".xlsx"),
)
_TEMPORARY = ".sstc-"
_LENGTH = len(_TEMPORARY) + 8  # of the names that `tempfile` makes


def write_whole(
    path: Path, data: bytes, mode: int = PUBLIC, *, expected: bytes | None = None
) -> bool:
    """Write `data` to a file, whole or not at all, and return whether the file changed.

    With `expected`, the file must still have those contents, and keeps its mode.
    """
    with writing(path, ELSEWHERE if expected is None else ""):
        if holds(path, data):
            return False
        mode = mode if expected is None else S_IMODE(path.lstat().st_mode)
        with making_next_to(path, mode), temporary_next_to(path, mode) as temporary:
            fill(temporary, data, mode, sync=True)
            # two commands at once would both find the old contents, and one change would be lost
            with locked(path) if expected is not None else nullcontext():
                _refuse_changed(path, expected)
                temporary.replace(path)
    tidy(path)
    return True


def holds(path: Path, data: bytes) -> bool:
    """Return whether the file has these contents already; refuse what is not a file."""
    return _size(path) == len(data) and path.read_bytes() == data


def same_contents(path: Path, other: Path) -> bool:
    """Return whether the file has the contents of another one; refuse what is not a file."""
    return _size(path) == _size(other) and filecmp.cmp(path, other, shallow=False)


def contents(path: Path) -> bytes | None:
    """Return what a file contains, or None if there is none; refuse what is not a file, or huge."""
    with writing(path, ELSEWHERE):
        size = _size(path)
        if size is not None and size > MOST_BYTES:
            message = f"{from_here(path)} is larger than {MOST_BYTES // 1_000_000} MB"
            raise SstcError(f"{message}, so nothing was written", "move it away")
        return None if size is None else path.read_bytes()


def _size(path: Path) -> int | None:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    if not S_ISREG(status.st_mode):
        raise SstcError(f"{path} is not a regular file", "name another file with `-o`")
    return status.st_size


def write_new(path: Path, data: bytes) -> bool:
    """Write `data` to a new file, whole or not at all; return False if the file exists."""
    with writing(path), making_next_to(path), temporary_next_to(path) as temporary:
        fill(temporary, data, PUBLIC, sync=True)
        try:
            rename_exclusive(temporary, path)
        except FileExistsError:
            return False
    tidy(path)
    return True


def tidy(path: Path) -> None:
    """Delete temporary files that killed commands left next to a file."""
    remove_stale_temporaries(
        path, lambda name: name.startswith(_TEMPORARY) and len(name) == _LENGTH
    )


@contextmanager
def writing(path: Path, more: str = "") -> Iterator[None]:
    """Raise SstcError for what prevents a file from being written, with `more` of a hint."""
    try:
        yield
    except TimeoutError as error:  # of its lock
        hint = "wait until that one ends, then run this again"
        raise SstcError(f"cannot write {path}: {explained(error)}", hint) from error
    except OSError as error:
        denied = isinstance(error, PermissionError)
        what = "that you have permission to change it" if denied else "the free space of the disk"
        hint = f"close it in other programs, and check {what}{more}"
        raise SstcError(f"cannot write {path}: {explained(error)}", hint) from error


@contextmanager
def making_next_to(path: Path, mode: int = PUBLIC) -> Iterator[None]:
    """Make the folder of files with that mode. If it is private, nobody else makes such there."""
    path.parent.mkdir(0o777 if mode == PUBLIC else 0o700, parents=True, exist_ok=True)
    with making_parts(path.parent) if mode != PUBLIC else nullcontext():
        yield


@contextmanager
def temporary_next_to(path: Path, mode: int = PUBLIC) -> Iterator[Path]:
    """Make an empty temporary file next to `path`, and delete it afterwards."""
    if mode != PUBLIC:
        temporary = new_part(path)
    else:
        handle, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def fill(
    temporary: Path, data: bytes | Callable[[BinaryIO], None], mode: int, *, sync: bool
) -> None:
    """Write data, or what a function writes, to a temporary file; with `sync`, for a power cut."""
    with temporary.open("wb") as stream:
        if isinstance(data, bytes):
            stream.write(data)
        else:
            data(stream)
        stream.flush()
        if sync:
            os.fsync(stream.fileno())
    temporary.chmod(mode if mode != PUBLIC else PUBLIC & ~_mask())


def _mask() -> int:
    """Return what the user withholds from others; the system tells it only when it is set."""
    os.umask(mask := os.umask(0o077))
    return mask


def _refuse_changed(path: Path, expected: bytes | None) -> None:
    if expected is not None and path.read_bytes() != expected:
        message = f"{path} was changed by another program while sstc was working"
        raise SstcError(message, "run this again, to work on its present contents")


def listed(files: Sequence[Path]) -> list[str]:
    """Return the paths of files as the user would type them, the first ten if there are more."""
    more = len(files) - _MOST
    return [*map(from_here, files[:_MOST]), *([f"and {more} more"] if more > 0 else [])]


def from_here(path: Path) -> str:
    """Return the path as the user would type it in the current folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)


def paths_of(names: Sequence[str], folder: Path, output: str | None) -> dict[Path, str]:
    """Return the paths to write, each with the name of its file."""
    if output is None:
        return {folder / name: name for name in names}
    target = Path(output)
    if ".sstc" in target.resolve().parts:
        message = f"{target} is in the folder of private answers, so nothing was written"
        raise SstcError(message, "name another path with `-o`", ExitCode.USAGE)
    if output.endswith(("/", os.sep)) or target.is_dir():
        return {target / Path(name).name: name for name in names}
    if len(names) > 1:
        hint = f"name a folder: `-o {output}/`"
        message = f"cannot write {len(names)} files to one path"
        raise SstcError(message, hint, ExitCode.USAGE)
    if target.suffix in (".yaml", ".yml") and target.exists():  # a typo would destroy the series
        message = f"{target} is a data file, so it was not overwritten"
        raise SstcError(message, "name another file with `-o`", ExitCode.USAGE)
    if names:
        _refuse_other_kind(target, Path(names[0]).suffix)
    return {target: names[0]} if names else {}


def _refuse_other_kind(target: Path, suffix: str) -> None:
    """Refuse a name that says of other contents: it may be a file that somebody still needs."""
    if target.suffix.lower() in _KINDS and target.suffix.lower() != suffix:
        message = f"the contents are `{suffix}`, but the name is {target}, so nothing was written"
        raise SstcError(message, f"name a file with `{suffix}` at its end", ExitCode.USAGE)
