"""The files of a workspace that still have a person, and those that were left unfinished."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import IO, NamedTuple
from unicodedata import normalize

from sstc_cli.listing import everything_in
from sstc_cli.lock import is_unfinished

_SKIPPED = {".git", "templates", "node_modules", ".venv"}
_MOST_BYTES = 200_000_000  # of a file, and of all that is packed in it
_AT_ONCE = 1_000_000
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "cp1252")
_ZIP = b"PK\3\4"
UNREADABLE = (
    OSError, EOFError, MemoryError, RuntimeError, ValueError, zipfile.BadZipFile,
    zlib.error, lzma.LZMAError, struct.error,
)  # fmt: skip


class Traces(NamedTuple):
    """The files that have one of some words, and those that could not be searched to the end."""

    found: list[Path]
    unsearched: list[Path]


def files_with(root: Path, words: Collection[str]) -> Traces:
    """Return the files that have one of some words, in any of the usual encodings."""
    needles, traces = {*_needles(words)}, Traces([], [])
    for file in files_below(root):
        try:
            if _has(file, needles):
                traces.found.append(file)
        except UNREADABLE:
            traces.unsearched.append(file)
    return traces


def parts_below(root: Path) -> list[Path]:
    """Return the private files that a command is making now, or was when somebody stopped it.

    Of files in a folder that is being made, it is the folder.
    """
    places = (place for file in files_below(root) for place in (file, file.parent))
    return [*dict.fromkeys(place for place in places if is_unfinished(place))]


def _needles(words: Collection[str]) -> Iterator[bytes]:
    """Yield the bytes of words; those of the letters from A to Z are in lower case."""
    for word in words:
        for form in ("NFC", "NFD"):
            text = normalize(form, word)
            for spelt in (text, text.lower(), text.upper(), text.title()):
                for encoding in _ENCODINGS:
                    with suppress(UnicodeEncodeError):
                        yield spelt.encode(encoding).lower()


def files_below(root: Path) -> Iterator[Path]:
    """Yield the regular files below a folder, in order, and what cannot be read."""
    waiting = [root]  # not a recursion, of which a deep folder would be too much
    while waiting:
        path = waiting.pop()
        try:
            mode = path.stat(follow_symlinks=path == root).st_mode
            if S_ISREG(mode):
                yield path
            elif S_ISDIR(mode):
                below = everything_in(path)[::-1]
                waiting += [inner for inner in below if inner.name not in _SKIPPED]
        except OSError:
            yield path


def _has(file: Path, needles: Collection[bytes]) -> bool:
    """Return whether a file has one of the needles, packed or not."""
    with file.open("rb") as stream:
        is_zip = _is_zip(stream)
        found, _ = _search(stream, needles, _MOST_BYTES)
        if found or not is_zip:
            return found
        with zipfile.ZipFile(stream) as archive:
            return _packed(archive, needles)


def _packed(archive: zipfile.ZipFile, needles: Collection[bytes]) -> bool:
    """Return whether a member has one of the needles; refuse to search one that is packed twice."""
    most, twice = _MOST_BYTES, False
    for member in archive.infolist():
        with archive.open(member) as packed:
            twice = _is_zip(packed) or twice
            found, most = _search(packed, needles, most)
        if found:
            return True
    if twice:
        raise zipfile.BadZipFile
    return False


def _is_zip(stream: IO[bytes]) -> bool:
    head = stream.read(len(_ZIP))
    stream.seek(0)
    return head == _ZIP


def _search(stream: IO[bytes], needles: Collection[bytes], most: int) -> tuple[bool, int]:
    """Search a stream part by part; return how many bytes of the most allowed are left."""
    kept, longest = b"", max(map(len, needles))
    while part := stream.read(_AT_ONCE):
        data = (kept + part).lower().replace(b"\r\n ", b"")  # as calendar files fold lines
        if any(needle in data for needle in needles):
            return True, most
        kept = data[-longest:]
        most -= len(part)
        if most < 0:
            raise EOFError
    return False, most
