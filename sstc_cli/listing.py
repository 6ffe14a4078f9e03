"""The files of a folder, without what other programs keep beside them.

Office programs, sync programs and systems put files of their own next to those of people: locks
(`~$exit.xlsx`, `.~lock.exit.xlsx#`), what exFAT cannot keep in a file (`._exit.yaml`), `.DS_Store`.
"""

import os
import re
from collections.abc import Collection
from fnmatch import fnmatch
from glob import glob
from pathlib import Path, PurePath

_NOTES = ("~$", "._", ".~lock.")
_OTHERS = ("desktop.ini", "thumbs.db")
# what a name gets if its file was changed in two places, or copied by hand, after the stem
_COPIED = re.compile(
    r" .+"  # Dropbox, Nextcloud: ` (conflicted copy …)`; Google: ` (1)`; iCloud: ` 2`; ` - Copy`
    r"|(_conf)?\([0-9]+\)"  # Google
    r"|\.sync-conflict-.+"  # Syncthing
    r"|_conflict-.+"  # ownCloud
    r"|-(?=.*[^a-z0-9-]).{2,63}"  # OneDrive: `-LAPTOP-7`, unlike the words of an id
)
_LANGUAGE = re.compile(r"-([A-Z][a-z]{3}|[A-Z]{2})+")  # `pt-BR` and `zh-Hant` are not copies
_STEMS = re.compile(r"(?=[ (._-])")


def is_note(name: str) -> bool:
    """Return whether a file has the name of a note that another program keeps on a file."""
    return name.startswith(_NOTES)


def is_noise(name: str) -> bool:
    """Return whether a file or folder is hidden, or the note of another program."""
    return name.startswith(".") or is_note(name) or name.lower() in _OTHERS


def everything_in(folder: Path) -> list[Path]:
    """Return whatever is in a folder, for a search that must leave nothing out."""
    return sorted(folder.iterdir())


def entries(folder: Path, pattern: str = "*") -> list[Path]:
    """Return the files and folders in a folder by name; none if there is no such folder.

    Raise OSError if it cannot be read: to `glob`, it would be empty.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 a path for each name takes longer
    except FileNotFoundError:
        return []
    return [
        folder / name for name in sorted(names) if fnmatch(name, pattern) and not is_noise(name)
    ]


def originals(folder: Path, pattern: str = "*") -> list[Path]:
    """Return the same without the copies of other ones."""
    found = entries(folder, pattern)
    names = {path.name for path in found}
    return [path for path in found if original_of(path.name, names) is None]


def copies(folder: Path, pattern: str = "*") -> dict[Path, Path]:
    """Return the copies in a folder, each with the file that it is a copy of."""
    found = entries(folder, pattern)
    names = {path.name for path in found}
    pairs = ((path, original_of(path.name, names)) for path in found)
    return {path: folder / original for path, original in pairs if original}


def original_of(name: str, names: Collection[str]) -> str | None:
    """Return the name among others of which this one looks like a copy, or None."""
    path = PurePath(name)
    for start in (match.start() for match in _STEMS.finditer(path.stem)):
        original, added = path.stem[:start] + path.suffix, path.stem[start:]
        language = path.suffix == ".po" and _LANGUAGE.fullmatch(added)
        if original in names and _COPIED.fullmatch(added) and not language:
            return original
    return None


def files_below(folder: Path, pattern: str) -> list[Path]:
    """Return the files in a folder and its subfolders, in order."""
    return sorted(
        file
        for file in folder.rglob(pattern)
        if not any(map(is_noise, file.relative_to(folder).parts))
        if file.is_file()
    )


def matching(pattern: str) -> list[Path]:
    """Return the files that a pattern of a shell means, such as `exports/*.xlsx`."""
    paths = map(Path, sorted(glob(pattern)))  # noqa: PTH207 absolute patterns too
    return [path for path in paths if not is_noise(path.name)]
