"""Files that still have a person or a private link, and folders that programs upload."""

import json
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from fnmatch import filter as filter_names
from html import unescape
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import IO, NamedTuple
from unicodedata import normalize

from sstc_cli.listing import everything_in
from sstc_cli.lock import is_unfinished
from sstc_cli.model import Series

_SKIPPED = {".git", "templates", "node_modules", ".venv"}
_MOST_SEARCHED = 200_000_000  # of a file, and of all that is packed in it
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
    """Return the private files that a command is making now, or was when a person stopped it.

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
    waiting = [root]  # not a recursion, which a deep folder would exhaust
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
    with file.open("rb") as stream:
        is_zip = _is_zip(stream)
        found, _ = _search(stream, needles, _MOST_SEARCHED)
        if found or not is_zip:
            return found
        with zipfile.ZipFile(stream) as archive:
            return _packed(archive, needles)


def _packed(archive: zipfile.ZipFile, needles: Collection[bytes]) -> bool:
    """Return whether a member has one of the needles; refuse to search one that is packed twice."""
    most, twice = _MOST_SEARCHED, False
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


_LINK = re.compile(rb"https?://[^\s\"'<>)]+")
# folders and names of files, for example `07-payment.speaker-brief.ana.en.md`; compiled on first
# use, because few series have private links
_FOR_NAMED = (
    r"^(?:run-of-show|speaker|organiser-|private)|\.run-of-show\."
    r"|^(?:mail|confirmation|reminder|join-link-change)$"
    r"|\.(?:confirmation|reminder|join-link-change)\."
    r"|\.speaker-[a-z]+\.[a-z0-9-]+\.[A-Za-z+-]+\.[a-z]+$"
)
_MOST_READ = 20_000_000  # of a file, and of each part of a Word file
_AFTER = "/.,;:!?"


def exposing_files(series: Series, out: Path) -> list[Path]:
    """Return the files, except for those for people who get the private links."""
    joins = [webinar.join for webinar in series.webinars if webinar.join]
    private = {join.url.rstrip(_AFTER) for join in joins if not join.public}
    if not private:
        return []
    return [
        file
        for file in files_below(out)
        if not any(re.search(_FOR_NAMED, part) for part in file.relative_to(out).parts)
        and not private.isdisjoint(_links(file))
    ]


def _links(file: Path) -> Iterator[str]:
    try:
        for data in _contents(file):
            # calendar files fold lines, and they and PDF put a backslash before some characters
            for link in _LINK.findall(data.replace(b"\r\n ", b"").replace(b"\\", b"")):
                yield unescape(link.decode(errors="replace")).rstrip(_AFTER)
    except UNREADABLE:
        return


def _contents(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        yield stream.read(_MOST_READ)
        if zipfile.is_zipfile(stream):
            with zipfile.ZipFile(stream) as archive:
                for name in archive.namelist():
                    with archive.open(name) as part:
                        yield part.read(_MOST_READ)


_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # its variables on Windows
_IN_HOME = {
    "Library/Mobile Documents": "iCloud",
    "Library/CloudStorage": "a sync program",  # OneDrive, Google Drive, Dropbox and others on macOS
    "iCloudDrive": "iCloud",
    "My Drive": "Google Drive",
    **{name: name for name in ("OneDrive", "Dropbox", "Google Drive", "Nextcloud", "ownCloud")},
}
# what they keep at the top of their folders
_MARKS = {
    ".dropbox.cache": "Dropbox",
    ".shortcut-targets-by-id": "Google Drive",
    ".sync_*.db": "Nextcloud",
    "._sync_*.db": "Nextcloud",
    ".stfolder": "Syncthing",
}
_DROPBOX = {"APPDATA": "Dropbox", "LOCALAPPDATA": "Dropbox", "HOME": ".dropbox"}


def sync_program(file: Path, environment: Mapping[str, str]) -> str | None:
    """Return the program that uploads the folder of a file, or None if none is recognised."""
    place = file.resolve()
    for folder, program in _folders(environment):
        if place.is_relative_to(folder.resolve()):
            return program
    return next((program for folder in place.parents for program in _marked(folder)), None)


def _folders(environment: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield the folders that programs upload, if they are where they usually are."""
    for name in _ONEDRIVE:
        if folder := environment.get(name):
            yield Path(folder), "OneDrive"
    for name, folder in _DROPBOX.items():
        if name in environment:
            for path in _of_dropbox(Path(environment[name], folder, "info.json")):
                yield path, "Dropbox"
    if home := environment.get("USERPROFILE") or environment.get("HOME"):
        for folder, program in _IN_HOME.items():
            yield Path(home, folder), program


def _of_dropbox(file: Path) -> Iterator[Path]:
    with suppress(OSError, ValueError, AttributeError):
        for account in json.loads(file.read_bytes()).values():
            if path := account.get("path"):
                yield Path(str(path))


def _marked(folder: Path) -> Iterator[str]:
    with suppress(OSError):
        names = [path.name for path in everything_in(folder)]
        yield from (_MARKS[mark] for mark in _MARKS if filter_names(names, mark))
