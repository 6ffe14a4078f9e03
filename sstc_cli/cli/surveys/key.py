"""The key of the survey pseudonyms: in the user's own settings, never in a workspace."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sstc_cli.cli.console.files import settings_folder, write_whole, writing
from sstc_cli.errors import SstcError, explained
from sstc_cli.lock import locked

_BYTES = 32


def key_file() -> Path:
    """Return the file of this user's key, in a folder that is not part of a workspace."""
    return settings_folder() / "surveys.key"


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
    if keys := read_keys():
        return keys
    with keys_locked():
        return read_keys() or add_key()


def add_key() -> list[bytes]:
    """Make a new key while the keys are locked, and return it before the ones that exist."""
    keys = [secrets.token_bytes(_BYTES), *read_keys()]
    write_whole(key_file(), "\n".join(key.hex() for key in keys).encode(), mode=0o600, root=None)
    return keys


@contextmanager
def keys_locked() -> Iterator[None]:
    """Let nobody else add a key meanwhile, so that none is lost; make the folder of the keys."""
    file = key_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        hint = "check the permissions of that folder: the key of the pseudonyms is kept there"
        raise SstcError(f"cannot make {file.parent}: {explained(error)}", hint) from error
    with ExitStack() as lock:
        with writing(file):
            lock.enter_context(locked(file))
        yield
