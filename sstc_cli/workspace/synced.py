"""Folders that programs such as OneDrive upload to a server."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from fnmatch import filter as filter_names
from pathlib import Path

from sstc_cli.listing import everything_in

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
    """Yield the folders of the accounts in a file of Dropbox."""
    with suppress(OSError, ValueError, AttributeError):
        for account in json.loads(file.read_bytes()).values():
            if path := account.get("path"):
                yield Path(str(path))


def _marked(folder: Path) -> Iterator[str]:
    """Yield the programs that have left their mark in a folder."""
    with suppress(OSError):
        names = [path.name for path in everything_in(folder)]
        yield from (_MARKS[mark] for mark in _MARKS if filter_names(names, mark))
