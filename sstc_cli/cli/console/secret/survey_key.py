"""The key of the survey pseudonyms: in the user's own settings, never in a workspace."""

import secrets
from pathlib import Path

from sstc_cli.cli.console.files import write_whole
from sstc_cli.cli.console.secret.settings_lock import settings_locked
from sstc_cli.cli.console.settings import settings_folders
from sstc_cli.errors import SstcError

_NAME = "surveys.key"
_BYTES = 32


def key_file() -> Path:
    """Return the file of this user's key, in a folder that is not part of a workspace."""
    return settings_folders()[0] / _NAME


def key_files() -> list[Path]:
    """Return the files that have keys of this user, also those of earlier versions."""
    files = [folder / _NAME for folder in settings_folders()]
    return [file for file in files if file.exists()]


def read_keys() -> list[bytes]:
    """Return the keys, the newest first, and then those where earlier versions kept them.

    Older keys stay after a rotation, because each store is opened with the key of its first import.
    """
    return list(dict.fromkeys(key for file in key_files() for key in keys_in(file)))


def keys_in(file: Path) -> list[bytes]:
    """Return the keys in a file, or none if there is no file; refuse a damaged one."""
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
    """Return the keys, all of them in one file; make the first one at the first import."""
    if (keys := read_keys()) and keys == keys_in(key_file()):
        return keys
    with settings_locked(key_file()):
        if not (keys := read_keys()):
            return add_key()
        _write(keys)
        return keys


def add_key() -> list[bytes]:
    """Make a new key while the keys are locked, and return it before the ones that exist."""
    keys = [secrets.token_bytes(_BYTES), *read_keys()]
    _write(keys)
    return keys


def _write(keys: list[bytes]) -> None:
    write_whole(key_file(), "\n".join(key.hex() for key in keys).encode(), mode=0o600, root=None)
