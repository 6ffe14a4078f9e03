"""The list of the files that a site consists of, beside them in its folder.

Only what is listed is ever replaced or removed, and only while it is as `sstc` wrote it. While a
site is being written, the list has old and new digests, so that a killed command can be run again.
Once it is complete, the list also has a digest of everything that it was made from.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

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
    """Return the list of files with their digests, and what they were made from, if known."""
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
        files = {str(name): tuple(map(str, digests)) for name, digests in whole["files"].items()}
        is_known = whole["version"] == VERSION
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        files, is_known = {}, False
    if not is_known or not all(_is_inside(name) for name in files) or not _are_digests(files):
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


def _are_digests(files: Digests) -> bool:
    every: Iterable[str] = (digest for digests in files.values() for digest in digests)
    return all(map(_DIGEST.fullmatch, every))
