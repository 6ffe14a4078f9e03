"""The list of the files that a site consists of, beside them in its folder.

Only what is listed is ever replaced or removed, and only while it is as `sstc` wrote it. While a
site is being written, the list has old and new digests, so that a killed command can be run again.
"""

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import PurePosixPath

from sstc_cli.errors import SstcError

NAME = ".sstc-site.json"
VERSION = 1
Digests = Mapping[str, tuple[str, ...]]
_DIGEST = re.compile(r"[0-9a-f]{64}")


def digest_of(data: bytes) -> str:
    """Return the digest of a file."""
    return sha256(data).hexdigest()


def write_manifest(files: Digests) -> bytes:
    """Return the list of files with their digests."""
    listed = {name: list(files[name]) for name in sorted(files)}
    return (json.dumps({"version": VERSION, "files": listed}, indent=0) + "\n").encode()


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
    except (ValueError, TypeError, KeyError, AttributeError):
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
    is_plain = "\\" not in name and ":" not in name
    return is_plain and not path.is_absolute() and ".." not in path.parts and name != NAME


def _are_digests(files: Digests) -> bool:
    every: Iterable[str] = (digest for digests in files.values() for digest in digests)
    return all(map(_DIGEST.fullmatch, every))
