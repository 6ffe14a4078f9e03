"""A digest of everything that a site is made from, so that an unchanged one is not made again."""

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from stat import S_ISREG

from sstc_cli import __version__

_FOLDERS = ("data", "templates")
_MOST_BYTES = 100_000_000  # of a file that is read to find out whether it has changed
# the libraries that take part, by the names of their folders of metadata in lower case
LIBRARIES = frozenset({
    "babel", "holidays", "icalendar", "jinja2", "lxml", "markdown_it_py", "markupsafe", "mdurl",
    "python_dateutil", "python_docx", "pytz", "pyyaml", "segno", "six", "typing_extensions",
    "typst", "tzdata",
})  # fmt: skip


class _UnknownError(Exception):
    """A file whose changes would not be noticed."""


def digest_of_inputs(
    root: Path, program: Iterable[Path], used: Iterable[Path], *options: object
) -> str | None:
    """Return a digest of the data, the templates, the program, its libraries and the options.

    It is None if a change of something would not be noticed: a folder behind a link, or a file in
    `used`, those that the data names, outside the folders that are looked into.
    """
    folders = [root / name for name in _FOLDERS]
    places = [folder.resolve() for folder in folders]
    if not all(any(path.resolve().is_relative_to(place) for place in places) for path in used):
        return None
    whole = sha256()
    try:
        about = (__version__, sys.version, *_libraries(), *map(repr, options))
        for part in (*about, *_contents(folders), *_contents(program)):
            whole.update(f"{len(part)} {part}".encode(errors="surrogateescape"))
    except (_UnknownError, OSError, UnicodeError):
        return None
    return whole.hexdigest()


def _libraries() -> list[str]:
    """Return the libraries with their versions; `importlib.metadata` would take longer."""
    names = {
        name
        for folder in sys.path
        if folder and Path(folder).is_dir()
        for name in os.listdir(folder)  # noqa: PTH208 a path for each name takes longer
    }
    return sorted(name for name in names if _is_used(name))


def _is_used(name: str) -> bool:
    stem, dot, kind = name.lower().rpartition(".")
    return bool(dot) and kind.endswith("-info") and stem.split("-")[0] in LIBRARIES


def _contents(folders: Iterable[Path]) -> Iterator[str]:
    """Yield the names of the files in folders, each with a digest of its contents."""
    for folder in folders:
        yield folder.name
        for place, below, names in os.walk(folder, onerror=_refuse):
            below[:] = sorted(name for name in below if name != "__pycache__")
            if any(Path(place, name).is_symlink() for name in below):
                raise _UnknownError
            for name in sorted(names):
                file = os.path.join(place, name)  # noqa: PTH118 a path for each takes longer
                yield os.path.relpath(file, folder).replace(os.sep, "/")
                yield _digest(file)


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _digest(file: str) -> str:
    with open(file, "rb", opener=_opened) as stream:
        return file_digest(stream, "sha256").hexdigest()


def _opened(file: str, flags: int) -> int:
    """Open a regular file; refuse anything else, because opening a pipe would never end."""
    status = Path(file).stat()
    if not S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
        raise _UnknownError
    return os.open(file, flags)
