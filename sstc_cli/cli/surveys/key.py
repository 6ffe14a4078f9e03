"""The key of the survey pseudonyms: in the user's own settings, never in a workspace."""

import secrets
from pathlib import Path

import typer

from sstc_cli.cli.console.files import write_new, write_whole
from sstc_cli.errors import SstcError, explained

_BYTES = 32


def key_file() -> Path:
    """Where this user's key is: a folder of the user, which no workspace carries along."""
    return Path(typer.get_app_dir("sstc")) / "surveys.key"


def read_keys() -> list[bytes]:
    """The keys, the newest first; none where none was made yet.

    A rotated key stays: a store is known again by the key with which it was begun.
    """
    file = key_file()
    try:
        lines = file.read_text(encoding="ascii").split()
        keys = [bytes.fromhex(each) for each in lines]
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise SstcError(f"cannot read the key {file}", "restore it from a backup") from error
    if not keys or any(len(each) != _BYTES for each in keys):
        raise SstcError(f"the key {file} is damaged", "restore it from a backup")
    return keys


def make_keys() -> list[bytes]:
    """The keys; the first is made at the first import."""
    return read_keys() or _written([], first=True)


def add_key() -> list[bytes]:
    """A new key before the ones that are there."""
    return _written(read_keys(), first=False)


def _written(known: list[bytes], *, first: bool) -> list[bytes]:
    """Put a new key before the known ones; its owner only can read the file from the start."""
    file = key_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        hint = "the pseudonyms of surveys need a key there: check the folder's rights"
        raise SstcError(f"cannot make {file.parent}: {explained(error)}", hint) from error
    keys = [secrets.token_bytes(_BYTES), *known]
    data = "\n".join(each.hex() for each in keys).encode()
    if first:
        write_new(file, data, mode=0o600)  # another command may have been faster
    else:
        write_whole(file, data, mode=0o600)
    return read_keys() or make_keys()
