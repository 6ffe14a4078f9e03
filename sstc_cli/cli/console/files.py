"""Write files whole or not at all, each beside the one that it replaces."""

import filecmp
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import BinaryIO

import typer

from sstc_cli.atomic import discard, is_held, new_temporary, rename_exclusive, replace
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.lock import locked, remove_abandoned, temporary_prefix
from sstc_cli.quantity import first_of
from sstc_cli.workspace.data_files import refuse_outside

PUBLIC = 0o644  # the mode of files, before the umask takes away
ELSEWHERE = ", or name another path with `-o`"
MOST_BYTES = 100_000_000  # of a calendar that is read whole


def settings_folders() -> list[Path]:
    """Return the folder of this user's settings, and then where earlier versions kept them.

    Python from the Microsoft Store keeps what it writes below %APPDATA% in a folder of its own,
    which other Pythons and backups do not see, and which is deleted with it.
    """
    folder = Path(typer.get_app_dir("sstc"))
    if sys.platform == "win32":
        return [_in_home(), folder]
    # a relative XDG_CONFIG_HOME must be ignored
    return [folder if folder.is_absolute() else _in_home()]


def _in_home() -> Path:
    return Path.home() / ".config" / "sstc"


@contextmanager
def temporaries(root: Path | None, mode: int) -> Iterator[Callable[[Path], Path]]:
    """Provide a function that makes an empty file next to a path; delete those files afterwards.

    Folders that are missing are made for files with that mode, and do not stay empty. A `root` must
    not be left.
    """
    prefixes: dict[Path, str] = {}
    with ExitStack() as made:

        def next_to(path: Path) -> Path:
            folder = path.parent
            if folder not in prefixes:
                if root:
                    refuse_outside(root, path)
                prefixes[folder] = made.enter_context(_prefix(folder, mode))
            temporary = new_temporary(folder, prefixes[folder])
            made.callback(discard, temporary)
            return temporary

        yield next_to


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


def drop(files: Sequence[Path]) -> list[Path]:
    """Delete private files that are no longer needed, and return those that stay."""
    for file in files:
        discard(file)
    return [file for file in files if file.exists()]


@contextmanager
def _prefix(folder: Path, mode: int) -> Iterator[str]:
    """Provide the beginning of this command's names in a folder, which is made if it is missing."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    if missing:
        folder.mkdir(0o777 if mode & 0o077 else 0o700, parents=True, exist_ok=True)
    else:
        remove_abandoned(folder)
    try:
        with temporary_prefix(folder) as prefix:
            yield prefix
    finally:
        for place in missing:
            with suppress(OSError):  # it has files, as it should
                place.rmdir()


def write_whole(
    path: Path, data: bytes, mode: int = PUBLIC, *, root: Path | None, expected: bytes | None = None
) -> bool:
    """Write `data` to a file, whole or not at all, and return whether the file changed.

    It stays inside `root`, the workspace, unless that is None because the user has named the file.
    With `expected`, the file must still have those contents, and keeps its mode.
    """
    with writing(path):
        if holds(path, data):
            return False
        mode = mode if expected is None else S_IMODE(path.lstat().st_mode)
        with temporaries(root, mode) as next_to:
            temporary = next_to(path)
            fill(temporary, data, mode, sync=True)
            # two commands at once would both find the old contents, and one change would be lost
            with locked(path) if expected is not None else nullcontext():
                _refuse_changed(path, expected)
                replace(temporary, path)
    return True


def holds(path: Path, data: bytes) -> bool:
    """Return whether the file has these contents already; refuse what is not a file."""
    return _size(path) == len(data) and _compared(lambda: path.read_bytes() == data)


def same_contents(path: Path, other: Path) -> bool:
    """Return whether the file has the contents of another one; refuse what is not a file."""
    same = partial(filecmp.cmp, path, other, shallow=False)
    return _size(path) == _size(other) and _compared(same)


def _compared(same: Callable[[], bool]) -> bool:
    """Return the result of a comparison; what another program holds has to be written again."""
    try:
        return same()
    except OSError as error:
        if is_held(error):
            return False
        raise


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
        raise SstcError(f"{path} is not a regular file", "move it away, or name another file")
    return status.st_size


def write_new(path: Path, data: bytes, mode: int = PUBLIC, *, root: Path | None) -> bool:
    """Write `data` to a new file, whole or not at all; return False if the file exists."""
    with writing(path), temporaries(root, mode) as next_to:
        temporary = next_to(path)
        fill(temporary, data, mode, sync=True)
        try:
            rename_exclusive(temporary, path)
        except FileExistsError:
            return False
    return True


@contextmanager
def writing(path: Path, more: str = "") -> Iterator[None]:
    """Raise SstcError for what prevents a file from being written, with `more` of a hint."""
    try:
        yield
    except OSError as error:
        raise not_written(str(path), error, more) from error


def not_written(what: str, error: OSError, more: str = "", others: str = "") -> SstcError:
    """Return the error for files that cannot be written, with a word on the `others`."""
    if isinstance(error, TimeoutError):  # of its lock
        hint = "wait until that one ends, then run this again"
    else:
        denied = isinstance(error, PermissionError)
        check = "that you have permission to change it" if denied else "the free space of the disk"
        hint = f"close it in other programs, and check {check}{more}"
    return SstcError(f"cannot write {what}: {explained(error)}{others}", hint)


def _refuse_changed(path: Path, expected: bytes | None) -> None:
    if expected is not None and path.read_bytes() != expected:
        message = f"{path} was changed by another program while sstc was working"
        raise SstcError(message, "run this again, to work on its present contents")


def listed(files: Sequence[Path]) -> list[str]:
    """Return the paths of files as the user would type them, the first ten if there are more."""
    return first_of([*map(from_here, files)])


def from_here(path: Path) -> str:
    """Return the path as the user would type it in the current folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)


def is_one_file(output: str | None) -> bool:
    """Return whether the user has named a file, not a folder, or the stream."""
    return output is not None and not (output.endswith(("/", os.sep)) or Path(output).is_dir())


def paths_of(names: Sequence[str], folder: Path, output: str | None) -> dict[Path, str]:
    """Return the paths to write, each with the name of its file."""
    if output is None:
        return {folder / name: name for name in names}
    if sys.platform == "win32":
        _refuse_quotation_mark(output)
    target = Path(output)
    refuse_private(target)
    if not is_one_file(output):
        return {target / Path(name).name: name for name in names}
    if len(names) > 1:
        hint = f"name a folder: `-o {output}/`"
        message = f"cannot write {len(names)} files to one path"
        raise SstcError(message, hint, ExitCode.USAGE)
    if names:
        _refuse_other_kind(target, Path(names[0]).suffix)
    return {target: names[0]} if names else {}


def _refuse_quotation_mark(output: str) -> None:
    r"""Refuse `"out\docs\"`, which Windows hands over with its last quotation mark."""
    if output.endswith('"'):
        message = f'`{output}` ends in a quotation mark: Windows takes `\\"` for one'
        right = output.rstrip('"').replace("\\", "/")
        hint = f'name a folder with `/` at its end: `-o "{right}/"`'
        raise SstcError(message, hint, ExitCode.USAGE)


def refuse_private(target: Path) -> None:
    """Refuse a path among the private answers or the keys of their pseudonyms."""
    place, kept = target.resolve(), None
    if ".sstc" in map(str.lower, place.parts):  # some systems ignore case
        kept = "private answers"
    with suppress(RuntimeError):  # a user without a home has no settings
        if any(place.is_relative_to(folder.resolve()) for folder in settings_folders()):
            kept = "the settings of sstc"
    if kept:
        message = f"{target} is in the folder of {kept}, so nothing was written"
        raise SstcError(message, "name another path with `-o`", ExitCode.USAGE)


def _refuse_other_kind(target: Path, suffix: str) -> None:
    """Refuse a name that says of other contents: it may be a file that a person still needs."""
    if target.suffix.lower() != suffix:
        message = f"the contents are `{suffix}`, but the name is {target}, so nothing was written"
        hint = f"name a file with `{suffix}` at its end, or a folder with `/` at its end"
        raise SstcError(message, hint, ExitCode.USAGE)
    if target.name.startswith(".") and target.exists():
        message = f"{target} is a hidden file, so it was not overwritten"
        raise SstcError(message, "name another file with `-o`", ExitCode.USAGE)
