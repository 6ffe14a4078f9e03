"""Temporary files next to those that they will replace, and removal of those of killed commands."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from sstc_cli.atomic import discard, new_temporary
from sstc_cli.errors import SstcError
from sstc_cli.lock import remove_abandoned, temporary_prefix

PUBLIC = 0o644  # the mode of files, of which the umask takes away


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


def refuse_outside(root: Path, path: Path, what: str = "the workspace") -> None:
    """Refuse a path in a folder, `what`, that leads elsewhere behind a link or a junction."""
    folder = Path(os.path.realpath(path.parent))
    if not folder.is_relative_to(os.path.realpath(root)):
        message = f"{path.parent} leads to {folder}, outside {what}, so nothing was written"
        raise SstcError(message, "replace the link with a folder")


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
