"""The key of the survey pseudonyms: in the user's own settings, never in a workspace."""

import secrets
from pathlib import Path

import typer

from sstc_cli.cli.console.files import write_new, write_whole
from sstc_cli.errors import SstcError, explained

_BYTES = 32


def key_file() -> Path:
    """Return the file of this user's key, in a folder that is not part of a workspace."""
    folder = Path(typer.get_app_dir("sstc"))
    if not folder.is_absolute():  # a relative XDG_CONFIG_HOME must be ignored
        folder = Path.home() / ".config" / "sstc"
    return folder / "surveys.key"


def read_keys() -> list[bytes]:
    """Return the keys, the newest first.

    Older keys stay after a rotation, because each store is opened with the key of its first import.
    """
    file = key_file()
    try:
        lines = file.read_text(encoding="ascii").split()
        keys = [bytes.fromhex(line) for line in lines]
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise SstcError(f"cannot read the key {file}", "restore it from a backup") from error
    if not keys or any(len(key) != _BYTES for key in keys):
        raise SstcError(f"the key {file} is damaged", "restore it from a backup")
    return keys


def make_keys() -> list[bytes]:
    """Return the keys; make the first one at the first import."""
    return read_keys() or _written([], first=True)


def add_key() -> list[bytes]:
    """Make a new key, and return it before the ones that exist."""
    return _written(read_keys(), first=False)


def _written(older: list[bytes], *, first: bool) -> list[bytes]:
    """Write a new key before the older ones, into a file that only its owner can ever read."""
    file = key_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        hint = "check the permissions of that folder: the key of the pseudonyms is kept there"
        raise SstcError(f"cannot make {file.parent}: {explained(error)}", hint) from error
    keys = [secrets.token_bytes(_BYTES), *older]
    data = "\n".join(key.hex() for key in keys).encode()
    if first:
        write_new(file, data, mode=0o600)  # another command may have been faster
    else:
        write_whole(file, data, mode=0o600)
    return read_keys() or make_keys()
