"""The list of the files that a site consists of, beside them in its folder.

Only what is listed is ever replaced or removed, and only while it is as `sstc` wrote it. While a
site is being written, the list has old and new digests, so that a killed command can be run again.
Once it is complete, the list also has a digest of everything that it was made from, so that an
unchanged site is not made again.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from sstc_cli import __version__
from sstc_cli.errors import SstcError

NAME = ".sstc-site.json"
VERSION = 1
Digests = Mapping[str, tuple[str, ...]]
_LONGEST = 255  # bytes of a name that systems take
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a complete site was made from, as a digest, and the notes that its build gave."""

    inputs: str
    notes: tuple[str, ...] = ()


def digest_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def write_manifest(files: Digests, origin: Origin | None = None) -> bytes:
    whole: dict[str, object] = {"version": VERSION}
    if origin:
        whole |= {"inputs": origin.inputs, "notes": list(origin.notes)}
    whole["files"] = {name: list(files[name]) for name in sorted(files)}
    return (json.dumps(whole, indent=0) + "\n").encode()


def read_origin(data: bytes | None) -> Origin | None:
    """Return what a site was made from; None if its list does not say so."""
    try:
        whole = json.loads(data or b"{}")
        return Origin(str(whole["inputs"]), tuple(map(str, whole["notes"])))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def read_manifest(data: bytes | None, where: str) -> Digests:
    """Return the files of a list with their digests; none without a list.

    A list that could lead out of its folder is refused.
    """
    if data is None:
        return {}
    try:
        whole = json.loads(data)
        files = {str(name): tuple(map(str, found)) for name, found in whole["files"].items()}
        is_known = whole["version"] == VERSION
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        files, is_known = {}, False
    digests = (digest for found in files.values() for digest in found)
    if not is_known or not all(map(_is_inside, files)) or not all(map(_DIGEST.fullmatch, digests)):
        hint = "delete the folder, then build the site again"
        raise SstcError(f"{where} is not the list of a site's files, so nothing was written", hint)
    return files


def both(old: Digests, new: Digests) -> Digests:
    """Return the digests that files may have while a site is being written."""
    return {
        name: tuple(dict.fromkeys((*old.get(name, ()), *new.get(name, ()))))
        for name in {**old, **new}
    }


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    is_plain = name.isprintable() and not {"\\", ":"} & {*name}
    is_short = all(len(part.encode()) <= _LONGEST for part in path.parts) if is_plain else False
    return (
        is_short
        and bool(path.parts)
        and not path.is_absolute()
        and ".." not in path.parts
        and name != NAME
    )


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
    parts = {name: name.lower().rpartition(".") for name in names}
    return sorted(
        name
        for name, (stem, _, kind) in parts.items()
        if kind.endswith("-info") and stem.split("-")[0] in LIBRARIES
    )


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
