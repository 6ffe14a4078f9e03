"""The files of a workspace that still have a person who was erased from its store."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

_SKIPPED = {".git", "templates", "node_modules", ".venv"}
_MOST_BYTES = 200_000_000  # of a file, also of all that is packed in it
_AT_ONCE = 1_000_000


def files_with(root: Path, words: Iterable[str]) -> list[Path]:
    """Return the files that have one of some words, in any of the usual encodings."""
    needles = {
        word.lower().encode(encoding, "replace")
        for word in words
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    }
    return [file for file in _files(root) if _has(file, needles)]


def _files(root: Path) -> Iterator[Path]:
    """Yield the regular files below a folder, in order."""
    try:
        paths = sorted(root.iterdir())
    except OSError:  # not ours to read
        return
    for path in paths:
        if path.is_symlink() or path.name in _SKIPPED:
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path


def _has(file: Path, needles: set[bytes]) -> bool:
    """Return whether a file has one of the needles, packed or not; a damaged one may hide them."""
    try:
        with file.open("rb") as stream:
            if _found(stream, needles):
                return True
            if not zipfile.is_zipfile(stream):
                return False
            with zipfile.ZipFile(stream) as archive:
                for member in archive.infolist():
                    with archive.open(member) as packed:
                        if _found(packed, needles):
                            return True
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return False
    return False


def _found(stream: IO[bytes], needles: set[bytes]) -> bool:
    """Search the beginning of a stream, part by part."""
    kept, longest = b"", max(map(len, needles))
    for _ in range(_MOST_BYTES // _AT_ONCE):
        part = stream.read(_AT_ONCE)
        if not part:
            break
        data = (kept + part).lower().replace(b"\r\n ", b"")  # as calendar files fold lines
        if any(needle in data for needle in needles):
            return True
        kept = data[-longest:]
    return False
