"""Digests of the files of a workspace, by which the page notices a change."""

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_SOURCES = ("data", "templates")
_PRIVATE = ".sstc"
_STORED = (".sqlite", ".json")  # what commands keep there: answers, mails, and what they made


def _files(root: Path, *folders: str) -> Iterator[os.DirEntry[str]]:
    """Yield the files in folders and those below, in order; a folder may be missing."""
    for folder in folders:
        with suppress(OSError):
            for entry in sorted(os.scandir(root / folder), key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(Path(entry.path).parent, entry.name)
                else:
                    yield entry


def _stamp(entry: os.DirEntry[str]) -> str:
    with suppress(OSError):  # an editor is replacing it
        status = entry.stat()
        return f"{entry.path} {status.st_mtime_ns} {status.st_size}"
    return entry.path


def version(root: Path) -> str:
    """Return a digest of the times and sizes of the data files and templates."""
    return _digest(map(_stamp, _files(root, *_SOURCES)))


def stamps(root: Path) -> str:
    """Return a digest of the times and sizes of all that commands read."""
    stored = (one for one in _stored(root) if one.name.endswith(_STORED))
    return _digest(map(_stamp, [*_files(root, *_SOURCES, "out"), *stored]))


def contents(root: Path) -> str:
    """Return a digest of the data files."""
    digest = sha256()
    for entry in _files(root, "data"):
        with suppress(OSError):
            digest.update(f"{entry.path}\0".encode(errors="replace"))
            digest.update(Path(entry.path).read_bytes() + b"\0")
    return digest.hexdigest()


def state(root: Path) -> str:
    """Return a digest of the data files and of what can be undone, which forms are for."""
    steps = (one.name for one in _stored(root) if one.name.startswith("undo-"))
    return _digest([contents(root), *steps])


def _stored(root: Path) -> list[os.DirEntry[str]]:
    try:
        return sorted(os.scandir(root / _PRIVATE), key=lambda entry: entry.name)
    except OSError:
        return []


def _digest(parts: Iterator[str] | list[str]) -> str:
    return sha256("\n".join(parts).encode(errors="replace")).hexdigest()
